import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstFrom, orderOf } from '../../src/tables/order.ts';

const numbers = fc.array(fc.oneof(fc.nat(5), fc.nat(2 ** 37 - 1)));

describe('the order of numbers', () => {
  it('is theirs and, of equal ones, that in which they stand', () => {
    fc.assert(
      fc.property(numbers, (unsorted) => {
        const rows = unsorted.map((_, row) => row);
        rows.sort((a, b) => (unsorted[a] ?? 0) - (unsorted[b] ?? 0));
        expect([...orderOf(Float64Array.from(unsorted))]).toEqual(rows);
      }),
    );
  });

  it('tells where a number stands, or would', () => {
    fc.assert(
      fc.property(numbers, fc.oneof(fc.nat(6), fc.nat(2 ** 37 - 1)), (unsorted, wanted) => {
        const sorted = unsorted.toSorted((a, b) => a - b);
        expect(firstFrom(sorted, wanted)).toBe(sorted.filter((number) => number < wanted).length);
      }),
    );
  });
});
