/** Looks for social security numbers in the bytes of files, in every form in which a program may have left them. */

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { filesBelow } from './passerelle.ts';

/** As text, with its punctuation, in UTF-16, as the integer of six bytes that SQLite stores, and as a digest. */
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
    ...digestsOf(ssin),
    ...digestsOf(punctuated),
  ];
}

/** SHA-256 of a text in the forms in which digests are written: whoever has all numbers can undo it. */
export function digestsOf(text: string): readonly Buffer[] {
  const digest = createHash('sha256').update(text).digest();
  const written = [
    digest.toString('hex'),
    digest.toString('hex').toUpperCase(),
    digest.toString('base64'),
    digest.toString('base64url'),
  ];
  return [digest, ...written.map((form) => Buffer.from(form))];
}

/** All files below `folder` in whose name or bytes one of the numbers stands. */
export function filesWithSsins(folder: string, ssins: Iterable<string>): Promise<readonly string[]> {
  return filesWith(folder, [...ssins].flatMap(formsOf));
}

/** All files below `folder` in whose name or bytes one of the forms stands. */
export async function filesWith(folder: string, forms: readonly Uint8Array[]): Promise<readonly string[]> {
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
