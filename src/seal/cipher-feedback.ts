/**
 * AES in cipher feedback mode (NIST SP 800-38A section 6.3), from a vector of zeros, as OpenPGP has it. The key stream of
 * a block is the block of ciphertext before it, encrypted. OpenSSL's own mode goes block by block, in both directions.
 */

import { createCipheriv } from 'node:crypto';

/** By the bits of the key. */
export type BlockCipher = 'aes-128' | 'aes-192' | 'aes-256';

const blockBytes = 16;

/** Changes piece after piece, which stays as it is. What it gives, one after the other, is memory of its own. */
export type Feedback = (bytes: Uint8Array) => readonly Uint8Array[];

/** To open: all blocks of ciphertext are known, and one call encrypts them side by side, five times as fast. */
export function openFeedback(algorithm: BlockCipher, key: Uint8Array): Feedback {
  const cipher = createCipheriv(`${algorithm}-ecb`, key, null).setAutoPadding(false);
  return underKeyStream(cipher.update(new Uint8Array(blockBytes)), (ciphertext) => cipher.update(ciphertext));
}

/**
 * To seal: what is encrypted for the next block is the exclusive or of plaintext and key stream. Cipher block chaining does
 * the same, in OpenSSL half as fast again, and its ciphertext is our key stream, a block later.
 */
export function sealFeedback(algorithm: BlockCipher, key: Uint8Array): Feedback {
  const first = createCipheriv(`${algorithm}-ecb`, key, null).update(new Uint8Array(blockBytes));
  const cipher = createCipheriv(`${algorithm}-cbc`, key, first).setAutoPadding(false);
  return underKeyStream(first, (plaintext) => cipher.update(plaintext));
}

/** What comes, under a key stream that begins so, and of which each block that came yields the next. */
function underKeyStream(first: Buffer, nextOf: (bytes: Uint8Array) => Buffer): Feedback {
  // Of one block at most, and never used up: the cipher gives it as soon as the block before is whole.
  let keyStream = first;
  const xor = startXor();
  return (bytes) => {
    const next = nextOf(bytes);
    const head = Uint8Array.from(keyStream.subarray(0, bytes.length));
    const rest = next.subarray(0, bytes.length - head.length);
    keyStream = Buffer.concat([keyStream.subarray(head.length), next.subarray(rest.length)]);
    xor(head, bytes.subarray(0, head.length));
    xor(rest, bytes.subarray(head.length));
    return rest.length === 0 ? [head] : [head, rest];
  };
}

/** The exclusive or of both in `target`, which begins where a word begins, as memory of its own does. */
function startXor(): (target: Uint8Array, mask: Uint8Array) => void {
  let aligned = new Uint8Array();
  return (target, mask) => {
    if (aligned.length < mask.length) aligned = new Uint8Array(mask.length);
    aligned.set(mask);
    const words = mask.length >>> 2;
    const targetWords = new Int32Array(target.buffer, target.byteOffset, words);
    const maskWords = new Int32Array(aligned.buffer, 0, words);
    for (let place = 0; place < words; place += 1) {
      targetWords[place] = (targetWords[place] ?? 0) ^ (maskWords[place] ?? 0);
    }
    for (let place = words * 4; place < mask.length; place += 1) {
      target[place] = (target[place] ?? 0) ^ (mask[place] ?? 0);
    }
  };
}
