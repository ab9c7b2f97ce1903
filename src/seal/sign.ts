/** Clear-signed text (RFC 9580 section 7), as `gpg --clearsign` writes it and `gpg --verify` checks it. */

import * as openpgp from 'openpgp';
import { signedTextOf } from './cleartext.ts';
import {
  keyBehind,
  type PrivateKey,
  type PublicKey,
  privateMaterialOf,
  publicMaterialOf,
  requireUsable,
} from './material.ts';
import { dateOf, latestSigningTime, sealing } from './profile.ts';

/**
 * Signs `text`, which is not empty. As with `gpg`, a line ending at its very end and white space at the end of
 * its lines are not part of what is signed. Throws `key-refused` if the key is not valid at `at`.
 */
export async function signText(text: string, key: PrivateKey, at: Temporal.Instant): Promise<string> {
  const signingKeys = privateMaterialOf(key);
  await requireUsable(signingKeys, at, ['sign']);
  const message = await openpgp.createCleartextMessage({ text: text.replace(/\r?\n$/, '') });
  const options = { message, signingKeys, date: dateOf(at), config: sealing } as const;
  const armored = await openpgp.sign({ ...options, format: 'armored' });
  return armored.replaceAll('\r\n', '\n');
}

export type VerifiedText =
  | {
      readonly ok: true;
      /** Lines joined by line feeds, without one at the end. */
      readonly text: string;
      readonly signedAt: Temporal.Instant;
      /** By which key: the one asked about, or another of its owner's. */
      readonly by: PublicKey;
    }
  | {
      readonly ok: false;
      /** `malformed`: not one clear-signed text with one signature. `signature`: not proven to be the key's. */
      readonly reason: 'malformed' | 'signature';
    };

const malformed = { ok: false, reason: 'malformed' } as const;
const unproven = { ok: false, reason: 'signature' } as const;

/**
 * Verifies clear-signed text of anybody against the keys of one owner. With `at`, a signature of the future is refused,
 * and a key that is not valid then; another key of the owner's need only have been valid when it signed.
 */
export async function verifyText(
  armored: string,
  key: PublicKey,
  at: Temporal.Instant | null,
): Promise<VerifiedText> {
  const text = signedTextOf(armored);
  if (text === undefined) return malformed;
  const message = await openpgp.readCleartextMessage({ cleartextMessage: armored }).catch(() => undefined);
  // Two readers of one text must have read the same.
  if (message === undefined || message.getText() !== text) return malformed;
  const [keyId, ...furtherIds] = message.getSigningKeyIDs();
  if (keyId === undefined || furtherIds.length > 0) return malformed;

  const by = keyBehind(key, keyId);
  if (by === undefined) return unproven;
  const verificationKeys = publicMaterialOf(by);
  try {
    const date = latestSigningTime(at);
    const { signatures } = await openpgp.verify({ message, verificationKeys, date, config: sealing });
    const [signature] = signatures;
    if (signature === undefined) return unproven;
    await signature.verified;
    const [packet] = (await signature.signature).packets;
    if (packet?.signatureType !== openpgp.enums.signature.text || packet.created === null) return unproven;
    const signedAt = Temporal.Instant.fromEpochMilliseconds(packet.created.getTime());
    if (at !== null) await requireUsable(verificationKeys, by === key ? at : signedAt, ['sign']);
    return { ok: true, text, signedAt, by };
  } catch {
    return unproven;
  }
}
