/** Cuts the bytes of a channel into packets (draft-ietf-secsh-filexfer-02 section 3). */

import { free, takeMemory } from '../lent-memory.ts';

export interface Frames {
  /** Adds bytes as they came, in whatever pieces. Memory that was lent for them is freed once they are read. */
  push(bytes: Buffer): void;
  /** True if the next packet is whole, or can be none. */
  isReady(): boolean;
  /**
   * The next packet without its length, `'incomplete'`, or `'bad-length'`: then nothing more can be read. The
   * packet that was given before MUST NOT be looked at any more.
   */
  next(): Buffer | 'incomplete' | 'bad-length';
}

const lengthBytes = 4;
/** Each piece costs memory besides its bytes: those of a packet that comes in more are joined meanwhile. */
const greatestPieces = 64;

/** `greatest`: bytes of the longest packet; never more than it and one piece is held. */
export function createFrames(greatest: number): Frames {
  let pieces: Buffer[] = [];
  let held = 0;
  /** What the packet that was given last stands in. */
  const read: Buffer[] = [];

  function peekLength(): number {
    const [first] = pieces;
    if (first !== undefined && first.length >= lengthBytes) return first.readUInt32BE();
    pieces = [Buffer.concat(pieces)];
    return peekLength();
  }

  /** The next bytes, which are there: in one piece, or the first of several. */
  function takePiece(length: number): Buffer {
    const [first = nothing] = pieces;
    const part = first.subarray(0, length);
    if (part.length < first.length) pieces[0] = first.subarray(length);
    else read.push(...pieces.splice(0, 1));
    held -= part.length;
    return part;
  }

  /** The next bytes, which are there. They are joined only if they came in several pieces. */
  function take(length: number): Buffer {
    const [first] = pieces;
    if (first !== undefined && first.length >= length) return takePiece(length);
    const joined = takeMemory(length);
    for (let filled = 0; filled < length; ) {
      const part = takePiece(length - filled);
      joined.set(part, filled);
      filled += part.length;
    }
    read.push(joined);
    return joined;
  }

  return {
    push(bytes) {
      if (bytes.length === 0) return;
      pieces.push(bytes);
      held += bytes.length;
      if (pieces.length > greatestPieces) pieces = [Buffer.concat(pieces)];
    },
    isReady() {
      if (held < lengthBytes) return false;
      const length = peekLength();
      return length > greatest || held >= lengthBytes + length;
    },
    next() {
      for (const piece of read.splice(0)) free(piece);
      if (held < lengthBytes) return 'incomplete';
      const length = peekLength();
      if (length === 0 || length > greatest) return 'bad-length';
      if (held < lengthBytes + length) return 'incomplete';
      return take(lengthBytes + length).subarray(lengthBytes);
    },
  };
}

const nothing = Buffer.alloc(0);
