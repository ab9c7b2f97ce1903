/** The data types of SSH (RFC 4251 section 5), read strictly from bytes that a peer or a file gave. */

export interface WireReader {
  byte(): number;
  uint32(): number;
  uint64(): bigint;
  string(): Buffer;
  /** A positive mpint in its one allowed form, without its sign byte. */
  magnitude(): Buffer;
  /** All that was read so far, as it stands in the input. */
  consumed(): Buffer;
  atEnd(): boolean;
  /** True if everything asked for was there and nothing is left. Until then no value may be relied on. */
  isComplete(): boolean;
}

/** Reads `bytes` from the start. After the first thing that is not there, all further values are empty. */
export function wireReader(bytes: Uint8Array): WireReader {
  const input = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  let broken = false;

  function take(length: number): Buffer | undefined {
    if (broken || length > input.length - at) {
      broken = true;
      return undefined;
    }
    at += length;
    return input.subarray(at - length, at);
  }

  const empty = Buffer.alloc(0);
  const reader = {
    byte: () => take(1)?.readUInt8() ?? 0,
    uint32: () => take(4)?.readUInt32BE() ?? 0,
    uint64: () => take(8)?.readBigUInt64BE() ?? 0n,
    string: () => take(reader.uint32()) ?? empty,
    magnitude() {
      const mpint = reader.string();
      const [first = 0, second = 0] = mpint;
      if (first > 0 && first < 0x80) return mpint;
      broken ||= first !== 0 || second < 0x80;
      return broken ? empty : mpint.subarray(1);
    },
    consumed: () => input.subarray(0, at),
    atEnd: () => broken || at === input.length,
    isComplete: () => !broken && at === input.length,
  };
  return reader;
}

/** A row of strings with nothing after the last, or `undefined`. */
export function readStrings(bytes: Uint8Array): readonly Buffer[] | undefined {
  const reader = wireReader(bytes);
  const strings: Buffer[] = [];
  while (!reader.atEnd()) strings.push(reader.string());
  return reader.isComplete() ? strings : undefined;
}

export function wireString(value: string | Uint8Array): Buffer {
  const bytes = Buffer.from(value);
  const length = Buffer.allocUnsafe(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/** A positive mpint of a number that has no leading zero bytes. */
export function wireMagnitude(magnitude: Uint8Array): Buffer {
  const [first = 0] = magnitude;
  return wireString(first < 0x80 ? magnitude : Buffer.concat([Buffer.of(0), magnitude]));
}
