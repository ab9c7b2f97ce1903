/** Looks for social security numbers in the bytes of files, in every form in which a program may have left them. */

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { filesBelow } from './passerelle.ts';

/** As text, with its punctuation, in UTF-16, and as the integer of six bytes that SQLite stores. */
function formsOf(ssin: string): readonly Buffer[] {
  const bigEndian = Buffer.alloc(6);
  bigEndian.writeUIntBE(Number(ssin), 0, 6);
  const punctuated = ssin.replace(/^(..)(..)(..)(...)(..)$/, '$1.$2.$3-$4.$5');
  return [
    Buffer.from(ssin),
    Buffer.from(punctuated),
    Buffer.from(ssin, 'utf16le'),
    bigEndian,
    Buffer.from(bigEndian).reverse(),
  ];
}

/** All files below `folder` in whose name or bytes one of the numbers stands. */
export async function filesWithSsins(folder: string, ssins: Iterable<string>): Promise<readonly string[]> {
  const forms = [...ssins].flatMap(formsOf);
  const found: string[] = [];
  for (const file of await filesBelow(folder)) {
    const bytes = Buffer.concat([Buffer.from(`${file}\n`), await readFile(path.join(folder, file))]);
    if (forms.some((form) => bytes.includes(form))) found.push(file);
  }
  return found;
}

/** The numbers that stand in a text. */
export function ssinsIn(text: string, ssins: Iterable<string>): readonly string[] {
  return [...ssins].filter((ssin) => text.includes(ssin));
}
