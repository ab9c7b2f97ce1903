/** Files that are given to be examined: of anybody, and no secret. */

import { readFile } from 'node:fs/promises';
import { PasserelleError } from '../errors.ts';
import { parseVerifierKey, type VerifierKey } from '../ledger/ledger-key.ts';
import { text } from '../words/text.ts';

/** Throws `usage` if it cannot be read. */
export async function readGivenText(file: string): Promise<string> {
  return await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new PasserelleError('usage', text`${file} cannot be read`, { cause });
  });
}

/** The ledger keys that the one who examines believes. */
export function readGivenKeys(files: readonly string[]): Promise<readonly VerifierKey[]> {
  return Promise.all(files.map(async (file) => parseVerifierKey(await readGivenText(file))));
}
