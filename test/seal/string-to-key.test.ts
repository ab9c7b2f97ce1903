import * as openpgp from 'openpgp';
import { describe, expect, it } from 'vitest';
import { hashInSteps } from '../../src/seal/string-to-key.ts';

const { hash } = openpgp.enums;

/** String-to-key of a packet, as the library has it. */
interface StringToKey {
  type: string;
  algorithm: number;
  salt: Uint8Array;
  c: number;
  produceKey(passphrase: string, size: number): Promise<Uint8Array>;
}

async function lockedKey(): Promise<openpgp.PrivateKey> {
  const { privateKey } = await openpgp.generateKey({
    type: 'ecc',
    curve: 'curve25519Legacy',
    userIDs: { name: 'locked' },
    passphrase: 'correct horse',
    format: 'object',
    config: { s2kIterationCountByte: 0 },
  });
  return privateKey;
}

function stringToKeyOf({ keyPacket }: { readonly keyPacket: object }): StringToKey {
  return Reflect.get(keyPacket, 's2k');
}

describe('iterated and salted string-to-key', () => {
  const passphrases = ['', 'x', 'correct horse', 'ő'.repeat(700)];
  const counts = [0, 1, 96, 111, 144];

  it.each([
    ['SHA-1', hash.sha1],
    ['SHA-224', hash.sha224],
    ['SHA-256', hash.sha256],
    ['SHA-384', hash.sha384],
    ['SHA-512', hash.sha512],
  ])('gives the key that the library gives, by %s', async (_name, algorithm) => {
    const [theirs, ours] = [await lockedKey(), await lockedKey()];
    const [wanted, got] = [stringToKeyOf(theirs), stringToKeyOf(ours)];
    for (const each of [wanted, got]) each.algorithm = algorithm;
    got.salt = wanted.salt;
    hashInSteps(ours);
    for (const passphrase of passphrases) {
      for (const count of counts) {
        for (const each of [wanted, got]) each.c = count;
        for (const size of [16, 24, 32]) {
          expect(await got.produceKey(passphrase, size)).toEqual(await wanted.produceKey(passphrase, size));
        }
      }
    }
  });

  it('is done so for every packet of a key, and unlocks it', async () => {
    const key = await lockedKey();
    const before = key.getKeys().map((each) => stringToKeyOf(each).produceKey);
    hashInSteps(key);
    const after = key.getKeys().map((each) => stringToKeyOf(each).produceKey);
    expect(after).toHaveLength(2);
    expect(after.some((produceKey) => before.includes(produceKey))).toBe(false);
    await expect(openpgp.decryptKey({ privateKey: key, passphrase: 'wrong horse' })).rejects.toThrow(
      'Incorrect key passphrase',
    );
    const unlocked = await openpgp.decryptKey({ privateKey: key, passphrase: 'correct horse' });
    expect(unlocked.isDecrypted()).toBe(true);
  });

  it.each([
    ['of another kind', { type: 'salted' }],
    ['with a hash that we do not know', { algorithm: hash.sha3_256 }],
    ['that the library keeps in another form', { salt: undefined }],
  ])('is left to the library for one %s', async (_name, over) => {
    const key = await lockedKey();
    const derivation = Object.assign(stringToKeyOf(key), over);
    const { produceKey } = derivation;
    hashInSteps(key);
    expect(derivation.produceKey).toBe(produceKey);
  });
});
