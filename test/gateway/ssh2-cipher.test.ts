/** What the gateway's own encryption of large packets puts on the line, read by ssh2's decryption. */

import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { graftPacketCipher } from '../../src/gateway/ssh2-cipher.ts';

interface OutboundCipher {
  allocPacket(payloadLength: number): Buffer;
  encrypt(packet: Buffer): void;
}

/** Bytes: ssh2 reads packets of up to 35,000. */
const greatestPayload = 34_900;

const crypto = createRequire(import.meta.url)('ssh2/lib/protocol/crypto.js');
await crypto.init;
graftPacketCipher();

/** Both ends of one direction: what is sent comes out of `received`. */
function line(name: string) {
  const cipherInfo = crypto.CIPHER_INFO[name];
  const material = (length: number) => Buffer.alloc(length, 7);
  const written: Buffer[] = [];
  const received: Buffer[] = [];
  const outbound: OutboundCipher = crypto.createCipher({
    outbound: {
      seqno: 3,
      onWrite: (bytes: Buffer) => written.push(bytes),
      cipherInfo,
      cipherKey: material(cipherInfo.keyLen),
      cipherIV: material(cipherInfo.ivLen),
    },
  });
  const inbound = crypto.createDecipher({
    inbound: {
      seqno: 3,
      onPayload: (payload: Buffer) => void received.push(Buffer.from(payload)),
      decipherInfo: cipherInfo,
      decipherKey: material(cipherInfo.keyLen),
      decipherIV: material(cipherInfo.ivLen),
    },
  });
  return {
    received,
    send(payload: Uint8Array) {
      const packet = outbound.allocPacket(payload.length);
      packet.set(payload, 5);
      outbound.encrypt(packet);
    },
    /** Only now: a socket, too, writes what it was given at the end of the turn. */
    arrive() {
      const bytes = Buffer.concat(written.splice(0));
      inbound.decrypt(bytes, 0, bytes.length);
      return bytes;
    },
  };
}

describe.each(['aes128-gcm@openssh.com', 'aes256-gcm@openssh.com'])('%s', (name) => {
  test('carries payloads of every length, whichever went before', () => {
    const lengths = fc.oneof(
      fc.integer({ min: 1, max: 5000 }),
      fc.integer({ min: 32_000, max: 33_000 }),
      fc.integer({ min: 1, max: greatestPayload }),
    );
    fc.assert(
      fc.property(fc.array(lengths, { minLength: 1, maxLength: 8 }), (all) => {
        const { send, arrive, received } = line(name);
        const payloads = all.map((length, index) => Buffer.alloc(length, index + 1));
        for (const payload of payloads) send(payload);
        arrive();
        expect(received.map(({ length }) => length)).toEqual(all);
        for (const [index, payload] of payloads.entries())
          expect(payload.equals(received[index] ?? payload.subarray(1))).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  test('pads with at least four bytes, to whole blocks, and with other bytes each time', () => {
    for (let length = 8000; length < 8016; length += 1) {
      const { send, arrive } = line(name);
      send(Buffer.alloc(length));
      const first = arrive();
      const packetLength = first.readUInt32BE();
      expect(packetLength % 16).toBe(0);
      expect(packetLength - 1 - length).toBeGreaterThanOrEqual(4);
      expect(packetLength - 1 - length).toBeLessThan(20);
      const again = line(name);
      again.send(Buffer.alloc(length));
      expect(again.arrive().equals(first)).toBe(false);
    }
  });
});
