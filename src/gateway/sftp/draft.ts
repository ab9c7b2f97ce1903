/** A receipt while it is being written: in memory only, published by nobody until it is closed. */

import { type Coverage, cover, isWhole, nothingCovered } from './coverage.ts';

export interface Draft {
  /** Takes bytes at an offset, in whatever order; false if they would make the file too large. */
  write(offset: bigint, bytes: Uint8Array): boolean;
  /** Bytes up to the last one written. */
  size(): number;
  /** The whole file, or why there is none. */
  finish(): Uint8Array | 'too-large' | 'incomplete';
}

/** `greatest`: bytes of the largest file. Memory is taken as the file grows. */
export function createDraft(greatest: number): Draft {
  let content = Buffer.alloc(0);
  let written: Coverage = nothingCovered;
  let tooLarge = false;
  return {
    write(offset, bytes) {
      if (offset + BigInt(bytes.length) > BigInt(greatest)) {
        tooLarge = true;
        return false;
      }
      const start = Number(offset);
      const end = start + bytes.length;
      if (end > content.length) content = Buffer.concat([content, Buffer.alloc(end - content.length)]);
      content.set(bytes, start);
      written = cover(written, start, end);
      return true;
    },
    size: () => content.length,
    finish() {
      if (tooLarge) return 'too-large';
      return isWhole(written, content.length) ? content : 'incomplete';
    },
  };
}
