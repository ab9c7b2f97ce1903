/** Until when an OpenPGP key serves: read from its public parts, also of a private key that stays locked. */

import * as openpgp from 'openpgp';
import { PasserelleError } from '../errors.ts';
import { text } from '../words/text.ts';
import { requireUsable } from './material.ts';
import { dateOf } from './profile.ts';

export interface KeyValidity {
  readonly fingerprint: string;
  /** When it can first no longer sign or be sealed to; `null`: it never expires. */
  readonly until: Temporal.Instant | null;
  /** It is a private key that stands there without a passphrase. */
  readonly isOpen: boolean;
}

/**
 * Reads one armored key, public or private, and unlocks nothing. Throws `key-refused` unless it can sign and be
 * sealed to at that instant.
 */
export async function keyValidity(armored: string, at: Temporal.Instant): Promise<KeyValidity> {
  const [key, ...others] = await openpgp.readKeys({ armoredKeys: armored }).catch(() => []);
  if (key === undefined || others.length > 0) {
    throw new PasserelleError('key-refused', text`the text does not hold exactly one armored OpenPGP key`, {
      hint: text`Export one key with \`gpg --armor --export\`.`,
    });
  }
  await requireUsable(key, at, ['sign', 'seal']);
  const used = [
    await key.getSigningKey(undefined, dateOf(at)),
    await key.getEncryptionKey(undefined, dateOf(at)),
  ];
  const ends = await Promise.all([key, ...used].map((part) => part.getExpirationTime()));
  const instants = ends
    .filter((end) => end instanceof Date)
    .map((end) => Temporal.Instant.fromEpochMilliseconds(end.getTime()))
    .sort(Temporal.Instant.compare);
  return {
    fingerprint: key.getFingerprint().toUpperCase(),
    until: instants[0] ?? null,
    isOpen: key.isPrivate() && key.isDecrypted(),
  };
}
