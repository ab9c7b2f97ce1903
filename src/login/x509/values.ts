/** What certificates, revocation lists and OCSP responses have in common (RFC 5280 sections 4.1 and 5.1). */

import { type DerReader, tag } from './der.ts';

/** Dotted, for example `2.5.29.15`. */
export type ObjectIdentifier = string;

interface Extension {
  readonly critical: boolean;
  readonly value: Buffer;
}

export type Extensions = ReadonlyMap<ObjectIdentifier, Extension>;

/** In bytes; the longest in use, made of a UUID, have about twenty. */
const greatestIdentifier = 64;

export function readObjectIdentifier(reader: DerReader): ObjectIdentifier {
  const content = reader.content(tag.objectIdentifier);
  const numbers: bigint[] = [];
  let number = 0n;
  if (content.length > greatestIdentifier || (content.at(-1) ?? 0x80) >= 0x80) reader.fail();
  for (const byte of content.subarray(0, greatestIdentifier)) {
    // Padding: a second way to write the same number.
    if (number === 0n && byte === 0x80) reader.fail();
    number = (number << 7n) | BigInt(byte & 0x7f);
    if (byte < 0x80) {
      numbers.push(number);
      number = 0n;
    }
  }
  const [first = 0n, ...rest] = numbers;
  const root = first < 80n ? first / 40n : 2n;
  return [root, first - 40n * root, ...rest].join('.');
}

/** A positive integer as lower-case hexadecimal bytes, without sign byte. */
export function readPositiveInteger(reader: DerReader): string {
  const content = reader.content(tag.integer);
  const [first = 0x80, second = 0x80] = content;
  const isPadded = first === 0 && second < 0x80 && content.length > 1;
  if (first >= 0x80 || isPadded) reader.fail();
  return content.subarray(first === 0 && content.length > 1 ? 1 : 0).toString('hex');
}

export function readBoolean(reader: DerReader): boolean {
  const [value, ...more] = reader.content(tag.boolean);
  if ((value !== 0 && value !== 0xff) || more.length > 0) reader.fail();
  return value === 0xff;
}

/** A string of whole bytes. */
export function readBitString(reader: DerReader): Buffer {
  const content = reader.content(tag.bitString);
  if (content[0] !== 0) reader.fail();
  return content.subarray(1);
}

/** The numbers of the bits that are set, the first being 0. */
export function readNamedBits(reader: DerReader): ReadonlySet<number> {
  const [unused = 0xff, ...bytes] = reader.content(tag.bitString);
  if (unused > 7 || bytes.length > 4) reader.fail();
  const bits = bytes.flatMap((byte, index) =>
    [0, 1, 2, 3, 4, 5, 6, 7].filter((bit) => (byte & (0x80 >> bit)) !== 0).map((bit) => 8 * index + bit),
  );
  return new Set(bits);
}

/** UTCTime until 2049, GeneralizedTime after, both in seconds and UTC (RFC 5280 section 4.1.2.5). */
export function readTime(reader: DerReader): Temporal.Instant {
  const isShort = reader.peek() === tag.utcTime;
  const text = reader.content(isShort ? tag.utcTime : tag.generalizedTime).toString('latin1');
  const full = isShort ? `${text < '5' ? '20' : '19'}${text}` : text;
  const [, ...parts] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(full) ?? [];
  const [year, month, day, hour, minute, second] = parts;
  try {
    return Temporal.Instant.from(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  } catch {
    reader.fail();
    return Temporal.Instant.fromEpochMilliseconds(0);
  }
}

/** Each extension once. */
export function readExtensions(reader: DerReader): Extensions {
  const extensions = new Map<ObjectIdentifier, Extension>();
  reader.within(tag.sequence, (list) =>
    list.each(() =>
      list.within(tag.sequence, (inner) => {
        const name = readObjectIdentifier(inner);
        const critical = inner.peek() === tag.boolean && readBoolean(inner);
        if (extensions.has(name)) inner.fail();
        extensions.set(name, { critical, value: inner.content(tag.octetString) });
      }),
    ),
  );
  return extensions;
}

export function hasCritical(extensions: Extensions): boolean {
  return [...extensions.values()].some(({ critical }) => critical);
}

/** The name of an algorithm; its parameters are NULL or absent for all that we accept. */
export function readAlgorithm(reader: DerReader): ObjectIdentifier {
  return reader.within(tag.sequence, (inner) => {
    const name = readObjectIdentifier(inner);
    inner.each(() => inner.element());
    return name;
  });
}
