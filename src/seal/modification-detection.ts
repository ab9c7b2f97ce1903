/**
 * Opens encrypted data of version 1: AES in cipher feedback mode, and a modification detection code at the end
 * (RFC 9580 section 5.13.1). It is what `gpg` 2.2 writes and reads.
 *
 * The library does this too, but either holds all of it in memory, or streams it and then waits for ever when
 * a changed byte makes nonsense of a packet's header (openpgp 6.3.2, `allowUnauthenticatedStream`).
 */

import { createDecipheriv, createHash, timingSafeEqual } from 'node:crypto';

/** The ciphers accepted, by the library's name. */
const ciphers: ReadonlyMap<string, string> = new Map([
  ['aes256', 'aes-256-cfb'],
  ['aes192', 'aes-192-cfb'],
  ['aes128', 'aes-128-cfb'],
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
  const decipher = createDecipheriv(cipher, key, new Uint8Array(blockBytes));
  const digest = createHash('sha1');
  let prefix = prefixBytes;
  let held = Buffer.alloc(0);
  for await (const bytes of encrypted) {
    const decrypted = Buffer.concat([held, decipher.update(bytes)]);
    const certain = decrypted.subarray(0, Math.max(0, decrypted.length - codeBytes));
    held = decrypted.subarray(certain.length);
    digest.update(certain);
    if (certain.length > prefix) yield Uint8Array.from(certain.subarray(prefix));
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
