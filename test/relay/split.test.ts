import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSplit, type Split } from '../../src/relay/split.ts';
import { anyMonth, countsOf, insurer, mutation, plain } from '../support/monthly-files.ts';

const [mc, solidaris, rail] = [insurer('100'), insurer('300'), insurer('900')];
const [first, second] = ['08610100309', '15651200150'] as const;

function withSplit(body: (split: Split) => void): void {
  body(createSplit());
}

describe('a split', () => {
  it('has no part before anything is added', () => {
    withSplit((split) => {
      expect(split.insurers()).toEqual([]);
      expect(split.counts(mc)).toEqual({ new: 0, correction: 0, withdrawal: 0 });
      expect([...split.mutations(mc)]).toEqual([]);
    });
  });

  it('keeps each insurer its own records, in block order, by number and first day [A17][A21]', () => {
    withSplit((split) => {
      split.add(solidaris, mutation('withdrawal', first, '2022-01-01'));
      split.add(solidaris, mutation('new', second, '2022-01-01', '2022-12-31'));
      split.add(mc, mutation('correction', first, '2022-01-01'));
      split.add(solidaris, mutation('new', first, '2023-01-01'));
      split.add(solidaris, mutation('new', first, '2022-01-01', '2022-12-31'));

      expect(split.insurers()).toEqual([mc, solidaris]);
      expect(split.counts(solidaris)).toEqual({ new: 3, correction: 0, withdrawal: 1 });
      expect(plain(split.mutations(solidaris))).toEqual([
        `new ${first} 2022-01-01 2022-12-31`,
        `new ${first} 2023-01-01 open`,
        `new ${second} 2022-01-01 2022-12-31`,
        `withdrawal ${first} 2022-01-01 open`,
      ]);
      expect(plain(split.mutations(mc))).toEqual([`correction ${first} 2022-01-01 open`]);
      expect([...split.mutations(rail)]).toEqual([]);
    });
  });

  it('gives one record to several insurers', () => {
    withSplit((split) => {
      const withdrawal = mutation('withdrawal', first, '2022-01-01');
      split.add(mc, withdrawal);
      split.add(rail, withdrawal);
      expect([...split.mutations(mc)]).toEqual([withdrawal]);
      expect([...split.mutations(rail)]).toEqual([withdrawal]);
    });
  });

  it('refuses one record twice in a block of a part, and keeps the first', () => {
    withSplit((split) => {
      split.add(mc, mutation('new', first, '2022-01-01'));
      const again = () => split.add(mc, mutation('new', first, '2022-01-01', '2022-12-31'));
      expect(again).toThrow(expect.objectContaining({ code: 'monthly-file-invalid' }));
      expect(again).not.toThrow(first);
      expect(plain(split.mutations(mc))).toEqual([`new ${first} 2022-01-01 open`]);
      split.add(mc, mutation('withdrawal', first, '2022-01-01'));
      expect(split.counts(mc)).toEqual({ new: 1, correction: 0, withdrawal: 1 });
    });
  });

  it('loses, doubles and misroutes nothing [A22][A23]', () => {
    const codes = [mc, solidaris, rail];
    fc.assert(
      fc.property(anyMonth, fc.array(fc.nat(2), { minLength: 12, maxLength: 12 }), (month, choices) => {
        withSplit((split) => {
          const receiver = (index: number) => codes[choices[index] ?? 0] ?? mc;
          month.forEach((each, index) => {
            split.add(receiver(index), each);
          });
          for (const code of codes) {
            const expected = month.filter((_, index) => receiver(index) === code);
            expect(plain(split.mutations(code)).toSorted()).toEqual(plain(expected).toSorted());
            expect(split.counts(code)).toEqual(countsOf(expected));
          }
          expect(split.insurers()).toEqual([...new Set(month.map((_, index) => receiver(index)))].sort());
        });
      }),
    );
  });
});
