/** Keys as the rest of the program sees them: it can name them and hand them on, and nothing else. */

import type * as openpgp from 'openpgp';
import { PasserelleError } from '../errors.ts';
import { text } from '../words/text.ts';
import { dateOf } from './profile.ts';

interface NamedKey {
  /** Fingerprint of the primary key (RFC 9580 section 5.5.4), hexadecimal in capitals, as `gpg` prints it. */
  readonly fingerprint: string;
  /** First user id; empty if the key carries none. For operators: the key's owner wrote it. */
  readonly userId: string;
}

/** Proves what its owner signed, and seals to it. */
export interface PublicKey extends NamedKey {
  readonly kind: 'public';
}

/** Signs, and opens what was sealed to it; its passphrase has been given already. */
export interface PrivateKey extends NamedKey {
  readonly kind: 'private';
}

const publicMaterial = new WeakMap<PublicKey, openpgp.Key>();
const privateMaterial = new WeakMap<PrivateKey, openpgp.PrivateKey>();

function named(key: openpgp.Key): NamedKey {
  return {
    fingerprint: key.getFingerprint().toUpperCase(),
    userId: (key.getUserIDs()[0] ?? '').replaceAll(/\p{C}/gu, '\u{fffd}'),
  };
}

export function wrapPublicKey(material: openpgp.Key): PublicKey {
  const key: PublicKey = Object.freeze({ kind: 'public', ...named(material) });
  publicMaterial.set(key, material);
  return key;
}

export function wrapPrivateKey(material: openpgp.PrivateKey): PrivateKey {
  const key: PrivateKey = Object.freeze({ kind: 'private', ...named(material) });
  privateMaterial.set(key, material);
  return key;
}

/** The library's key. Not to leave this room. */
export function publicMaterialOf(key: PublicKey): openpgp.Key {
  const material = publicMaterial.get(key);
  if (material === undefined) throw new TypeError('not a key that this program has read');
  return material;
}

/** The library's key. Not to leave this room. */
export function privateMaterialOf(key: PrivateKey): openpgp.PrivateKey {
  const material = privateMaterial.get(key);
  if (material === undefined) throw new TypeError('not a key that this program has read');
  return material;
}

const lookups = {
  sign: (key: openpgp.Key, date: Date | null) => key.getSigningKey(undefined, date),
  seal: (key: openpgp.Key, date: Date | null) => key.getEncryptionKey(undefined, date),
} as const;

/** Throws `key-refused` unless the key serves these uses at that instant; `at` null asks about revocation only. */
export async function requireUsable(
  key: openpgp.Key,
  at: Temporal.Instant | null,
  uses: readonly (keyof typeof lookups)[],
): Promise<void> {
  try {
    for (const use of uses) await lookups[use](key, at === null ? null : dateOf(at));
  } catch (cause) {
    const fingerprint = key.getFingerprint().toUpperCase();
    throw new PasserelleError('key-refused', text`the OpenPGP key ${fingerprint} can not be used`, {
      hint: text`It is revoked, expired or not valid yet, too weak, or lacks a signing or an encryption subkey: see \`gpg --show-keys\`.`,
      cause,
    });
  }
}
