import { describe, expect, it } from 'vitest';
import { growingColumns } from '../../src/tables/growing-columns.ts';

describe('growing columns', () => {
  it('keep each row as they grow', () => {
    const rows = growingColumns((length) => ({ a: new Float64Array(length), b: new Uint8Array(length) }));
    expect(rows.length).toBe(0);
    for (let number = 0; number < 5000; number += 1) {
      const row = rows.append();
      expect(row).toBe(number);
      rows.columns.a[row] = number * 2 ** 40;
      rows.columns.b[row] = number % 200;
    }
    expect(rows.length).toBe(5000);
    for (let row = 0; row < 5000; row += 1) {
      expect([rows.columns.a[row], rows.columns.b[row]]).toEqual([row * 2 ** 40, row % 200]);
    }
  });
});
