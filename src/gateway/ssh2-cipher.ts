/**
 * Makes ssh2 1.17's encryption of packets cheaper (`node_modules/ssh2/lib/protocol/crypto.js`). For each
 * packet of AES-GCM it takes memory for the plain one, asks the system for a dozen random bytes of padding, and
 * sets up a key. Here a large plain packet stands in memory that is used again, since it is encrypted before anything
 * else is written; padding comes from random bytes fetched for hundreds of packets; the key is set up once.
 * What goes over the line is the same.
 */

import { type CipherGCM, createCipheriv, randomFillSync } from 'node:crypto';
import { createRequire } from 'node:module';
import { z } from 'zod';
import { lend } from './lent-memory.ts';
import { advance, algorithmOf, blockLength, keyOf, leastPadding, lengthBytes } from './ssh2-aes-gcm.ts';
import { changed } from './ssh2-shape.ts';

/** The outbound half of a connection's encryption, as ssh2 makes it without its native binding. */
interface PacketCipher {
  outSeqno: number;
  readonly _dead: boolean;
  readonly _encSSLName: string;
  readonly _encKey: Buffer;
  readonly _encIV: Buffer;
  readonly _onWrite: (bytes: Uint8Array) => void;
  allocPacket(payloadLength: number): Buffer;
  encrypt(packet: Buffer): void;
}

/** Bytes: a packet without its payload; the length of its padding stands at the last of them (RFC 4253 section 6). */
const headerLength = 5;

/** Bytes of packets that are worth it: those of the data of files. All that is written in two steps is smaller. */
const worthwhile = 4 * 1024;
const scratch = Buffer.allocUnsafeSlow(128 * 1024);

const randomBytes = Buffer.allocUnsafeSlow(8 * 1024);
let randomUsed = randomBytes.length;

const insideShape = z.object({
  createCipher: z.custom<(configuration: unknown) => unknown>((value) => typeof value === 'function'),
  CIPHER_INFO: z.looseObject({
    'aes128-gcm@openssh.com': z.looseObject({ sslName: z.literal('aes-128-gcm') }),
  }),
  bindingAvailable: z.boolean(),
});

let grafted = false;

/** Once for the process. Does nothing where ssh2 has its native binding, which encrypts in place. Throws `internal`. */
export function graftPacketCipher(): void {
  if (grafted) return;
  grafted = true;
  const inside = insideShape.parse(createRequire(import.meta.url)('ssh2/lib/protocol/crypto.js'));
  if (inside.bindingAvailable) return;
  const prototype: unknown = Object.getPrototypeOf(
    inside.createCipher({
      outbound: {
        seqno: 0,
        onWrite() {},
        cipherInfo: inside.CIPHER_INFO['aes128-gcm@openssh.com'],
        cipherKey: Buffer.alloc(blockLength),
        cipherIV: Buffer.alloc(12),
      },
    }),
  );
  if (!isPacketCipherPrototype(prototype)) throw changed();
  prototype.allocPacket = layOut;
  prototype.encrypt = function (this: PacketCipher, packet) {
    seal(this, packet);
  };
}

function isPacketCipherPrototype(value: unknown): value is Pick<PacketCipher, 'allocPacket' | 'encrypt'> {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof Reflect.get(value, 'allocPacket') === 'function' &&
    typeof Reflect.get(value, 'encrypt') === 'function'
  );
}

/** A packet with room for a payload, its padding filled in. */
function layOut(payloadLength: number): Buffer {
  const unpadded = headerLength + payloadLength;
  const missing = blockLength - ((unpadded - lengthBytes) % blockLength);
  const padding = missing < leastPadding ? missing + blockLength : missing;
  const packet = roomFor(unpadded + padding);
  packet.writeUInt32BE(packet.length - lengthBytes, 0);
  packet[lengthBytes] = padding;
  packet.set(somePadding(padding), unpadded);
  return packet;
}

function roomFor(length: number): Buffer {
  return length < worthwhile || length > scratch.length
    ? Buffer.allocUnsafe(length)
    : scratch.subarray(0, length);
}

function somePadding(length: number): Buffer {
  if (randomUsed + length > randomBytes.length) {
    randomFillSync(randomBytes);
    randomUsed = 0;
  }
  randomUsed += length;
  return randomBytes.subarray(randomUsed - length, randomUsed);
}

/** AES-GCM of OpenSSH (RFC 5647): the length in the open, all else encrypted, a tag over both. */
function seal(outbound: PacketCipher, packet: Buffer): void {
  if (outbound._dead) return;
  const cipher = cipherOf(outbound);
  const length = packet.subarray(0, lengthBytes);
  cipher.setAAD(length);
  const sealed = cipher.update(packet.subarray(lengthBytes));
  cipher.final();
  const tag = cipher.getAuthTag();
  if (packet.length < worthwhile) {
    // To copy a small packet costs less than to write it in three pieces.
    outbound._onWrite(Buffer.concat([length, sealed, tag], packet.length + tag.length));
  } else {
    // Whoever writes it to the socket does so later, when the scratch holds another packet.
    outbound._onWrite(Buffer.from(length));
    // The front frees it when it is sent (front.ts).
    lend(sealed);
    outbound._onWrite(sealed);
    outbound._onWrite(tag);
  }
  advance(outbound._encIV);
  outbound.outSeqno = (outbound.outSeqno + 1) >>> 0;
}

function cipherOf({ _encSSLName: name, _encKey: key, _encIV: nonce }: PacketCipher): CipherGCM {
  return createCipheriv(algorithmOf(name), keyOf(key), nonce);
}
