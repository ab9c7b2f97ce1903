/**
 * The framing of packets (RFC 9580 section 4.2), streamed: the library passes each piece through a dozen streams, which takes
 * as long as to encrypt it.
 */

import type { BytesInOrder } from './bytes-in-order.ts';

export interface Packet {
  /** Packet type id (section 5). */
  readonly tag: number;
  /** Its content, to be read to the end before the next packet is. Throws where it is cut short. */
  readonly body: AsyncGenerator<Uint8Array>;
}

/** Of the body of a packet, this many bytes at least come before its length has to be told (section 4.2.1.4). */
const leastFirstPart = 512;
const partPower = 17;
/** Of what is written, each part but the last has this length. */
const partSize = 2 ** partPower;

/** The next packet; `undefined` at the end. Throws if what follows is none. */
export async function readPacket(bytes: BytesInOrder): Promise<Packet | undefined> {
  const [first] = await bytes.peek(1);
  if (first === undefined) return undefined;
  await bytes.take(1);
  if ((first & 0x80) === 0) throw new TypeError('no packet');
  if ((first & 0x40) !== 0) return { tag: first & 0x3f, body: partsOf(bytes) };
  const lengthSize = [1, 2, 4][first & 0x03];
  if (lengthSize === undefined) throw new TypeError('a packet without a length');
  const length = bigEndian(await bytes.take(lengthSize));
  return { tag: (first & 0x3c) >> 2, body: exactly(bytes, length) };
}

async function* partsOf(bytes: BytesInOrder): AsyncGenerator<Uint8Array> {
  for (let isFirst = true; ; isFirst = false) {
    const [lead = 0] = await bytes.take(1);
    const isPart = lead >= 224 && lead < 255;
    const length = isPart ? 2 ** (lead & 0x1f) : await wholeLength(bytes, lead);
    if (isPart && isFirst && length < leastFirstPart) throw new TypeError('a first part that is too short');
    yield* exactly(bytes, length);
    if (!isPart) return;
  }
}

async function wholeLength(bytes: BytesInOrder, lead: number): Promise<number> {
  if (lead < 192) return lead;
  if (lead < 224) return (lead - 192) * 256 + bigEndian(await bytes.take(1)) + 192;
  return bigEndian(await bytes.take(4));
}

async function* exactly(bytes: BytesInOrder, length: number): AsyncGenerator<Uint8Array> {
  for (let left = length; left > 0; ) {
    const some = await bytes.next(left);
    if (some === undefined) throw new TypeError('cut short');
    left -= some.length;
    yield some;
  }
}

function bigEndian(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => sum * 256 + byte, 0);
}

/** A packet of known length. */
export function wholePacket(tag: number, body: Uint8Array): Uint8Array {
  return Buffer.concat([Uint8Array.of(0xc0 | tag), lengthOctets(body.length), body]);
}

/** A packet of a body that ends somewhere, in parts; each that comes is memory of its own, or lent until the next. */
export async function* streamedPacket(
  tag: number,
  body: AsyncIterable<Uint8Array>,
  memory: 'own' | 'lent',
): AsyncGenerator<Uint8Array> {
  const emptyPart = () => Buffer.allocUnsafeSlow(1 + partSize).fill(224 + partPower, 0, 1);
  let part = emptyPart();
  let filled = 1;
  yield Uint8Array.of(0xc0 | tag);
  for await (const bytes of body) {
    for (let taken = 0; taken < bytes.length; ) {
      const some = bytes.subarray(taken, taken + part.length - filled);
      part.set(some, filled);
      filled += some.length;
      taken += some.length;
      if (filled < part.length) continue;
      yield part;
      if (memory === 'own') part = emptyPart();
      filled = 1;
    }
  }
  yield lengthOctets(filled - 1);
  if (filled > 1) yield part.subarray(1, filled);
}

function lengthOctets(length: number): Uint8Array {
  if (length < 192) return Uint8Array.of(length);
  const octets = Buffer.alloc(5, 255);
  octets.writeUInt32BE(length, 1);
  return octets;
}
