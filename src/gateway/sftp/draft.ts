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

/** `greatest`: bytes of the largest file. Memory is taken as the file grows, and nothing is moved for it. */
export function createDraft(greatest: number): Draft {
  const memory = new ArrayBuffer(0, { maxByteLength: greatest });
  const content = new Uint8Array(memory);
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
      if (end > memory.byteLength) memory.resize(end);
      content.set(bytes, start);
      written = cover(written, start, end);
      return true;
    },
    size: () => memory.byteLength,
    finish() {
      if (tooLarge) return 'too-large';
      return isWhole(written, memory.byteLength) ? content.slice() : 'incomplete';
    },
  };
}
