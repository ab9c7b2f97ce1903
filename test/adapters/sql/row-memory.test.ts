import { describe, expect, test } from 'vitest';
import { readingOnce } from '../../../src/adapters/sql/row-memory.ts';

function reader() {
  const read: unknown[] = [];
  const readRow = readingOnce('id', (row) => {
    read.push(row);
    return { row };
  });
  return { read, readRow };
}

describe('a row', () => {
  test('that comes again as it was is not read again', () => {
    const { read, readRow } = reader();
    const first = readRow({ id: 'a', size: 1, at: null });
    expect(readRow({ id: 'b', size: 1, at: null })).not.toBe(first);
    expect(readRow({ id: 'a', size: 1, at: null })).toBe(first);
    expect(read).toHaveLength(2);
  });

  test.each([
    { id: 'a', size: 2, at: null },
    { id: 'a', size: 1, at: 0 },
  ])('of which one column changed is read again: %o', (changed) => {
    const { readRow } = reader();
    const before = { id: 'a', size: 1, at: null };
    readRow(before);
    expect(readRow(changed)).toEqual({ row: changed });
    expect(readRow(before)).toEqual({ row: before });
  });

  test('with bytes in it is always read', () => {
    const { read, readRow } = reader();
    const bytes = () => ({ id: 'a', bytes: Uint8Array.of(1) });
    expect(readRow(bytes())).not.toBe(readRow(bytes()));
    expect(read).toHaveLength(2);
  });

  test('that is refused is refused again', () => {
    const readRow = readingOnce('id', () => {
      throw new RangeError('no such row');
    });
    for (const row of [{ id: 'a' }, { id: 'a' }, undefined])
      expect(() => readRow(row)).toThrow('no such row');
  });

  test('is forgotten when there are too many, and read right again', () => {
    const { read, readRow } = reader();
    for (let id = 0; id < 300; id += 1) expect(readRow({ id })).toEqual({ row: { id } });
    expect(readRow({ id: 0 })).toEqual({ row: { id: 0 } });
    expect(read).toHaveLength(301);
  });
});
