import { readdirSync, readlinkSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeDay,
  decodeEnd,
  decodeSsin,
  encodeDay,
  encodeEnd,
  encodeSsin,
  openScratch,
} from '../../src/tables/scratch.ts';
import { anyDay, anySsin } from '../support/records.ts';

describe('a scratch', () => {
  it('keeps rows in the order that is asked for', () => {
    const scratch = openScratch('CREATE TABLE pair (a INTEGER PRIMARY KEY, b INTEGER)');
    const insert = scratch.prepare('INSERT INTO pair VALUES (?, ?) ON CONFLICT DO NOTHING');
    expect([insert(2, 20), insert(1, 10), insert(2, 30)]).toEqual([1, 1, 0]);
    expect([...scratch.query('SELECT a, b FROM pair WHERE b >= ? ORDER BY a')(10)]).toEqual([
      [1, 10],
      [2, 20],
    ]);
    expect(scratch.lookup('SELECT b FROM pair WHERE a = ?')(2)).toEqual([[20]]);
    scratch.run('DELETE FROM pair');
    expect([...scratch.query('SELECT a FROM pair')()]).toEqual([]);
    scratch.close();
  });

  it.runIf(process.platform === 'linux')('opens no file, not even to sort more than its cache holds', () => {
    const openFiles = () =>
      readdirSync('/proc/self/fd').flatMap((descriptor) => {
        try {
          return [readlinkSync(`/proc/self/fd/${descriptor}`)];
        } catch {
          return []; // Closed since it was listed.
        }
      });
    const before = new Set(openFiles());
    const scratch = openScratch('CREATE TABLE wide (a INTEGER, b INTEGER, c INTEGER)');
    scratch.run(`INSERT INTO wide WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400000)
      SELECT (i * 7919) % 400009, i, -i FROM n`);
    const [[smallest = 0] = []] = [...scratch.query('SELECT a FROM wide ORDER BY a, b LIMIT 1')()];
    const sorted = scratch.query('SELECT a, b, c FROM wide ORDER BY a, b, c')();
    for (const [a] of sorted) {
      expect(a).toBe(smallest);
      expect(openFiles().filter((file) => file.startsWith('/') && !before.has(file))).toEqual([]);
      break;
    }
    scratch.close();
  });

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
});
