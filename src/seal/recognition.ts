/**
 * Recognises pieces of plaintext that this process has read before. Whoever changes the sealed bytes between two readings,
 * their author included, has to find other bytes under the same tag: of AES-256-GMAC, under a key that was drawn for this one opening, leaves
 * no memory of this process, and is used for each place once (NIST SP 800-38D). No tag is ever shown, so that he could only
 * guess, once, with one chance in 2^113 for a piece of 256 KiB. A hash would have to withstand collisions as well, and takes five
 * times as long.
 */

import { createCipheriv, randomBytes, timingSafeEqual } from 'node:crypto';

export interface Recognition {
  /** Remembers the piece at the next place. */
  remember(piece: readonly Uint8Array[]): void;
  /** How many places are remembered. */
  readonly places: number;
  /** Whether the piece at this place is the one that was remembered. */
  isSame(place: number, piece: readonly Uint8Array[]): boolean;
}

export function startRecognition(): Recognition {
  const key = randomBytes(32);
  const tags: Buffer[] = [];

  function tagOf(place: number, piece: readonly Uint8Array[]): Buffer {
    const nonce = Buffer.alloc(12);
    nonce.writeUIntBE(place, 0, 6);
    const cipher = createCipheriv('aes-256-gcm', key, nonce);
    for (const bytes of piece) cipher.setAAD(bytes);
    cipher.final();
    return cipher.getAuthTag();
  }

  return {
    remember(piece) {
      tags.push(tagOf(tags.length, piece));
    },
    get places() {
      return tags.length;
    },
    isSame(place, piece) {
      const tag = tags[place];
      return tag !== undefined && timingSafeEqual(tag, tagOf(place, piece));
    },
  };
}
