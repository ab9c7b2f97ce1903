import { describe, expect, test } from 'vitest';
import { n21250 as deliberation } from '../../src/deliberations/n21-250.ts';
import { purgeCalendar, stillRunning } from '../../src/retention/calendar.ts';
import { purgeDue } from '../../src/retention/purge.ts';
import { child, day, instant, newRecords } from '../support/records.ts';
import { aHolder, receive, vault } from './holder.ts';

describe('the calendar of purges', () => {
  test('names each living key with its last day, the first due first', async () => {
    const holder = await aHolder();
    const april = await receive(holder, instant('2022-04-04T10:00:00Z'));
    const march = await receive(holder, instant('2022-03-31T22:30:00Z'));
    expect(await purgeCalendar(holder.store, deliberation)).toEqual([
      { key: march.stored.id, month: '2022-04', received: day('2022-04-01'), lastDay: day('2028-04-01') },
      { key: april.stored.id, month: '2022-04', received: day('2022-04-04'), lastDay: day('2028-04-04') },
    ]);
    const now = instant('2028-04-02T10:00:00Z');
    await purgeDue({ store: holder.store, deliberation, actor: 'inami', now });
    expect(await purgeCalendar(holder.store, deliberation)).toHaveLength(1);
  });

  test('warns of records whose period still runs on the day of the purge, ninety days before', async () => {
    const holder = await aHolder();
    const record = (number: number, end: string | null, operation: 'new' | 'withdrawal' = 'new') => ({
      operation,
      record: {
        ssin: child(number),
        period: { start: day('2022-01-01'), end: end === null ? null : day(end) },
      },
    });
    const { stored, ...under } = await receive(holder, instant('2022-03-04T10:00:00Z'), [
      record(1, null),
      record(2, '2028-03-05'),
      record(3, '2028-03-04'),
      record(4, null, 'withdrawal'),
    ]);
    const relayed = { direction: 'outbound', sender: 'inami', receiver: '300' } as const;
    await receive(holder, instant('2022-03-04T10:00:00Z'), [record(1, null)], relayed, { stored, ...under });
    await receive(holder, instant('2022-03-05T10:00:00Z'), [record(5, '2022-12-31')]);
    const warned = (today: string, within?: Temporal.Duration) =>
      stillRunning({ store: holder.store, vault, deliberation }, day(today), within);
    expect(await warned('2027-12-05')).toEqual([]);
    expect(await warned('2027-12-06')).toEqual([
      {
        key: stored.id,
        month: '2022-03',
        received: day('2022-03-04'),
        lastDay: day('2028-03-04'),
        records: 2,
      },
    ]);
    expect(await warned('2027-01-01', Temporal.Duration.from({ years: 2 }))).toHaveLength(1);
  });

  test('warns a publisher too, that receives nothing', async () => {
    const holder = await aHolder('opgroeien');
    await receive(holder, instant('2022-03-04T10:00:00Z'), newRecords(3), { direction: 'outbound' });
    const warnings = await stillRunning({ store: holder.store, vault, deliberation }, day('2028-03-01'));
    expect(warnings.map((warning) => warning.records)).toEqual([1]);
  });
});
