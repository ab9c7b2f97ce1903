import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readStrings, wireMagnitude, wireReader, wireString } from '../../src/login/ssh-wire.ts';

describe('the wire reader', () => {
  it('reads each type of RFC 4251, in turn', () => {
    const bytes = Buffer.concat([
      Buffer.of(7),
      Buffer.from('00000102', 'hex'),
      Buffer.from('ffffffffffffffff', 'hex'),
      wireString('text'),
      wireMagnitude(Buffer.of(0x80)),
    ]);
    const reader = wireReader(bytes);
    expect(reader.byte()).toBe(7);
    expect(reader.uint32()).toBe(0x0102);
    expect(reader.uint64()).toBe(2n ** 64n - 1n);
    expect(reader.string().toString()).toBe('text');
    expect(reader.isComplete()).toBe(false);
    expect(reader.magnitude()).toEqual(Buffer.of(0x80));
    expect(reader.consumed()).toEqual(bytes);
    expect(reader.isComplete()).toBe(true);
  });

  it('gives nothing more, and is never complete, after what was not there', () => {
    const reader = wireReader(Buffer.concat([Buffer.from('00000009', 'hex'), wireString('next')]));
    expect(reader.string()).toHaveLength(0);
    expect(reader.atEnd()).toBe(true);
    expect(reader.string()).toHaveLength(0);
    expect(reader.byte()).toBe(0);
    expect(reader.isComplete()).toBe(false);
  });

  it('takes a magnitude only in its one allowed form', () => {
    const refused = ['', '00', '0001', '007f', '80', 'ff00'];
    for (const hex of refused) {
      const reader = wireReader(wireString(Buffer.from(hex, 'hex')));
      reader.magnitude();
      expect(reader.isComplete()).toBe(false);
    }
    for (const hex of ['01', '7f', '80', 'ff00']) {
      const reader = wireReader(wireMagnitude(Buffer.from(hex, 'hex')));
      expect(reader.magnitude().toString('hex')).toBe(hex);
      expect(reader.isComplete()).toBe(true);
    }
  });

  it('reads back every row of strings, and no row that was cut', () => {
    const rows = fc.array(fc.uint8Array({ maxLength: 20 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(rows, fc.nat(), (row, cut) => {
        const bytes = Buffer.concat(row.map(wireString));
        expect(readStrings(bytes)?.map((string) => [...string])).toEqual(row.map((string) => [...string]));
        const shorter = readStrings(bytes.subarray(0, cut % bytes.length));
        expect(shorter?.length ?? 0).toBeLessThan(row.length);
      }),
    );
  });
});
