/** What the gateway's own decryption makes of packets that ssh2's encryption sends, and of those that nobody should send. */

import { createCipheriv } from 'node:crypto';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { free } from '../../src/gateway/lent-memory.ts';
import { graftPacketDecipher } from '../../src/gateway/ssh2-decipher.ts';

const crypto = createRequire(import.meta.url)('ssh2/lib/protocol/crypto.js');
await crypto.init;
graftPacketDecipher();

const greatestPayload = 34_900;

/** Both ends of one direction: what is sent stands in `sent`, what arrives comes out of `received`. */
function line(name: string, { seqno = 3, answer }: { seqno?: number; answer?: () => unknown } = {}) {
  const cipherInfo = crypto.CIPHER_INFO[name];
  const material = (length: number) => Buffer.alloc(length, 7);
  const sent: Buffer[] = [];
  const received: Buffer[] = [];
  const outbound = crypto.createCipher({
    outbound: {
      seqno,
      onWrite: (bytes: Buffer) => sent.push(Buffer.from(bytes)),
      cipherInfo,
      cipherKey: material(cipherInfo.keyLen),
      cipherIV: material(cipherInfo.ivLen),
    },
  });
  const inbound = crypto.createDecipher({
    inbound: {
      seqno,
      onPayload(payload: Buffer) {
        received.push(payload);
        return answer?.();
      },
      decipherInfo: cipherInfo,
      decipherKey: material(cipherInfo.keyLen),
      decipherIV: material(cipherInfo.ivLen),
    },
  });
  return {
    received,
    inbound,
    /** The bytes of a packet on the line. */
    seal(payload: Uint8Array): Buffer {
      const packet = outbound.allocPacket(payload.length);
      packet.set(payload, 5);
      outbound.encrypt(packet);
      return Buffer.concat(sent.splice(0));
    },
    arrive: (bytes: Buffer): unknown => inbound.decrypt(bytes, 0, bytes.length),
  };
}

/** A packet under the key of {@link line} whose content, its padding included, is as it is given. */
function sealed(content: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  const cipher = createCipheriv('aes-128-gcm', Buffer.alloc(16, 7), Buffer.alloc(12, 7));
  cipher.setAAD(length);
  return Buffer.concat([length, cipher.update(content), cipher.final(), cipher.getAuthTag()]);
}

describe.each(['aes128-gcm@openssh.com', 'aes256-gcm@openssh.com'])('%s', (name) => {
  test('reads packets of every length in whatever pieces they come', () => {
    const lengths = fc.array(fc.integer({ min: 0, max: greatestPayload }), { minLength: 1, maxLength: 6 });
    const cuts = fc.array(fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 65_536 })), {
      minLength: 1,
    });
    fc.assert(
      fc.property(lengths, cuts, (all, sizes) => {
        const { seal, arrive, received } = line(name);
        const payloads = all.map((length, index) => Buffer.alloc(length, index + 1));
        const bytes = Buffer.concat(payloads.map(seal));
        for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
          const size = sizes[turn % sizes.length] ?? 1;
          // As the socket gives them: in memory of their own, which is freed.
          arrive(Buffer.from(Uint8Array.from(bytes.subarray(at, at + size)).buffer));
          at += size;
        }
        expect(received.map(({ length }) => length)).toEqual(all);
        for (const [index, payload] of payloads.entries())
          expect(payload.equals(received[index] ?? payload.subarray(1))).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  test('hands nothing on of a packet of which one bit is wrong, wherever it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), fc.nat(), fc.boolean(), (length, place, inPieces) => {
        const { seal, arrive, received } = line(name);
        const packet = seal(Buffer.alloc(length, 1));
        const bit = place % (packet.length * 8);
        packet[bit >> 3] = (packet[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        // A length that is wrong and may be would have us wait for more.
        const bytes = Buffer.concat([packet, Buffer.alloc(greatestPayload)]);
        expect(() => {
          if (inPieces) arrive(bytes.subarray(0, 3));
          arrive(bytes.subarray(inPieces ? 3 : 0));
        }).toThrow();
        expect(received).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('hands nothing on of a packet that is cut short, and takes no other in its place', () => {
    const { seal, arrive, received } = line(name);
    const packet = seal(Buffer.alloc(1000, 1));
    for (let at = 0; at < packet.length - 1; at += 1) arrive(packet.subarray(at, at + 1));
    expect(received).toEqual([]);
    expect(() => arrive(seal(Buffer.alloc(1000, 2)))).toThrow();
    expect(received).toEqual([]);
  });

  test('takes each packet in its turn alone: none again, none left out', () => {
    const again = line(name);
    const first = again.seal(Buffer.of(1));
    again.arrive(first);
    expect(() => again.arrive(first)).toThrow();
    const leftOut = line(name);
    leftOut.seal(Buffer.of(1));
    const second = leftOut.seal(Buffer.of(2));
    expect(() => leftOut.arrive(second)).toThrow();
    expect([again.received.length, leftOut.received.length]).toEqual([1, 0]);
  });
});

test.each([0, 1, 15, 17, 34_977, 34_992, 0x7fffffff, 0xfffffff0])(
  'refuses a packet of %i bytes as soon as it is announced, whatever follows',
  (length) => {
    const { arrive, received } = line('aes128-gcm@openssh.com');
    const announced = Buffer.alloc(4);
    announced.writeUInt32BE(length);
    arrive(announced.subarray(0, 3));
    expect(() => arrive(announced.subarray(3))).toThrow('length');
    expect(received).toEqual([]);
  },
);

test.each([0, 3, 16, 255])('refuses padding of %i bytes in a packet of 16', (padding) => {
  const { arrive, received } = line('aes128-gcm@openssh.com');
  const content = Buffer.alloc(16);
  content[0] = padding;
  expect(() => arrive(sealed(content))).toThrow('padding');
  expect(received).toEqual([]);
});

test('keeps apart what comes on two lines by turns, byte by byte', () => {
  const lines = [1, 2].map((byte) => {
    const { seal, arrive, received } = line('aes128-gcm@openssh.com');
    return { packet: seal(Buffer.alloc(6000, byte)), arrive, received };
  });
  for (let at = 0; at < 6100; at += 1)
    for (const { packet, arrive } of lines) arrive(Buffer.from(packet.subarray(at, at + 1)));
  const [[first], [second]] = lines.map(({ received }) => received) as [Buffer[], Buffer[]];
  free(first ?? Buffer.alloc(0));
  expect(second).toEqual(Buffer.alloc(6000, 2));
});

test('counts its packets, from the last number on to the first', () => {
  const { seal, arrive, inbound } = line('aes128-gcm@openssh.com', { seqno: 0xffffffff });
  arrive(seal(Buffer.of(1)));
  expect(inbound.inSeqno).toBe(0);
});

test('says from where another decipher is to go on, and leaves the rest to it', () => {
  const { seal, arrive, received } = line('aes128-gcm@openssh.com', { answer: () => false });
  const first = seal(Buffer.of(21));
  const rest = Buffer.alloc(40_000, 9);
  expect(arrive(Buffer.concat([first, rest]))).toBe(first.length);
  expect(received).toHaveLength(1);
});

test('lends each payload its memory, which is freed without harm to any other', () => {
  const { seal, arrive, received } = line('aes128-gcm@openssh.com');
  const payloads = [1, 2].map((byte) => Buffer.alloc(20_000, byte));
  arrive(Buffer.concat(payloads.map(seal)));
  const [first = Buffer.alloc(0), second = Buffer.alloc(0)] = received;
  free(first);
  expect(first.length).toBe(0);
  expect(second.equals(payloads[1] ?? second.subarray(1))).toBe(true);
  const foreign = Buffer.alloc(20_000, 3);
  free(foreign);
  expect(foreign.length).toBe(20_000);
});
