import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeCode,
  decodeDay,
  decodeEnd,
  decodeSsin,
  encodeCode,
  encodeDay,
  encodeEnd,
  encodeSsin,
} from '../../src/tables/numbers.ts';
import { anyDay, anySsin } from '../support/records.ts';

describe('a record as numbers', () => {
  it('gives back the numbers and days that it was given, sorted as they are', () => {
    fc.assert(
      fc.property(anySsin, anyDay, anyDay, (ssin, day, other) => {
        expect(decodeSsin(encodeSsin(ssin))).toBe(ssin);
        expect(decodeDay(encodeDay(day))).toEqual(day);
        expect(decodeEnd(encodeEnd(day))).toEqual(day);
        expect(Math.sign(encodeDay(day) - encodeDay(other))).toBe(Temporal.PlainDate.compare(day, other));
        expect(encodeEnd(null)).toBeGreaterThan(encodeEnd(day));
      }),
    );
    expect(decodeEnd(encodeEnd(null))).toBeNull();
    const lastDay = Temporal.PlainDate.from('9999-12-31');
    expect(decodeEnd(encodeEnd(lastDay))).toEqual(lastDay);
    expect(encodeEnd(null)).toBeGreaterThan(encodeEnd(lastDay));
  });

  it('gives back every code that a column holds, and none, and refuses all others', () => {
    fc.assert(
      fc.property(fc.oneof(fc.nat(), fc.nat(1000), fc.constant(2 ** 31 - 1)), (code) => {
        expect(decodeCode(Int32Array.of(encodeCode(code))[0] ?? 0)).toBe(code);
      }),
    );
    expect(decodeCode(Int32Array.of(encodeCode(undefined))[0] ?? 0)).toBeUndefined();
    for (const other of [-1, 0.5, 2 ** 31, Number.NaN]) expect(() => encodeCode(other)).toThrow(RangeError);
  });
});
