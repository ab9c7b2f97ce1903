/** Reads and makes OpenPGP keys (RFC 9580, and RFC 4880 for `gpg` 2.2). */

import * as openpgp from 'openpgp';
import { PasserelleError } from '../errors.ts';
import { text } from '../words/text.ts';
import {
  type PrivateKey,
  type PublicKey,
  privateMaterialOf,
  publicMaterialOf,
  requireUsable,
  wrapPrivateKey,
  wrapPublicKey,
} from './material.ts';
import { dateOf, generating } from './profile.ts';
import { hashInSteps } from './string-to-key.ts';

export type { PrivateKey, PublicKey } from './material.ts';

/**
 * Reads one armored public key. Throws `key-refused` unless it can sign and be sealed to; with `at`, unless
 * it can do so at that instant. Without it only revocation counts, and expiry is judged when it is used.
 */
export async function readPublicKey(armored: string, at: Temporal.Instant | null = null): Promise<PublicKey> {
  const [key, ...others] = await openpgp.readKeys({ armoredKeys: armored }).catch(refuseText);
  if (key === undefined || others.length > 0) return refuseNumber();
  if (key.isPrivate()) {
    throw new PasserelleError('key-refused', text`a private key stands where a public key is expected`, {
      hint: text`Put the file where only its owner reads it, and give the public key instead.`,
    });
  }
  await requireUsable(key, at, ['sign', 'seal']);
  return wrapPublicKey(key);
}

/**
 * Reads one armored private key and unlocks it. Throws `secret-unavailable` if it needs a passphrase and none
 * is given, `key-refused` if the passphrase is wrong or the key can not sign and open.
 */
export async function readPrivateKey(
  armored: string,
  passphrase: string | undefined,
  at: Temporal.Instant | null = null,
): Promise<PrivateKey> {
  const [locked, ...others] = await openpgp.readPrivateKeys({ armoredKeys: armored }).catch(refuseText);
  if (locked === undefined || others.length > 0) return refuseNumber();
  await requireUsable(locked, at, ['sign', 'seal']);
  const key = locked.isDecrypted() ? locked : await unlock(locked, passphrase);
  return wrapPrivateKey(key);
}

/** The same key, beside others of its owner: see {@link PublicKey.others} and {@link PrivateKey.others}. */
export function besidePublic(key: PublicKey, others: readonly PublicKey[]): PublicKey {
  return wrapPublicKey(publicMaterialOf(key), others);
}
export function besidePrivate(key: PrivateKey, others: readonly PrivateKey[]): PrivateKey {
  return wrapPrivateKey(privateMaterialOf(key), others);
}

/** The key's fingerprint, in capitals: forty hexadecimal digits for version 4, sixty-four for version 6. */
export function fingerprintOf(key: PublicKey | PrivateKey): string {
  return key.fingerprint;
}

/** The key's first user id, without control characters. */
export function userIdOf(key: PublicKey | PrivateKey): string {
  return key.userId;
}

/** The public half of a private key. */
export function publicKeyOf(key: PrivateKey): PublicKey {
  return wrapPublicKey(privateMaterialOf(key).toPublic());
}

export interface KeyRequest {
  /** For example `INAMI <channel@inami.example>`. */
  readonly userId: string;
  /** `v4` for every `gpg`; `v6` only where all peers run software of RFC 9580. */
  readonly profile: 'v4' | 'v6';
  readonly createdAt: Temporal.Instant;
  /** Without one the private key is written unprotected. */
  readonly passphrase: string | undefined;
}

/** Both keys armored, and their fingerprint. */
export interface ArmoredKeyPair {
  readonly privateKey: string;
  readonly publicKey: string;
  readonly fingerprint: string;
}

/** Makes a key pair on Curve25519 that never expires: a key ends by revocation or with its channel. */
export async function generateKeyPair(request: KeyRequest): Promise<ArmoredKeyPair> {
  const { privateKey, publicKey } = await openpgp.generateKey({
    ...(request.profile === 'v4' ? { type: 'ecc', curve: 'curve25519Legacy' } : { type: 'curve25519' }),
    userIDs: { name: request.userId },
    date: dateOf(request.createdAt),
    ...(request.passphrase === undefined ? {} : { passphrase: request.passphrase }),
    format: 'armored',
    config: generating(request.profile),
  });
  const { fingerprint } = await readPublicKey(publicKey);
  return { privateKey, publicKey, fingerprint };
}

async function unlock(
  locked: openpgp.PrivateKey,
  passphrase: string | undefined,
): Promise<openpgp.PrivateKey> {
  const fingerprint = locked.getFingerprint().toUpperCase();
  if (passphrase === undefined) {
    throw new PasserelleError('secret-unavailable', text`the OpenPGP key ${fingerprint} needs a passphrase`, {
      hint: text`Give it by prompt, by a file that only its owner reads, or as a systemd credential.`,
    });
  }
  try {
    hashInSteps(locked);
    return await openpgp.decryptKey({ privateKey: locked, passphrase });
  } catch (cause) {
    throw new PasserelleError(
      'key-refused',
      text`the passphrase does not unlock the OpenPGP key ${fingerprint}`,
      {
        hint: text`Check which key and which passphrase the configuration names.`,
        cause,
      },
    );
  }
}

function refuseText(cause: unknown): never {
  throw new PasserelleError('key-refused', text`the text is not an armored OpenPGP key`, {
    hint: text`Export it with \`gpg --armor --export\` (or \`--export-secret-keys\`).`,
    cause,
  });
}

function refuseNumber(): never {
  throw new PasserelleError('key-refused', text`the text does not hold exactly one OpenPGP key`, {
    hint: text`Export one key by its fingerprint.`,
  });
}
