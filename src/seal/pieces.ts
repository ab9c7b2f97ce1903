/** Pieces of equal size: the same bytes always fall into the same pieces, however they arrive. */

/** All of `source` in pieces of `size` bytes, the last one shorter. A piece is lent: it holds until the next is asked for. */
export async function* inPieces(source: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Uint8Array> {
  const memory = new Uint8Array(size);
  let filled = 0;
  for await (const bytes of source) {
    for (let taken = 0; taken < bytes.length; ) {
      const part = bytes.subarray(taken, taken + size - filled);
      taken += part.length;
      if (part.length === size) {
        yield part;
        continue;
      }
      memory.set(part, filled);
      filled += part.length;
      if (filled === size) {
        yield memory;
        filled = 0;
      }
    }
  }
  if (filled > 0) yield memory.subarray(0, filled);
}

/** Less is copied together: a sender may cut its data into single bytes, each of which would take a hundred. */
const leastView = 4096;

/** The same pieces as views of what came, hardly copied: each is a list of the bytes that lie in it. */
export async function* inViews(
  source: AsyncIterable<Uint8Array>,
  size: number,
): AsyncGenerator<readonly Uint8Array[]> {
  let piece: Uint8Array[] = [];
  let missing = size;
  for await (const bytes of gathered(source)) {
    for (let taken = 0; taken < bytes.length; ) {
      const part = bytes.subarray(taken, taken + missing);
      piece.push(part);
      taken += part.length;
      missing -= part.length;
      if (missing > 0) continue;
      yield piece;
      piece = [];
      missing = size;
    }
  }
  if (piece.length > 0) yield piece;
}

async function* gathered(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let memory = new Uint8Array();
  let filled = 0;
  for await (const bytes of source) {
    const isShort = bytes.length < leastView;
    if (filled > 0 && (!isShort || filled + bytes.length > memory.length)) {
      yield memory.subarray(0, filled);
      filled = 0;
    }
    if (!isShort) {
      yield bytes;
      continue;
    }
    if (filled === 0) memory = new Uint8Array(leastView);
    memory.set(bytes, filled);
    filled += bytes.length;
  }
  if (filled > 0) yield memory.subarray(0, filled);
}

/** The bytes of `source` but for the last `count`, which are known when all others were read. */
export function withoutEnd(
  source: AsyncIterable<Uint8Array>,
  count: number,
): { bytes(): AsyncGenerator<Uint8Array>; end(): Buffer } {
  let held = Buffer.alloc(0);
  return {
    async *bytes() {
      for await (const bytes of source) {
        const known = held.length + bytes.length;
        const certain = Math.max(0, known - count);
        const before = held.subarray(0, certain);
        const now = Math.max(0, certain - held.length);
        held = Buffer.concat([held.subarray(before.length), bytes.subarray(now)]);
        if (before.length > 0) yield before;
        if (now > 0) yield bytes.subarray(0, now);
      }
    },
    end: () => held,
  };
}

/** The same bytes for the library, which mistakes a Buffer's `slice` for a copy. */
export function asBytes({ buffer, byteOffset, length }: Uint8Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, length);
}
