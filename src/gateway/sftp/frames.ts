/** Cuts the bytes of a channel into packets (draft-ietf-secsh-filexfer-02 section 3). */

export interface Frames {
  /** Adds bytes as they came, in whatever pieces. */
  push(bytes: Buffer): void;
  /** The next packet without its length, `'incomplete'`, or `'bad-length'`: then nothing more can be read. */
  next(): Buffer | 'incomplete' | 'bad-length';
}

/** `greatest`: bytes of the longest packet; never more than it and one piece is held. */
export function createFrames(greatest: number): Frames {
  let pieces: Buffer[] = [];
  let held = 0;

  /** Pieces are joined only where a packet spans them. */
  function take(length: number): Buffer {
    const [first] = pieces;
    const joined = first !== undefined && first.length >= length ? first : Buffer.concat(pieces);
    const rest = joined.subarray(length);
    pieces = [...(rest.length > 0 ? [rest] : []), ...(joined === first ? pieces.slice(1) : [])];
    held -= length;
    return joined.subarray(0, length);
  }

  function peekLength(): number {
    const [first] = pieces;
    const joined = first !== undefined && first.length >= 4 ? first : Buffer.concat(pieces);
    return joined.readUInt32BE();
  }

  return {
    push(bytes) {
      if (bytes.length === 0) return;
      pieces.push(bytes);
      held += bytes.length;
    },
    next() {
      if (held < 4) return 'incomplete';
      const length = peekLength();
      if (length === 0 || length > greatest) return 'bad-length';
      if (held < 4 + length) return 'incomplete';
      return take(4 + length).subarray(4);
    },
  };
}
