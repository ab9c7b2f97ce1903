import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { openSqliteStore } from '../../src/adapters/store-sqlite.ts';
import { n21250 as deliberation } from '../../src/deliberations/n21-250.ts';
import { lastDayLogged, loggedYears } from '../../src/ledger/keeping.ts';
import { purgeDue } from '../../src/retention/purge.ts';
import { aStep } from '../ports/store-contract/examples.ts';
import { day, instant } from '../support/records.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

async function ledgerOf(...times: readonly string[]) {
  const file = path.join(await temporaryFolder(), 'site.db');
  const identity = {
    site: 'inami',
    mode: 'rehearsal',
    deliberation: '21/250',
    policy: 'f'.repeat(64),
  } as const;
  const store = await openSqliteStore(file, { create: true, identity });
  onTestFinished(() => store.close());
  for (const time of times) await store.commit(aStep([], { at: instant(time) }));
  return { file, store };
}

test('an entry is kept ten years, counted in days of Brussels, and listed under the year that it was written in', async () => {
  const { store } = await ledgerOf('2022-03-04T10:00:00Z', '2022-12-31T22:59:59Z', '2022-12-31T23:00:00Z');
  const listed = (today: string) => loggedYears(store.entries(0), deliberation, day(today));
  expect(await listed('2032-03-04')).toMatchObject([{ over: 0 }, { over: 0 }]);
  expect(await listed('2032-03-05')).toEqual([
    { year: 2022, first: 0, last: 1, keptFrom: day('2032-03-04'), keptThrough: day('2032-12-31'), over: 1 },
    { year: 2023, first: 2, last: 2, keptFrom: day('2033-01-01'), keptThrough: day('2033-01-01'), over: 0 },
  ]);
  expect((await listed('2033-01-02')).map(({ over }) => over)).toEqual([2, 1]);
  expect(lastDayLogged(deliberation, instant('2024-02-29T12:00:00Z')).toString()).toBe('2034-02-28');
});

test('an entry whose time is over is neither deleted nor emptied, by the purge or by hand', async () => {
  const { file, store } = await ledgerOf('2022-03-04T10:00:00Z');
  const before = await Array.fromAsync(store.entries(0));
  await purgeDue({ store, deliberation, actor: 'inami', now: instant('2040-01-01T10:00:00Z') });
  expect(await Array.fromAsync(store.entries(0))).toEqual(before);
  const database = new DatabaseSync(file);
  onTestFinished(() => database.close());
  for (const sql of ['DELETE FROM ledger', "UPDATE ledger SET bytes = x''", 'DELETE FROM ledger_subtree']) {
    if (sql.endsWith('subtree')) {
      const [event] = aStep([]).events;
      const events = [event, ...Array.from({ length: 31 }, () => event)] as const;
      await store.commit(aStep([], { at: instant('2040-01-01T10:00:00Z'), events }));
    }
    expect(() => database.exec(sql), sql).toThrow(/only appended to/);
  }
  expect((await Array.fromAsync(store.entries(0))).slice(0, 1)).toEqual(before);
});
