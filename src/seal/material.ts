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
  /** Further keys of the same owner, while one takes the place of another: they prove, and nothing is sealed to them. */
  readonly others: readonly PublicKey[];
}

/** Signs, and opens what was sealed to it; its passphrase has been given already. */
export interface PrivateKey extends NamedKey {
  readonly kind: 'private';
  /** Further keys of the site, while one takes the place of another: they open, and sign nothing. */
  readonly others: readonly PrivateKey[];
}

const publicMaterial = new WeakMap<PublicKey, openpgp.Key>();
const privateMaterial = new WeakMap<PrivateKey, openpgp.PrivateKey>();

function named(key: openpgp.Key): NamedKey {
  return {
    fingerprint: key.getFingerprint().toUpperCase(),
    userId: (key.getUserIDs()[0] ?? '').replaceAll(/\p{C}/gu, '\u{fffd}'),
  };
}

export function wrapPublicKey(material: openpgp.Key, others: readonly PublicKey[] = []): PublicKey {
  const key: PublicKey = Object.freeze({ kind: 'public', ...named(material), others });
  publicMaterial.set(key, material);
  return key;
}

export function wrapPrivateKey(material: openpgp.PrivateKey, others: readonly PrivateKey[] = []): PrivateKey {
  const key: PrivateKey = Object.freeze({ kind: 'private', ...named(material), others });
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

/** The key among `key` and its others that has the key id, as the library tells it. */
export function keyBehind(key: PublicKey, keyId: openpgp.KeyID): PublicKey | undefined {
  return [key, ...key.others].find((each) => publicMaterialOf(each).getKeys(keyId).length > 0);
}

/** For the library: all keys that may prove, or open. */
export function allPublicMaterialOf(key: PublicKey): openpgp.Key[] {
  return [key, ...key.others].map(publicMaterialOf);
}
export function allPrivateMaterialOf(key: PrivateKey): openpgp.PrivateKey[] {
  return [key, ...key.others].map(privateMaterialOf);
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
