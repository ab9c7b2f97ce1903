/**
 * Makes ssh2 1.17's decryption of AES-GCM cheaper (`node_modules/ssh2/lib/protocol/crypto.js`). It decrypts a packet
 * in the pieces in which it came, each into memory of its own, and joins them. Here a packet that came in pieces is
 * gathered in memory that is used again, and each is decrypted whole, with a key that is set up once; what came is
 * freed when it is read. As there, nothing of a packet is looked at before its tag has proven all of it.
 */

import { createDecipheriv } from 'node:crypto';
import { createRequire } from 'node:module';
import { z } from 'zod';
import { free, lend, takeMemory } from './lent-memory.ts';
import {
  advance,
  algorithmOf,
  blockLength,
  keyOf,
  leastPadding,
  lengthBytes,
  tagLength,
} from './ssh2-aes-gcm.ts';
import { changed, hasMembers } from './ssh2-shape.ts';

/** The inbound half of a connection's encryption, as ssh2 makes it without its native binding. */
interface PacketDecipher {
  inSeqno: number;
  readonly _decipherSSLName: string;
  readonly _decipherKey: Buffer;
  readonly _decipherIV: Buffer;
  /** Another one while keys are exchanged. */
  readonly _onPayload: (payload: Buffer) => unknown;
}

/** Bytes of the longest packet, its length and its tag included: ssh2's bound (RFC 4253 section 6.1). */
const greatestPacket = 35_000;

/** What has come of a packet that is not whole yet. */
interface Unfinished {
  readonly memory: Buffer;
  filled: number;
}

const unfinished = new WeakMap<PacketDecipher, Unfinished>();

const insideShape = z.object({
  createDecipher: z.custom<(configuration: unknown) => unknown>((value) => typeof value === 'function'),
  CIPHER_INFO: z.looseObject({
    'aes128-gcm@openssh.com': z.looseObject({ sslName: z.literal('aes-128-gcm') }),
  }),
  bindingAvailable: z.boolean(),
});

let grafted = false;

/** Once for the process. Does nothing where ssh2 has its native binding, which decrypts in place. Throws `internal`. */
export function graftPacketDecipher(): void {
  if (grafted) return;
  grafted = true;
  const inside = insideShape.parse(createRequire(import.meta.url)('ssh2/lib/protocol/crypto.js'));
  if (inside.bindingAvailable) return;
  const prototype: unknown = Object.getPrototypeOf(
    inside.createDecipher({
      inbound: {
        seqno: 0,
        onPayload() {},
        decipherInfo: inside.CIPHER_INFO['aes128-gcm@openssh.com'],
        decipherKey: Buffer.alloc(blockLength),
        decipherIV: Buffer.alloc(12),
      },
    }),
  );
  if (!hasMembers<{ decrypt: unknown }>(prototype, { decrypt: 'function' })) throw changed();
  prototype.decrypt = function (this: PacketDecipher, bytes: Buffer, start: number, end: number) {
    return openPackets(this, bytes, start, end);
  };
}

/**
 * Reads `bytes` from `start` to `end`, attacker-controlled, and hands on the payload of each packet that is whole.
 * Throws at one that cannot be, and at one that its tag does not prove: the connection is then over. Gives what
 * ssh2 asks for: nothing, or the place from where another decipher is to go on.
 */
function openPackets(inbound: PacketDecipher, bytes: Buffer, start: number, end: number): unknown {
  for (let at = start; at < end; ) {
    const { taken, packet } = nextPacket(inbound, bytes.subarray(at, end));
    at += taken;
    if (packet === undefined) break;
    const result = inbound._onPayload(openPacket(inbound, packet));
    if (result !== undefined) return result === false ? at : result;
  }
  // What the socket has read, of which nothing is kept here. Whoever else listens to it does not look at the bytes.
  if (start === 0 && end === bytes.buffer.byteLength) {
    lend(bytes);
    free(bytes);
  }
  return undefined;
}

/** The packet with which `bytes` begin or go on, if it is whole, and how many of them belong to it. */
function nextPacket(inbound: PacketDecipher, bytes: Buffer): { taken: number; packet: Buffer | undefined } {
  const begun = unfinished.get(inbound);
  const length = begun === undefined ? lengthOf(bytes, bytes.length) : undefined;
  if (length !== undefined && length <= bytes.length) {
    return { taken: length, packet: bytes.subarray(0, length) };
  }
  const gathered = begun ?? { memory: takeMemory(greatestPacket), filled: 0 };
  unfinished.set(inbound, gathered);
  const taken = gather(gathered, bytes);
  const { memory, filled } = gathered;
  return { taken, packet: lengthOf(memory, filled) === filled ? memory.subarray(0, filled) : undefined };
}

/** Takes as many of `bytes` as belong to the packet; their number. */
function gather(packet: Unfinished, bytes: Buffer): number {
  let taken = 0;
  function fillUpTo(length: number): void {
    const part = bytes.subarray(taken, taken + Math.max(length - packet.filled, 0));
    packet.memory.set(part, packet.filled);
    packet.filled += part.length;
    taken += part.length;
  }
  fillUpTo(lengthBytes);
  fillUpTo(lengthOf(packet.memory, packet.filled) ?? 0);
  return taken;
}

/** Of a packet, its own length and its tag included, or `undefined` while too little of it is there. */
function lengthOf(packet: Buffer, filled: number): number | undefined {
  if (filled < lengthBytes) return undefined;
  const encrypted = packet.readUInt32BE(0);
  const length = lengthBytes + encrypted + tagLength;
  if (length > greatestPacket || encrypted < blockLength || encrypted % blockLength !== 0) {
    throw new RangeError('a packet of a length that cannot be');
  }
  return length;
}

/** The payload of a whole packet. Throws unless its tag proves it. */
function openPacket(inbound: PacketDecipher, packet: Buffer): Buffer {
  const { _decipherSSLName: name, _decipherKey: key, _decipherIV: nonce } = inbound;
  const decipher = createDecipheriv(algorithmOf(name), keyOf(key), nonce, { authTagLength: tagLength });
  decipher.setAAD(packet.subarray(0, lengthBytes));
  decipher.setAuthTag(packet.subarray(-tagLength));
  const plain = decipher.update(packet.subarray(lengthBytes, -tagLength));
  decipher.final();
  advance(nonce);
  inbound.inSeqno = (inbound.inSeqno + 1) >>> 0;
  letGo(inbound);
  const padding = plain[0] ?? 0;
  if (padding < leastPadding || padding > plain.length - 1) throw new RangeError('padding that cannot be');
  lend(plain);
  return plain.subarray(1, plain.length - padding);
}

function letGo(inbound: PacketDecipher): void {
  const gathered = unfinished.get(inbound);
  if (gathered === undefined) return;
  unfinished.delete(inbound);
  free(gathered.memory);
}
