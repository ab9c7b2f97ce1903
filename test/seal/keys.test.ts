import * as openpgp from 'openpgp';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  fingerprintOf,
  generateKeyPair,
  publicKeyOf,
  readPrivateKey,
  readPublicKey,
  userIdOf,
} from '../../src/seal/keys.ts';
import { beforeMarch, codeOf, type Holder, makeHolder, march } from '../support/sealing.ts';

const date = new Date(beforeMarch.epochMilliseconds);
const expiryDate = beforeMarch.add({ hours: 24 * 10 });

let holder: Holder;

beforeAll(async () => {
  holder = await makeHolder('holder');
});

/** A key made by the library with settings that our own generator does not offer. */
async function publicKeyWith(options: Partial<openpgp.KeyOptions>): Promise<string> {
  const { publicKey } = await openpgp.generateKey({
    type: 'ecc',
    curve: 'curve25519Legacy',
    userIDs: { name: 'odd' },
    date,
    ...options,
    format: 'armored',
  });
  return publicKey;
}

describe('a public key', () => {
  it.each([
    ['v4', 40],
    ['v6', 64],
  ] as const)(
    'of profile %s has a fingerprint of %i capital digits and its user id',
    async (profile, digits) => {
      const { public: key } = await makeHolder('someone', profile);
      expect(fingerprintOf(key)).toMatch(new RegExp(`^[0-9A-F]{${digits}}$`));
      expect(userIdOf(key)).toBe('someone (REHEARSAL) <someone@passerelle.example>');
    },
  );

  it('shows nothing of the library that reads it', () => {
    expect(Object.keys(holder.public).toSorted()).toEqual(['fingerprint', 'kind', 'others', 'userId']);
    expect(Object.isFrozen(holder.public)).toBe(true);
  });

  it('shows no control character that its owner put into the user id', async () => {
    const armored = await publicKeyWith({ userIDs: { name: 'a\u001b[2Jb\nc' } });
    expect(userIdOf(await readPublicKey(armored))).toBe('a\u{fffd}[2Jb\u{fffd}c');
  });

  it('is refused when it is revoked', async () => {
    const key = await openpgp.readPrivateKey({ armoredKey: holder.armored.privateKey });
    const { publicKey } = await openpgp.revokeKey({
      key,
      date: new Date(march.epochMilliseconds),
      format: 'armored',
    });
    expect(await codeOf(readPublicKey(publicKey))).toBe('key-refused');
  });

  it('is refused once it has expired, and before it was made', async () => {
    const armored = await publicKeyWith({ keyExpirationTime: 24 * 10 * 3600 });
    expect(await readPublicKey(armored, expiryDate.subtract({ seconds: 1 }))).toMatchObject({
      kind: 'public',
    });
    expect(await codeOf(readPublicKey(armored, expiryDate))).toBe('key-refused');
    expect(await codeOf(readPublicKey(armored, beforeMarch.subtract({ seconds: 1 })))).toBe('key-refused');
  });

  it('is refused when nothing can be sealed to it', async () => {
    expect(await codeOf(readPublicKey(await publicKeyWith({ subkeys: [] })))).toBe('key-refused');
    expect(await codeOf(readPublicKey(await publicKeyWith({ subkeys: [{ sign: true }] })))).toBe(
      'key-refused',
    );
  });

  it('is refused when it is weak', async () => {
    const weak = { type: 'rsa', rsaBits: 1024, config: { minRSABits: 1024 } } as const;
    expect(await codeOf(readPublicKey(await publicKeyWith(weak)))).toBe('key-refused');
  });

  it('is refused when it is private, doubled, or no key', async () => {
    const other = await makeHolder('other');
    const binary = await Promise.all(
      [holder, other].map(async ({ armored }) =>
        (await openpgp.readKey({ armoredKey: armored.publicKey })).write(),
      ),
    );
    const ring = openpgp.armor(openpgp.enums.armor.publicKey, Buffer.concat(binary));
    const cut = holder.armored.publicKey.slice(0, 200);
    for (const text of [holder.armored.privateKey, ring, cut, '', 'ssh-ed25519 AAAA']) {
      expect(await codeOf(readPublicKey(text))).toBe('key-refused');
    }
  });
});

describe('a private key', () => {
  const request = {
    userId: 'locked',
    profile: 'v4',
    createdAt: beforeMarch,
    passphrase: 'correct horse',
  } as const;

  it.each(['v4', 'v6'] as const)('of profile %s is unlocked by its passphrase only', async (profile) => {
    const { privateKey, fingerprint } = await generateKeyPair({ ...request, profile });
    const key = await readPrivateKey(privateKey, request.passphrase);
    expect(key.fingerprint).toBe(fingerprint);
    expect(await codeOf(readPrivateKey(privateKey, 'wrong'))).toBe('key-refused');
    expect(await codeOf(readPrivateKey(privateKey, undefined))).toBe('secret-unavailable');
  });

  it('needs no passphrase when it has none', async () => {
    expect(await readPrivateKey(holder.armored.privateKey, 'needless')).toMatchObject({ kind: 'private' });
  });

  it('gives its public half', async () => {
    expect(publicKeyOf(holder.own)).toEqual(holder.public);
  });

  it('is refused when it is a public key', async () => {
    expect(await codeOf(readPrivateKey(holder.armored.publicKey, undefined))).toBe('key-refused');
  });
});
