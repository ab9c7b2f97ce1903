/**
 * Opens encrypted data of version 1: AES in cipher feedback mode, and a modification detection code at the end
 * (RFC 9580 section 5.13.1). It is what `gpg` 2.2 writes and reads.
 *
 * The library does this too, but either holds all of it in memory, or streams it and then waits for ever when
 * a changed byte makes nonsense of a packet's header (openpgp 6.3.2, `allowUnauthenticatedStream`).
 */

import { createHash, timingSafeEqual } from 'node:crypto';
import { type BlockCipher, openFeedback } from './cipher-feedback.ts';

/** The ciphers accepted, by the library's name, as one block is encrypted. */
const ciphers: ReadonlyMap<string, BlockCipher> = new Map([
  ['aes256', 'aes-256-ecb'],
  ['aes192', 'aes-192-ecb'],
  ['aes128', 'aes-128-ecb'],
]);

const blockBytes = 16;
/** A random block, of which the last two bytes come twice. */
const prefixBytes = blockBytes + 2;
/** Header of the modification detection code packet, and a SHA-1 of all before its end. */
const codeHeader = Uint8Array.of(0xd3, 0x14);
const codeBytes = codeHeader.length + 20;

/**
 * The packets inside, as they are decrypted. Only the end proves them: throws there if they were changed, so
 * whoever reads must not act before. `algorithm` and `key` are those of the session key.
 */
export async function* decryptWithCode(
  encrypted: AsyncIterable<Uint8Array>,
  algorithm: string | null,
  key: Uint8Array,
): AsyncGenerator<Uint8Array> {
  const cipher = ciphers.get(algorithm ?? '');
  if (cipher === undefined) throw new TypeError('a cipher that is not accepted');
  const open = openFeedback(cipher, key);
  const digest = createHash('sha1');
  let prefix = prefixBytes;
  let held = Buffer.alloc(0);
  for await (const bytes of encrypted) {
    const decrypted = Buffer.concat([held, open(bytes)]);
    const certain = decrypted.subarray(0, Math.max(0, decrypted.length - codeBytes));
    held = decrypted.subarray(certain.length);
    digest.update(certain);
    const { buffer, byteOffset, length } = certain.subarray(prefix);
    // The library mistakes a Buffer's `slice` for a copy.
    if (length > 0) yield new Uint8Array(buffer, byteOffset, length);
    prefix = Math.max(0, prefix - certain.length);
  }
  digest.update(held.subarray(0, codeHeader.length));
  const intact =
    prefix === 0 &&
    held.length === codeBytes &&
    held.subarray(0, codeHeader.length).equals(codeHeader) &&
    timingSafeEqual(digest.digest(), held.subarray(codeHeader.length));
  if (!intact) throw new TypeError('the modification detection code does not match');
}
