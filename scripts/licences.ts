/**
 * Collects the licences of all that the package brings along, with their texts: `npm run --silent licences > licences.txt`.
 * Fails on one that is missing, unknown to us or not free.
 */

import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import * as z from 'zod';
import { shippedPackages } from './shipped.ts';

/** By their SPDX names; all of them let anybody use, change and pass on. */
const free: ReadonlySet<string> = new Set([
  ...['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'LGPL-3.0+', 'MIT', 'MIT-0', 'Unlicense'],
]);

/** Packages that name their licence and come without its text. */
const withoutText: ReadonlySet<string> = new Set(['saxes']);

const manifest = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string().optional(),
  // As old packages have it.
  licenses: z.array(z.object({ type: z.string() })).optional(),
});

/** The licence of a package that lies in `folder`, and its text. Throws if it is not free, or not there. */
export async function licenceIn(folder: string): Promise<string> {
  const { name, version, license, licenses } = manifest.parse(
    JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')),
  );
  const declared = license ?? licenses?.map(({ type }) => type).join(' OR ') ?? 'none';
  if (!free.has(declared))
    throw new Error(`${name} ${version} has a licence that is not on our list: ${declared}`);
  const files = (await readdir(folder)).filter((file) =>
    /^(?:licen[cs]e|copying|notice|unlicense)/i.test(file),
  );
  const texts = await Promise.all(files.sort().map((file) => readFile(path.join(folder, file), 'utf8')));
  if (texts.length === 0) texts.push(await sectionOfReadme(folder, name));
  return `${name} ${version}: ${declared}\n\n${texts.map((each) => each.trim()).join('\n\n')}\n`;
}

async function sectionOfReadme(folder: string, name: string): Promise<string> {
  const readme = path.join(folder, 'README.md');
  const text = existsSync(readme) ? await readFile(readme, 'utf8') : '';
  const section = text.split(/^#+ /m).find((each) => /^licen[cs]e\b/i.test(each));
  if (section !== undefined && section.length > 500) return section;
  if (withoutText.has(name)) return '(It names this licence, and comes without its text.)';
  throw new Error(`${name} comes without the text of its licence`);
}

/** All of them, in order of their names. What npm left out as being for another platform is left out here. */
export async function licences(): Promise<string> {
  const folders = shippedPackages()
    .map(({ folder }) => folder)
    .filter((folder) => existsSync(folder));
  const texts = new Set(await Promise.all(folders.map(licenceIn)));
  return [...texts].sort().join(`\n${'-'.repeat(80)}\n\n`);
}

if (import.meta.main) process.stdout.write(await licences());
