/**
 * Encrypted data of version 1: AES in cipher feedback mode, and a modification detection code at the end (RFC 9580
 * section 5.13.1). It is what `gpg` 2.2 writes and reads.
 *
 * The library does this too, but to open it either holds all of it in memory, or streams it and then waits for ever when
 * a changed byte makes nonsense of a packet's header (openpgp 6.3.2, `allowUnauthenticatedStream`).
 */

import { createHash, randomFillSync, timingSafeEqual } from 'node:crypto';
import { type BlockCipher, openFeedback, sealFeedback } from './cipher-feedback.ts';
import { asBytes, withoutEnd } from './pieces.ts';

/** The ciphers accepted, by the library's name. */
const ciphers: ReadonlyMap<string, BlockCipher> = new Map([
  ['aes256', 'aes-256'],
  ['aes192', 'aes-192'],
  ['aes128', 'aes-128'],
]);

const version = 1;
const blockBytes = 16;
/** A random block, of which the last two bytes come twice. */
const prefixBytes = blockBytes + 2;
/** Header of the modification detection code packet, and a SHA-1 of all before its end. */
const codeHeader = Uint8Array.of(0xd3, 0x14);
const codeBytes = codeHeader.length + 20;

/** The body of the packet in which `packets` stand encrypted by the session key. */
export async function* encryptWithCode(
  packets: AsyncIterable<Uint8Array>,
  algorithm: string,
  key: Uint8Array,
): AsyncGenerator<Uint8Array> {
  const seal = sealFeedback(cipherOf(algorithm), key);
  const digest = createHash('sha1');
  const encrypt = (bytes: Uint8Array) => {
    digest.update(bytes);
    return seal(bytes);
  };
  const prefix = randomFillSync(Buffer.alloc(prefixBytes));
  prefix.copyWithin(blockBytes, blockBytes - 2, blockBytes);
  yield Uint8Array.of(version);
  yield* encrypt(prefix);
  for await (const bytes of packets) yield* encrypt(bytes);
  yield* encrypt(codeHeader);
  yield* seal(digest.digest());
}

/**
 * The packets inside, as they are decrypted. Only the end proves them: throws there if they were changed, so
 * whoever reads must not act before. `algorithm` and `key` are those of the session key.
 */
export async function* decryptWithCode(
  encrypted: AsyncIterable<Uint8Array>,
  algorithm: string | null,
  key: Uint8Array,
): AsyncGenerator<Uint8Array> {
  const open = openFeedback(cipherOf(algorithm), key);
  async function* decrypted() {
    for await (const bytes of encrypted) yield* open(bytes);
  }
  const digest = createHash('sha1');
  const packets = withoutEnd(decrypted(), codeBytes);
  let prefix = prefixBytes;
  for await (const bytes of packets.bytes()) {
    digest.update(bytes);
    const behind = bytes.subarray(prefix);
    prefix = Math.max(0, prefix - bytes.length);
    if (behind.length > 0) yield asBytes(behind);
  }
  const code = packets.end();
  digest.update(code.subarray(0, codeHeader.length));
  const intact =
    prefix === 0 &&
    code.length === codeBytes &&
    code.subarray(0, codeHeader.length).equals(codeHeader) &&
    timingSafeEqual(digest.digest(), code.subarray(codeHeader.length));
  if (!intact) throw new TypeError('the modification detection code does not match');
}

function cipherOf(algorithm: string | null): BlockCipher {
  const cipher = ciphers.get(algorithm ?? '');
  if (cipher === undefined) throw new TypeError('a cipher that is not accepted');
  return cipher;
}
