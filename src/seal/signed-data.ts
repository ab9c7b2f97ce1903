/**
 * What stands inside an envelope as nearly everybody writes it: the announcement of one signature, literal data, the
 * signature (RFC 9580 section 10.3). The library passes each piece of it through a dozen streams.
 */

import { enums } from 'openpgp';
import { type BytesInOrder, inOrder } from './bytes-in-order.ts';
import { readPacket, wholePacket } from './packets.ts';
import { type OnePass, readOnePass } from './signature.ts';

export interface SignedData {
  readonly onePass: OnePass;
  /** The literal data. With their end, what stands behind them has been read. */
  readonly data: AsyncGenerator<Uint8Array>;
  /** The packet behind the data, when they have been read. */
  signature(): Uint8Array;
}

/** By their first octet: a one-pass signature, and literal data of any length but an open one. */
const onePassHeads: ReadonlySet<number | undefined> = new Set([0xc4, 0x90]);
const literalHeads: ReadonlySet<number | undefined> = new Set([0xcb, 0xac, 0xad, 0xae]);
/** More than any announcement, with its header and the octet behind it. */
const greatestOnePass = 128;
/** More than a signature by any one key. */
const greatestSignature = 64 * 1024;
/** Of no meaning wherever they stand (sections 5.8 and 5.14). */
const ignored: ReadonlySet<number> = new Set([enums.packet.marker, enums.packet.padding]);

/** `undefined` if it is anything else: then nothing was taken from `packets`. */
export async function readSignedData(packets: BytesInOrder): Promise<SignedData | undefined> {
  const ahead = Buffer.from(await packets.peek(greatestOnePass));
  const [head, length = 0] = ahead;
  const onePass = readOnePass(ahead.subarray(2, 2 + length));
  if (onePass === undefined || !onePassHeads.has(head) || !literalHeads.has(ahead[2 + length])) {
    return undefined;
  }
  let signature: Uint8Array | undefined;
  async function* data(): AsyncGenerator<Uint8Array> {
    try {
      await packets.take(2 + length);
      const literal = await readPacket(packets);
      if (literal === undefined) throw new TypeError('cut short');
      const content = inOrder(literal.body);
      const [, nameLength = 0] = await content.take(2);
      // Name and date are not signed, and not used.
      await content.take(nameLength + 4);
      yield* content.rest();
      signature = await readSignature(packets);
    } finally {
      await packets.close();
    }
  }
  return {
    onePass,
    data: data(),
    signature() {
      if (signature === undefined) throw new TypeError('no signature');
      return signature;
    },
  };
}

/** The one signature that stands between here and the end. */
async function readSignature(packets: BytesInOrder): Promise<Uint8Array | undefined> {
  let signature: Uint8Array | undefined;
  for (let packet = await readPacket(packets); packet !== undefined; packet = await readPacket(packets)) {
    const isIgnored = ignored.has(packet.tag);
    if (!isIgnored && (packet.tag !== enums.packet.signature || signature !== undefined)) {
      throw new TypeError('a packet that does not belong there');
    }
    const body: Uint8Array[] = [];
    let size = 0;
    for await (const bytes of packet.body) {
      if (isIgnored) continue;
      size += bytes.length;
      if (size > greatestSignature) throw new TypeError('a signature that is too long');
      body.push(bytes);
    }
    if (!isIgnored) signature = wholePacket(packet.tag, Buffer.concat(body));
  }
  return signature;
}
