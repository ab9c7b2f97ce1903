import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCollectionBook } from '../../../src/gateway/collection-book.ts';
import { type Coverage, cover, isWhole, nothingCovered } from '../../../src/gateway/sftp/coverage.ts';
import { createDraft } from '../../../src/gateway/sftp/draft.ts';

const range = fc.tuple(fc.nat(60), fc.nat(20)).map(([start, length]) => [start, start + length] as const);

describe('coverage', () => {
  it('knows exactly which bytes were touched, in whatever order', () => {
    fc.assert(
      fc.property(fc.array(range, { maxLength: 20 }), fc.nat(80), (ranges, size) => {
        const touched = new Set<number>();
        let coverage: Coverage = nothingCovered;
        for (const [start, end] of ranges) {
          coverage = cover(coverage, start, end);
          for (let byte = start; byte < end; byte += 1) touched.add(byte);
        }
        const covered = coverage.flatMap(([start, end]) =>
          Array.from({ length: end - start }, (_, at) => start + at),
        );
        expect(covered).toEqual([...touched].sort((a, b) => a - b));
        const whole = Array.from({ length: size }, (_, byte) => byte).every((byte) => touched.has(byte));
        // Bytes beyond the end, and holes before them, do not matter to a reader that never gets them.
        if (whole && coverage.length <= 1) expect(isWhole(coverage, size)).toBe(true);
        if (!whole) expect(isWhole(coverage, size)).toBe(false);
      }),
    );
  });

  it('does not grow without end when every other byte is read', () => {
    let coverage: Coverage = nothingCovered;
    for (let byte = 0; byte < 100_000; byte += 2) coverage = cover(coverage, byte, byte + 1);
    expect(coverage.length).toBeLessThanOrEqual(256);
    expect(isWhole(coverage, 100_000)).toBe(false);
  });
});

describe('the collection book', () => {
  it('counts a parcel as read whole once, over all readings of one account [threat 45]', () => {
    const book = createCollectionBook();
    book.add('insurer-300', 'a', 0, 50);
    book.add('insurer-100', 'a', 50, 100);
    expect(book.takeWhole('insurer-300', 'a', 100)).toBe(false);
    book.add('insurer-300', 'a', 50, 100);
    expect(book.takeWhole('insurer-300', 'a', 100)).toBe(true);
    expect(book.takeWhole('insurer-300', 'a', 100)).toBe(false);
    expect(book.takeWhole('insurer-100', 'a', 100)).toBe(false);
  });

  it('forgets the oldest readings first', () => {
    const book = createCollectionBook();
    book.add('insurer-300', 'first', 0, 10);
    for (let number = 0; number < 1000; number += 1) book.add('insurer-300', String(number), 0, 10);
    expect(book.takeWhole('insurer-300', 'first', 10)).toBe(false);
    expect(book.takeWhole('insurer-300', '999', 10)).toBe(true);
  });
});

describe('a receipt being written', () => {
  it('is put together from pieces in any order', () => {
    const draft = createDraft(100);
    expect(draft.write(5n, Buffer.from('world'))).toBe(true);
    expect(draft.finish()).toBe('incomplete');
    expect(draft.write(0n, Buffer.from('hello'))).toBe(true);
    expect(Buffer.from(draft.finish()).toString()).toBe('helloworld');
    expect(draft.size()).toBe(10);
  });

  it('never takes more than its greatest size, wherever it is written', () => {
    for (const offset of [100n, 2n ** 32n, 2n ** 64n - 1n]) {
      const draft = createDraft(100);
      expect(draft.write(offset, Buffer.from('x'))).toBe(false);
      expect(draft.size()).toBe(0);
      expect(draft.finish()).toBe('too-large');
    }
    const full = createDraft(100);
    expect(full.write(0n, Buffer.alloc(100))).toBe(true);
    expect(full.write(99n, Buffer.alloc(2))).toBe(false);
    expect(full.finish()).toBe('too-large');
  });
});
