/** Passwords and PINs: Argon2id (RFC 9106), the parameters stored with each hash. */

import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { PasswordHash } from '../ports/account.ts';
import { limitConcurrency } from './turns.ts';

/**
 * First choice of the OWASP Password Storage Cheat Sheet for Argon2id: 46 MiB, one pass; on the machine it was
 * measured on 26 ms, and 47 where memory comes in pages of 4 KiB (bin/passerelle). Memory in KiB.
 */
const parameters = { memory: 47_104, passes: 1, parallelism: 1 } as const;
const tagLength = 32;
const nonceLength = 16;

/** In bytes of UTF-8. Eight is the least beside a second factor (NIST SP 800-63B section 5.1.1). */
export const passwordBounds = { least: 8, greatest: 256 } as const;

export type PasswordProblem = 'too-short' | 'too-long' | 'holds-nul';

const derive = promisify(argon2);

/** Each takes 46 MiB and a core: a burst of logins waits in line instead of exhausting the machine. */
const inLine = limitConcurrency(2);

/** Whether a password may be set. */
export function passwordProblem(password: string): PasswordProblem | undefined {
  const length = Buffer.byteLength(normalise(password));
  if (length < passwordBounds.least) return 'too-short';
  return isAcceptable(password) ? undefined : length > passwordBounds.greatest ? 'too-long' : 'holds-nul';
}

export async function hashPassword(password: string): Promise<PasswordHash> {
  const nonce = randomBytes(nonceLength);
  const tag = await tagOf(password, { ...parameters, nonce, length: tagLength });
  return { algorithm: 'argon2id', ...parameters, nonce, tag };
}

/** A hash that no password has, for accounts without one and for names without an account. */
export function unmatchableHash(): PasswordHash {
  const nonce = randomBytes(nonceLength);
  return { algorithm: 'argon2id', ...parameters, nonce, tag: randomBytes(tagLength) };
}

/** Compares in constant time. A password out of bounds is refused like any wrong one. */
export async function verifyPassword(password: string, hash: PasswordHash): Promise<boolean> {
  const { memory, passes, parallelism, nonce } = hash;
  const acceptable = isAcceptable(password);
  // Hashed all the same: the time taken says nothing about the reason of a refusal.
  const tag = await tagOf(acceptable ? password : '', {
    memory,
    passes,
    parallelism,
    nonce,
    length: hash.tag.length,
  });
  return timingSafeEqual(tag, hash.tag) && acceptable;
}

/** Attacker-controlled text. */
function isAcceptable(password: string): boolean {
  const length = Buffer.byteLength(normalise(password));
  return length > 0 && length <= passwordBounds.greatest && !password.includes('\0');
}

/** One form for one text, however the keyboard composes its accents (RFC 4252 section 8, RFC 8265). */
function normalise(password: string): string {
  return password.normalize('NFC');
}

async function tagOf(
  password: string,
  by: { memory: number; passes: number; parallelism: number; nonce: Uint8Array; length: number },
): Promise<Uint8Array> {
  return inLine(() =>
    derive('argon2id', {
      message: normalise(password),
      nonce: by.nonce,
      parallelism: by.parallelism,
      tagLength: by.length,
      memory: by.memory,
      passes: by.passes,
    }),
  );
}
