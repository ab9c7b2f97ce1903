import { describe, expect, it } from 'vitest';
import {
  hashPassword,
  passwordBounds,
  passwordProblem,
  unmatchableHash,
  verifyPassword,
} from '../../src/login/password.ts';
import type { PasswordHash } from '../../src/ports/account.ts';

describe('a password', () => {
  it('is hashed with a fresh nonce and the parameters are kept with the hash', async () => {
    const [first, second] = await Promise.all([
      hashPassword('correct horse battery'),
      hashPassword('correct horse battery'),
    ]);
    expect(first).toMatchObject({ algorithm: 'argon2id', memory: 47_104, passes: 1, parallelism: 1 });
    expect(Buffer.from(first.nonce)).not.toEqual(Buffer.from(second.nonce));
    expect(Buffer.from(first.tag)).not.toEqual(Buffer.from(second.tag));
    expect(await verifyPassword('correct horse battery', first)).toBe(true);
    expect(await verifyPassword('correct horse battery', second)).toBe(true);
    expect(await verifyPassword('correct horse batterz', first)).toBe(false);
  });

  it('is verified by the reference vector of Argon2id, with the parameters that stand beside it', async () => {
    const reference: PasswordHash = {
      algorithm: 'argon2id',
      memory: 65_536,
      passes: 2,
      parallelism: 1,
      nonce: Buffer.from('somesalt'),
      tag: Buffer.from('09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7', 'hex'),
    };
    expect(await verifyPassword('password', reference)).toBe(true);
    expect(await verifyPassword('Password', reference)).toBe(false);
  });

  it('is the same however the keyboard composes its accents', async () => {
    const hash = await hashPassword('caf\u00e9 au lait, merci');
    expect(await verifyPassword('cafe\u0301 au lait, merci', hash)).toBe(true);
  });

  it('is refused like a wrong one when it is empty, huge or holds a NUL [threat 15]', async () => {
    const hash = await hashPassword('correct horse battery');
    for (const attempt of ['', 'x'.repeat(1024 * 1024), 'correct horse battery\0', '\0']) {
      expect(await verifyPassword(attempt, hash)).toBe(false);
    }
  });

  it('never matches the hash that stands in for a missing one', async () => {
    expect(await verifyPassword('', unmatchableHash())).toBe(false);
    expect(await verifyPassword('anything at all', unmatchableHash())).toBe(false);
  });

  it('may be set only within its bounds', () => {
    expect(passwordProblem('x'.repeat(passwordBounds.least - 1))).toBe('too-short');
    expect(passwordProblem('x'.repeat(passwordBounds.least))).toBeUndefined();
    expect(passwordProblem('x'.repeat(passwordBounds.greatest))).toBeUndefined();
    expect(passwordProblem('x'.repeat(passwordBounds.greatest + 1))).toBe('too-long');
    expect(passwordProblem('correct horse\0battery')).toBe('holds-nul');
  });
});
