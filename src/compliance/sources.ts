/** The sources of the program. It runs as it is written: they always lie beside it, and are what runs. */

import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** Folder of the program: of package.json, src and what the tests leave as evidence. */
export const programFolder = path.resolve(import.meta.dirname, '../..');

/** Texts by path from the folder of the program, in order of their paths. */
export type Sources = ReadonlyMap<string, string>;

export async function readSources(folder = programFolder): Promise<Sources> {
  const names = await readdir(path.join(folder, 'src'), { recursive: true });
  const files = names.map((name) => `src/${name.replaceAll('\\', '/')}`).filter((name) => /\.ts$/.test(name));
  const texts = files
    .sort()
    .map(async (file): Promise<[string, string]> => [file, await readFile(path.join(folder, file), 'utf8')]);
  return new Map(await Promise.all(texts));
}

/** SHA-256 over all sources, hexadecimal: which program was tested, and which one asks. */
export function digestOf(sources: Sources): string {
  return createHash('sha256')
    .update(JSON.stringify([...sources]))
    .digest('hex');
}
