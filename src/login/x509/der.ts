/**
 * DER (ITU-T X.690), read strictly and in one pass: definite lengths in their shortest form, nothing left
 * over. It exists because libraries that build a tree of objects take ten seconds and most of a gigabyte for
 * the revocation list of a whole country.
 */

export const tag = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectIdentifier: 0x06,
  enumerated: 0x0a,
  utf8String: 0x0c,
  printableString: 0x13,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** Context-specific tag [n] of a value that holds others, or that is primitive. */
export const constructed = (n: number): number => 0xa0 + n;
export const primitive = (n: number): number => 0x80 + n;

export interface DerReader {
  /** The tag of the next element, or `undefined` at the end. */
  peek(): number | undefined;
  /** The content of the next element, which must have that tag. */
  content(tag: number): Buffer;
  /** The next element as it stands, with tag and length. */
  element(): Buffer;
  /** What `read` makes of the content of the next element, all of which it must read. */
  within<Value>(tag: number, read: (inner: DerReader) => Value): Value;
  /** The same, if the next element has that tag. */
  optional<Value>(tag: number, read: (inner: DerReader) => Value): Value | undefined;
  /** Calls `read` again and again up to the end. */
  each<Value>(read: () => Value): readonly Value[];
  /** Says that what was read is not allowed: the whole input is malformed then. */
  fail(): void;
}

/**
 * What `read` makes of `bytes`, or `undefined` if they are malformed or go on after it. In place of what is
 * not there `read` is given empty values; nothing that it makes of them gets out.
 */
export function decodeDer<Value>(bytes: Uint8Array, read: (reader: DerReader) => Value): Value | undefined {
  const fault = { found: false };
  const input = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const value = readAll(input, fault, read);
  return fault.found ? undefined : value;
}

interface Fault {
  found: boolean;
}

const nothing = Buffer.alloc(0);

function readAll<Value>(input: Buffer, fault: Fault, read: (reader: DerReader) => Value): Value {
  let at = 0;
  const isAtEnd = () => fault.found || at === input.length;

  /** Steps over the next element and gives where it and its content start. */
  function step(): { readonly start: number; readonly contentStart: number } | undefined {
    const start = at;
    const span = fault.found ? undefined : contentSpan(input, start);
    fault.found ||= span === undefined;
    at = span?.end ?? input.length;
    return span && { start, contentStart: span.start };
  }

  const reader: DerReader = {
    peek: () => (isAtEnd() ? undefined : input[at]),
    content(expected) {
      if (reader.peek() !== expected) reader.fail();
      const found = step();
      return found ? input.subarray(found.contentStart, at) : nothing;
    },
    element() {
      const found = step();
      return found ? input.subarray(found.start, at) : nothing;
    },
    within: (expected, readInner) => readAll(reader.content(expected), fault, readInner),
    optional: (expected, readInner) =>
      reader.peek() === expected ? reader.within(expected, readInner) : undefined,
    each(readOne) {
      const values: ReturnType<typeof readOne>[] = [];
      while (!isAtEnd()) values.push(readOne());
      return values;
    },
    fail() {
      fault.found = true;
    },
  };
  const value = read(reader);
  if (at !== input.length) reader.fail();
  return value;
}

/** Where the content of the element at `at` starts and ends, or `undefined` if there is no such element. */
function contentSpan(
  input: Buffer,
  at: number,
): { readonly start: number; readonly end: number } | undefined {
  const [type, first] = [input[at], input[at + 1]];
  // Tags of more than one byte do not occur in what we read.
  if (type === undefined || first === undefined || (type & 0x1f) === 0x1f) return undefined;
  const lengthBytes = first < 0x80 ? 0 : first - 0x80;
  const start = at + 2 + lengthBytes;
  // 0x80 alone is BER's indefinite length; four bytes say more than any file here holds.
  if (first === 0x80 || lengthBytes > 4 || start > input.length) return undefined;
  const length = lengthBytes === 0 ? first : input.readUIntBE(at + 2, lengthBytes);
  const isShortest = lengthBytes === 0 || length >= Math.max(0x80, 2 ** (8 * (lengthBytes - 1)));
  const end = start + length;
  return isShortest && end <= input.length ? { start, end } : undefined;
}
