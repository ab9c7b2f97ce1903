import { expect, test } from 'vitest';
import { compareStatements } from '../../src/statements/compare.ts';
import type { Statement } from '../../src/statements/document.ts';
import { covers, formatScope } from '../../src/statements/scope.ts';
import { month } from '../support/records.ts';

const months = ['2022-03', '2022-04'];
const pruned = { entries: 9, by: 12, written: '2022-05-01', lastDay: '2032-05-01', points: '18, 28', months };

test('a scope covers the months that were asked for and of which the ledger still tells', () => {
  expect(formatScope(undefined, undefined)).toBe('all');
  expect(formatScope(month('2022-05'), pruned)).toBe('2022-05');
  const all = formatScope(undefined, pruned);
  expect(all).toBe('all, without 2022-03 2022-04: pruned from the ledger (points 18, 28)');
  expect(['2022-03', '2022-04', '2022-05'].map((each) => covers(all, each))).toEqual([false, false, true]);
  expect(covers(formatScope(month('2022-03'), pruned), '2022-03')).toBe(false);
  expect(covers('2022-05', '2022-05')).toBe(true);
  expect(covers('2022-05', '2022-06')).toBe(false);
  expect(covers('everything, without 2022-03', '2022-05')).toBe(false);
});

test('a site that tells nothing of a month any more does not disagree on it, and still does on others', () => {
  const head = {
    deliberation: '21/250',
    clauses: 'ab'.repeat(32),
    mode: 'rehearsal',
    made: '',
    ledger: '',
    signature: '',
  } as const;
  const statement = (site: string, scope: string, records: Readonly<Record<string, number>>): Statement => ({
    head: { ...head, site, scope },
    months: Object.entries(records).map(([of, count]) => ({
      month: month(of),
      figures: [['records inami>300', count]],
    })),
  });
  const ours = statement('inami', formatScope(undefined, pruned), { '2022-05': 7 });
  const theirs = (may: number) => statement('300', 'all', { '2022-03': 4, '2022-05': may });
  expect(compareStatements(ours, theirs(7)).difference).toBeNull();
  expect(compareStatements(ours, theirs(8)).difference).toMatchObject({
    month: '2022-05',
    one: '7',
    other: '8',
  });
});
