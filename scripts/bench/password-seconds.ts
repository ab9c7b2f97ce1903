/** What a password's hash takes, with the parameters that the accounts have. */

import { randomBytes } from 'node:crypto';
import { hashPassword } from '../../src/login/password.ts';

/** Seconds of each of nine hashes, one after the other. */
export async function passwordSeconds(): Promise<readonly number[]> {
  const times: number[] = [];
  for (let count = 0; count < 9; count += 1) {
    const begun = performance.now();
    await hashPassword(randomBytes(12).toString('hex'));
    times.push((performance.now() - begun) / 1000);
  }
  return times;
}
