import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { takeMemory } from '../../../src/gateway/lent-memory.ts';
import { createFrames } from '../../../src/gateway/sftp/frames.ts';
import { PacketReader } from '../../../src/gateway/sftp/packet-reader.ts';
import {
  attributesPacket,
  dataPacket,
  namedFileLength,
  namePacket,
  statusPacket,
  versionPacket,
} from '../../../src/gateway/sftp/packet-writer.ts';
import { sshString } from '../../support/ssh-keys.ts';

const reads = {
  byte: (reader: PacketReader) => reader.byte(),
  uint32: (reader: PacketReader) => reader.uint32(),
  uint64: (reader: PacketReader) => reader.uint64(),
  string: (reader: PacketReader) => reader.string(),
  text: (reader: PacketReader) => reader.text(),
  attributes: (reader: PacketReader) => reader.skipAttributes(),
} as const;

describe('reading a packet', () => {
  it('never reads beyond its end, never throws, and notices both missing and surplus bytes', () => {
    const kinds = fc.array(fc.constantFrom(...Object.keys(reads)), { maxLength: 8 });
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), kinds, (bytes, fields) => {
        // The packet stands in the middle of a larger buffer, as it does in a channel.
        const around = Buffer.concat([Buffer.alloc(16, 0xff), bytes, Buffer.alloc(16, 0xff)]);
        const reader = new PacketReader(around.subarray(16, 16 + bytes.length));
        let length = 0;
        for (const field of fields) {
          const value = reads[field as keyof typeof reads](reader);
          if (Buffer.isBuffer(value)) length += value.length;
        }
        expect(length).toBeLessThanOrEqual(bytes.length);
        if (reader.isComplete()) expect(reader.isSound()).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('gives back what was written, 64-bit numbers whole', () => {
    const packet = Buffer.concat([
      Buffer.of(6, 0, 0, 0, 9),
      sshString('handle'),
      Buffer.from('ffffffffffffffff', 'hex'),
      sshString('data'),
    ]);
    const reader = new PacketReader(packet);
    expect([reader.byte(), reader.uint32(), reader.text(), reader.uint64()]).toEqual([
      6,
      9,
      'handle',
      0xffffffffffffffffn,
    ]);
    expect(reader.isComplete()).toBe(false);
    expect(reader.string().toString()).toBe('data');
    expect(reader.isComplete()).toBe(true);
  });

  it('gives no text that is not UTF-8 [threat 38]', () => {
    expect(new PacketReader(sshString(Buffer.of(0xff, 0xfe))).text()).toBeUndefined();
    expect(new PacketReader(sshString(Buffer.of(0xc0, 0xae))).text()).toBeUndefined();
    expect(new PacketReader(sshString('inbox/é')).text()).toBe('inbox/é');
  });

  it('is not kept busy by attributes that announce thousands of millions of extensions', () => {
    const reader = new PacketReader(Buffer.from('80000000ffffffff', 'hex'));
    reader.skipAttributes();
    expect(reader.isSound()).toBe(false);
  });
});

describe('cutting bytes into packets', () => {
  const framed = (packet: Uint8Array) => Buffer.concat([sshString(packet)]);

  it('gives the same packets in whatever pieces they come', () => {
    const packets = fc.array(fc.uint8Array({ minLength: 1, maxLength: 40 }), { maxLength: 6 });
    fc.assert(
      fc.property(packets, fc.infiniteStream(fc.integer({ min: 1, max: 30 })), (sent, cuts) => {
        const bytes = Buffer.concat(sent.map(framed));
        const frames = createFrames(64);
        const received: Buffer[] = [];
        for (let at = 0; at < bytes.length; ) {
          const length = cuts.next().value ?? 1;
          frames.push(bytes.subarray(at, at + length));
          at += length;
          for (let packet = frames.next(); packet !== 'incomplete'; packet = frames.next()) {
            if (packet === 'bad-length') throw new RangeError('bad length');
            received.push(Buffer.from(packet));
          }
        }
        expect(received).toEqual(sent.map((packet) => Buffer.from(packet)));
      }),
    );
  });

  it('gives packets whole out of memory that is freed behind them, in whatever pieces it comes', () => {
    const lengths = fc.array(fc.integer({ min: 1, max: 20_000 }), { minLength: 1, maxLength: 6 });
    const cuts = fc.array(fc.oneof(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 4000, max: 30_000 })), {
      minLength: 1,
    });
    fc.assert(
      fc.property(lengths, cuts, (all, sizes) => {
        const sent = all.map((length, index) => Buffer.alloc(length, index + 1));
        const bytes = Buffer.concat(sent.map(framed));
        const frames = createFrames(20_000);
        const received: Buffer[] = [];
        for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
          const part = bytes.subarray(at, at + (sizes[turn % sizes.length] ?? 1));
          at += part.length;
          const lent = takeMemory(part.length);
          lent.set(part);
          frames.push(lent);
          // Some come while the one before is still looked at.
          if (turn % 3 === 2) continue;
          for (let packet = frames.next(); Buffer.isBuffer(packet); packet = frames.next())
            received.push(Buffer.from(packet));
        }
        for (let packet = frames.next(); Buffer.isBuffer(packet); packet = frames.next())
          received.push(Buffer.from(packet));
        expect(received.map((packet) => packet.length)).toEqual(all);
        for (const [index, packet] of received.entries())
          expect(packet.equals(sent[index] ?? bytes)).toBe(true);
      }),
    );
  });

  it('lets a packet stand until the next is asked for, and what was lent for both until both are read', () => {
    const frames = createFrames(20_000);
    const lent = takeMemory(12_000);
    lent.set(Buffer.concat([framed(Buffer.alloc(5000, 1)), framed(Buffer.alloc(5000, 2))]));
    frames.push(lent.subarray(0, 10_008));
    const first = frames.next();
    expect(first).toEqual(Buffer.alloc(5000, 1));
    const second = frames.next();
    expect([first, second]).toEqual([Buffer.alloc(5000, 1), Buffer.alloc(5000, 2)]);
    expect(frames.next()).toBe('incomplete');
    expect([first.length, second.length, lent.length]).toEqual([0, 0, 0]);
  });

  it('stops at a length of nothing or too much, before taking the bytes [threat 31]', () => {
    for (const length of ['00000000', '00000041', 'ffffffff']) {
      const frames = createFrames(64);
      frames.push(Buffer.from(length, 'hex'));
      expect(frames.next()).toBe('bad-length');
    }
  });
});

describe('writing a packet', () => {
  it('puts its length before it', () => {
    const packets = [
      statusPacket(7, 2),
      versionPacket([['limits@openssh.com', '1']]),
      attributesPacket(7, { size: 2 ** 40, permissions: 0o100440, time: 1_646_000_000 }),
      namePacket(7, [{ name: 'a', longname: 'b', attributes: undefined }]),
      dataPacket(7, 100, Buffer.allocUnsafe).packet,
    ];
    for (const packet of packets) expect(packet.readUInt32BE(0)).toBe(packet.length - 4);
  });

  it('knows how long an entry of a listing is', () => {
    const attributes = { size: 1, permissions: 0o100440, time: 0 };
    const file = { name: 'é.xml', longname: '-r--r----- é.xml', attributes };
    const empty = namePacket(1, []).length;
    expect(namePacket(1, [file, file]).length - empty).toBe(2 * namedFileLength(file));
  });
});
