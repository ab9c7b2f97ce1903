/** A receipt while it is being written: in memory only, published by nobody until it is closed. */

import { type Coverage, cover, isWhole, nothingCovered } from './coverage.ts';

export interface Draft {
  /** Takes bytes at an offset, in whatever order; false if they would make the file too large, or if it is finished. */
  write(offset: bigint, bytes: Uint8Array): boolean;
  /** Bytes up to the last one written. */
  size(): number;
  /** Why there would be no whole file, if it were finished now. */
  fault(): DraftFault | undefined;
  /** The whole file, which takes nothing more and stands until it is discarded, or why there is none. */
  finish(): Uint8Array | DraftFault;
  /** Frees its memory at once: the file, and whatever was given of it, is empty from now on. */
  discard(): void;
}

export type DraftFault = 'too-large' | 'incomplete';

/** Bytes by which a draft grows: to ask for memory takes as long as to copy some of them. */
const growth = 1024 ** 2;

/** `greatest`: bytes of the largest file. Memory is taken as the file grows, and nothing is moved for it. */
export function createDraft(greatest: number): Draft {
  const memory = new ArrayBuffer(0, { maxByteLength: greatest });
  const content = new Uint8Array(memory);
  let size = 0;
  let written: Coverage = nothingCovered;
  let tooLarge = false;
  let finished = false;

  function fault(): DraftFault | undefined {
    if (tooLarge) return 'too-large';
    return isWhole(written, size) ? undefined : 'incomplete';
  }

  return {
    fault,
    write(offset, bytes) {
      if (finished) return false;
      if (offset + BigInt(bytes.length) > BigInt(greatest)) {
        tooLarge = true;
        return false;
      }
      const start = Number(offset);
      const end = start + bytes.length;
      size = Math.max(size, end);
      if (end > memory.byteLength) memory.resize(Math.min(Math.ceil(end / growth) * growth, greatest));
      content.set(bytes, start);
      written = cover(written, start, end);
      return true;
    },
    size: () => size,
    finish() {
      const found = fault();
      if (found !== undefined) return found;
      finished = true;
      return new Uint8Array(memory, 0, size);
    },
    discard() {
      finished = true;
      memory.transferToFixedLength(0);
    },
  };
}
