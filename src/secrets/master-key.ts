/** The master key of a site: 32 random bytes, written in base64. Whoever has it and the database has the data. */

import { randomBytes } from 'node:crypto';
import { PasserelleError } from '../errors.ts';
import { readSecret, type SecretSource } from './secret.ts';

const bytes = 32;
const form = /^[A-Za-z0-9+/]{43}=$/;

/** A new master key, as it is kept. */
export function generateMasterKey(): string {
  return randomBytes(bytes).toString('base64');
}

/** Reads the master key. Throws `secret-unavailable`. */
export async function readMasterKey(source: SecretSource): Promise<Uint8Array> {
  const text = await readSecret(source, 'master key');
  if (!form.test(text)) {
    throw new PasserelleError('secret-unavailable', `the master key is not ${bytes} bytes in base64`, {
      hint: 'Put back the one that was made with the site: no other opens its data.',
    });
  }
  return Buffer.from(text, 'base64');
}
