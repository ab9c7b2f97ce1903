import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPairSet } from '../../src/tables/pair-set.ts';

const one = fc.oneof(
  fc.nat(3),
  fc.maxSafeNat().map((number) => Math.max(0, number - 1)),
);
const other = fc.oneof(fc.nat(3), fc.nat());

describe('a set of pairs', () => {
  it('knows each pair that it was given, and no other', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(one, other)), (pairs) => {
        const [set, known] = [createPairSet(), new Set<string>()];
        for (const [first, second] of pairs) {
          const isNew = !known.has(`${first} ${second}`);
          known.add(`${first} ${second}`);
          expect(set.add(first, second)).toBe(isNew);
        }
      }),
    );
  });

  it('forgets none of many as it grows', () => {
    const set = createPairSet();
    const addAll = () =>
      Array.from({ length: 5000 }, (_, index) => set.add(index * 2 ** 32, index % 7)).filter(Boolean).length;
    expect([addAll(), addAll()]).toEqual([5000, 0]);
  });
});
