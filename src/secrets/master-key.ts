/** The master key of a site: 32 random bytes, written in base64. Whoever has it and the database has the data. */

import { randomBytes } from 'node:crypto';
import { PasserelleError } from '../errors.ts';
import { text } from '../words/text.ts';
import { readSecret, type SecretSource } from './secret.ts';

const bytes = 32;
const form = /^[A-Za-z0-9+/]{43}=$/;

/** A new master key, as it is kept. */
export function generateMasterKey(): string {
  return randomBytes(bytes).toString('base64');
}

/** Reads the master key. Throws `secret-unavailable`. */
export async function readMasterKey(source: SecretSource): Promise<Uint8Array> {
  const key = await readSecret(source, text`master key`);
  if (!form.test(key)) {
    throw new PasserelleError('secret-unavailable', text`the master key is not ${bytes} bytes in base64`, {
      hint: text`Put back the one that was made with the site: no other opens its data.`,
    });
  }
  return Buffer.from(key, 'base64');
}
