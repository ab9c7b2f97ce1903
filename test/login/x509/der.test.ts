import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { constructed, type DerReader, decodeDer, tag } from '../../../src/login/x509/der.ts';
import {
  readBitString,
  readBoolean,
  readExtensions,
  readNamedBits,
  readObjectIdentifier,
  readPositiveInteger,
  readTime,
} from '../../../src/login/x509/values.ts';
import * as d from '../../support/der.ts';

const readers: readonly ((reader: DerReader) => unknown)[] = [
  readObjectIdentifier,
  readTime,
  readNamedBits,
  readExtensions,
  readBitString,
];

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

describe('the DER reader', () => {
  it('reads elements in turn, within each other, and those that are optional', () => {
    const bytes = d.sequence(d.integer(5), d.explicit(1, d.integer(6)), d.octets(Buffer.alloc(300, 7)));
    const read = decodeDer(bytes, (file) =>
      file.within(tag.sequence, (reader) => ({
        first: readPositiveInteger(reader),
        absent: reader.optional(constructed(0), readPositiveInteger),
        present: reader.optional(constructed(1), readPositiveInteger),
        octets: reader.content(tag.octetString).length,
        end: reader.peek(),
      })),
    );
    expect(read).toEqual({ first: '05', absent: undefined, present: '06', octets: 300, end: undefined });
  });

  it('gives an element as it stands, and every element of a row', () => {
    const [one, two] = [d.integer(1), d.octets(Buffer.from('two'))];
    const rows = decodeDer(d.sequence(one, two), (file) =>
      file.within(tag.sequence, (list) => list.each(() => list.element())),
    );
    expect(rows).toEqual([one, two]);
  });

  it('refuses lengths that are not in their one form, and tags of more than one byte', () => {
    const refused = [
      '',
      '04',
      '04 01',
      '04 02 00',
      '04 00 00',
      '04 80 00 00',
      '04 81 01 00',
      `04 82 0080 ${'00'.repeat(128)}`,
      '04 85 00 00 00 00 01 00',
      '04 84 ff ff ff ff 00',
      '1f 04 00',
    ];
    for (const text of refused) {
      const any = decodeDer(hex(text), (reader) => reader.element());
      expect([text, any]).toEqual([text, undefined]);
    }
    expect(decodeDer(hex('04 01 00'), (reader) => reader.element())).toEqual(hex('04 01 00'));
  });

  it('refuses what is left over, inside and after', () => {
    const inside = d.sequence(d.integer(1), d.integer(2));
    expect(decodeDer(inside, (file) => file.within(tag.sequence, readPositiveInteger))).toBeUndefined();
    const after = Buffer.concat([d.integer(1), Buffer.of(0)]);
    expect(decodeDer(after, readPositiveInteger)).toBeUndefined();
    expect(decodeDer(d.integer(1), readBoolean)).toBeUndefined();
  });

  it('ends, and throws nothing, whatever bytes come', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        for (const read of readers) {
          decodeDer(bytes, read);
          decodeDer(d.sequence(bytes), (file) =>
            file.within(tag.sequence, (list) => list.each(() => read(list))),
          );
        }
      }),
    );
  });
});

describe('the values of DER', () => {
  it('are read in their one form', () => {
    const identifiers = ['2.5.29.15', '1.2.840.113549.1.1.11', '0.9.2342', '2.999.3', '2.16.56.12.1.1.2.2'];
    for (const name of [...identifiers, `2.25.${2n ** 127n}`]) {
      expect(decodeDer(d.identifier(name), readObjectIdentifier)).toBe(name);
    }
    for (const [bytes, value] of [
      ['02 01 00', '00'],
      ['02 01 7f', '7f'],
      ['02 02 00 80', '80'],
      ['02 02 01 00', '0100'],
    ] as const) {
      expect(decodeDer(hex(bytes), readPositiveInteger)).toBe(value);
    }
    expect(decodeDer(hex('01 01 ff'), readBoolean)).toBe(true);
    expect(decodeDer(hex('01 01 00'), readBoolean)).toBe(false);
    expect(decodeDer(hex('03 02 05 a0'), readNamedBits)).toEqual(new Set([0, 2]));
    expect(decodeDer(hex('03 03 07 00 80'), readNamedBits)).toEqual(new Set([8]));
    expect(decodeDer(hex('03 02 00 a0'), readBitString)).toEqual(hex('a0'));
  });

  it('are refused in any other', () => {
    const refused: readonly (readonly [(reader: DerReader) => unknown, readonly string[]])[] = [
      [readObjectIdentifier, ['06 00', '06 02 55 80', '06 03 55 80 01', `06 41 ${'01'.repeat(65)}`]],
      [readPositiveInteger, ['02 00', '02 01 80', '02 01 ff', '02 02 00 7f', '02 02 00 00']],
      [readBoolean, ['01 00', '01 01 01', '01 02 ff ff']],
      [readNamedBits, ['03 00', '03 02 08 00', '03 06 00 00 00 00 00 00']],
      [readBitString, ['03 00', '03 02 01 a0']],
    ];
    for (const [read, texts] of refused) {
      for (const text of texts) expect([text, decodeDer(hex(text), read)]).toEqual([text, undefined]);
    }
  });

  it('are times in UTC and whole seconds, of both centuries', () => {
    for (const text of ['1950-01-01T00:00:00Z', '1999-12-31T23:59:59Z', '2049-12-31T23:59:59Z']) {
      const at = Temporal.Instant.from(text);
      expect(decodeDer(d.utcTime(at), readTime)?.toString()).toBe(text);
      expect(decodeDer(d.generalizedTime(at), readTime)?.toString()).toBe(text);
    }
    const written = (value: string, kind = 0x18) => d.der(kind, Buffer.from(value));
    const refused = [
      '20220230000000Z',
      '20221301000000Z',
      '20220101240000Z',
      '20220101000000',
      '20220101000000+0100',
      '20220101000000.5Z',
      '202201010000Z',
      '',
    ];
    for (const value of refused) expect(decodeDer(written(value), readTime)).toBeUndefined();
    expect(decodeDer(written('2201010000Z', 0x17), readTime)).toBeUndefined();
  });

  it('are extensions, each once', () => {
    const extension = d.sequence(d.identifier('2.5.29.15'), d.boolean(true), d.octets(d.namedBits(0)));
    expect(decodeDer(d.sequence(extension), readExtensions)?.get('2.5.29.15')).toEqual({
      critical: true,
      value: d.namedBits(0),
    });
    expect(decodeDer(d.sequence(extension, extension), readExtensions)).toBeUndefined();
  });
});
