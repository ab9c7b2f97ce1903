import { describe, expect, test } from 'vitest';
import { n21250 as deliberation } from '../../src/deliberations/n21-250.ts';
import type { EventName, LedgerEvent } from '../../src/ledger/event.ts';
import { rootAt } from '../../src/ledger/merkle.ts';
import { readEntry } from '../../src/ledger/read.ts';
import { verifyLedger } from '../../src/ledger/verify.ts';
import type { Store } from '../../src/ports/store.ts';
import { confirmHold, placeHold } from '../../src/retention/holds.ts';
import { pruneLog } from '../../src/retention/prune-log.ts';
import { purgeDue } from '../../src/retention/purge.ts';
import { bareAccount } from '../support/accounts.ts';
import { faultyStore } from '../support/faulty-store.ts';
import { day, instant, month } from '../support/records.ts';
import { aHolder, receive } from './holder.ts';

/** Writes one entry at each of these times. */
async function write(
  store: Store,
  times: readonly string[],
  event: EventName = 'login-accepted',
  details: LedgerEvent['details'] = {},
): Promise<void> {
  for (const time of times) {
    await store.commit({ at: instant(time), changes: [], events: [{ event, actor: 'reader-300', details }] });
  }
}

async function ledgerOf(...times: readonly string[]): Promise<Store> {
  const { store } = await aHolder();
  await write(store, times);
  return store;
}

/** Numbers of the entries that are left after a run on that day. */
async function leftAfter(store: Store, time: string): Promise<readonly number[]> {
  await pruneLog({ store, deliberation, actor: 'inami', now: instant(time) });
  return (await Array.fromAsync(store.entries(0))).map(({ sequence }) => sequence);
}

const verified = (store: Store) => verifyLedger(store.entries(0), undefined, new Set(), store.subtrees);
const namesOf = async (store: Store) =>
  (await Array.fromAsync(store.entries(0))).map((stored) => readEntry(stored).event);

describe('the ten years of the log', () => {
  test.each([
    // Written at 23:59 and at 00:00 in Brussels, in winter and in summer.
    ['2022-03-04T22:59:59Z', '2032-03-04T22:59:59Z', '2032-03-04T23:00:00Z'],
    ['2022-03-04T23:00:00Z', '2032-03-05T22:59:59Z', '2032-03-05T23:00:00Z'],
    ['2022-07-01T21:59:59Z', '2032-07-01T21:59:59Z', '2032-07-01T22:00:00Z'],
    ['2022-07-01T22:00:00Z', '2032-07-02T21:59:59Z', '2032-07-02T22:00:00Z'],
    // Ten years after a leap day there is none: 28 February is the last. And one is counted in between as any other.
    ['2024-02-29T12:00:00Z', '2034-02-28T22:59:59Z', '2034-02-28T23:00:00Z'],
    ['2022-02-28T12:00:00Z', '2032-02-28T22:59:59Z', '2032-02-28T23:00:00Z'],
    ['2022-03-01T12:00:00Z', '2032-03-01T22:59:59Z', '2032-03-01T23:00:00Z'],
  ])('of an entry of %s are not over at %s, and are at %s [A50]', async (written, before, after) => {
    const store = await ledgerOf(written, '2030-01-01T10:00:00Z');
    expect(await leftAfter(store, before)).toEqual([0, 1]);
    expect(await leftAfter(store, after)).toEqual([1, 2]);
    expect(await verified(store)).toMatchObject({ ok: true, size: 3, pruned: { entries: 1, by: 2 } });
  });

  test('are told in the ledger: until which entry, by which points, counted from which day [A50]', async () => {
    const store = await ledgerOf('2022-03-04T10:00:00Z', '2022-03-05T23:30:00Z', '2030-01-01T10:00:00Z');
    const [root, { hash }] = [
      await rootAt(store.subtrees, 2),
      (await Array.fromAsync(store.entries(0)))[1] ?? { hash: '' },
    ];
    await leftAfter(store, '2032-03-07T10:00:00Z');
    const told = readEntry((await Array.fromAsync(store.entries(3)))[0] ?? expect.fail());
    expect(told).toMatchObject({
      event: 'log-pruned',
      actor: 'inami',
      details: {
        entries: 2,
        root,
        hash,
        written: '2022-03-06',
        lastDay: '2032-03-06',
        points: '18, 28',
        seen: '',
        months: '',
      },
    });
  });

  test('end for a beginning only, and the newest entry stays', async () => {
    const store = await ledgerOf('2022-03-04T10:00:00Z', '2022-03-05T10:00:00Z');
    expect(await leftAfter(store, '2040-01-01T10:00:00Z')).toEqual([1, 2]);
    expect(await leftAfter(store, '2040-01-02T10:00:00Z')).toEqual([2, 3]);
    // What is left says nothing of anybody: it would only be replaced by its like, for ever.
    expect(await leftAfter(store, '2060-01-01T10:00:00Z')).toEqual([2, 3]);
    await write(store, ['2060-01-01T10:00:00Z', '2060-01-01T10:00:00Z']);
    expect(await leftAfter(store, '2070-01-02T10:00:00Z')).toEqual([5, 6]);
    expect(await verified(store)).toMatchObject({ ok: true, size: 7, pruned: { entries: 5 } });
  });

  test('do not begin anew when a clock runs back', async () => {
    const store = await ledgerOf('2032-03-04T10:00:00Z', '2022-03-04T10:00:00Z');
    expect(await leftAfter(store, '2040-03-04T10:00:00Z')).toEqual([0, 1]);
    expect(await leftAfter(store, '2022-03-04T10:00:00Z')).toEqual([0, 1]);
  });
});

describe('what is kept longer', () => {
  test('is all that was written since something was received of a month that is kept still, be it by a hold [A50]', async () => {
    const { store, ...holder } = await aHolder();
    await write(store, ['2022-03-03T10:00:00Z']);
    await receive({ store, ...holder }, instant('2022-03-04T10:00:00Z'), undefined);
    const held = month('2022-03');
    const at = (time: string) => ({
      store,
      deliberation,
      clock: { now: () => instant(time), authenticatorTime: () => instant(time) },
    });
    // No hold may last that long; holds that follow one another may.
    for (let year = 2028; year < 2033; year += 1) {
      const until = day(`${year + 1}-03-04`);
      const { id } = await placeHold(
        at(`${year}-03-04T10:00:00Z`),
        { month: held, until, reason: 'claim-22/17' },
        { name: 'anna-1' },
      );
      await confirmHold(at(`${year}-03-04T10:00:00Z`), id, { name: 'bert-1' });
    }
    const now = instant('2032-12-31T10:00:00Z');
    expect((await purgeDue({ store, deliberation, actor: 'inami', now })).purged).toEqual([]);
    expect((await leftAfter(store, '2032-12-31T10:00:00Z')).at(0)).toBe(1);

    // The hold is over: the month goes, and with it the reason to keep what the ledger told of it.
    const later = instant('2033-03-05T10:00:00Z');
    expect((await purgeDue({ store, deliberation, actor: 'inami', now: later })).purged).toHaveLength(1);
    await leftAfter(store, '2033-03-05T10:00:00Z');
    expect((await namesOf(store)).slice(0, 2)).toEqual(['hold-placed', 'hold-confirmed']);
    expect(await verified(store)).toMatchObject({ ok: true, pruned: { entries: 2 } });
  });

  test('is the purge of 2028, and its proof, until ten years later', async () => {
    const holder = await aHolder();
    await receive(holder, instant('2022-03-04T10:00:00Z'));
    await purgeDue({
      store: holder.store,
      deliberation,
      actor: 'inami',
      now: instant('2028-03-05T10:00:00Z'),
    });
    await leftAfter(holder.store, '2038-03-05T10:00:00Z');
    expect(await namesOf(holder.store)).toEqual(['data-purged', 'log-pruned']);
    await leftAfter(holder.store, '2038-03-06T10:00:00Z');
    expect(await namesOf(holder.store)).toEqual(['log-pruned', 'log-pruned']);
  });

  test('is the proof that the ledger only grew from what each party last saw', async () => {
    const store = await ledgerOf(...Array.from({ length: 9 }, () => '2022-03-04T10:00:00Z'));
    const roots = [];
    for (let size = 0; size <= 9; size += 1) roots.push(await rootAt(store.subtrees, size));
    for (const [by, size] of [
      ['300', 3],
      ['opgroeien', 4],
      ['300', 7],
    ] as const) {
      await write(store, ['2022-03-04T10:00:00Z'], 'checkpoint-cosigned', {
        by,
        size,
        root: roots[size] ?? '',
      });
    }
    await write(store, ['2024-01-01T10:00:00Z', '2030-01-01T10:00:00Z']);
    await leftAfter(store, '2032-03-05T10:00:00Z');
    await leftAfter(store, '2034-01-02T10:00:00Z');
    expect(await rootAt(store.subtrees, 7)).toBe(roots[7]);
    expect(await rootAt(store.subtrees, 4)).toBe(roots[4]);
    await expect(rootAt(store.subtrees, 3)).rejects.toMatchObject({ code: 'store-failed' });
    expect(await verified(store)).toMatchObject({
      pruned: {
        entries: 13,
        seen: new Map([
          ['300', 7],
          ['opgroeien', 4],
        ]),
      },
    });
  });
});

test('what a party saw last is kept from pruning to pruning, and what it saw before is not', async () => {
  const store = await ledgerOf(...Array.from({ length: 6 }, () => '2022-03-04T10:00:00Z'));
  const cosigned = async (size: number, time: string) =>
    write(store, [time], 'checkpoint-cosigned', {
      by: '300',
      size,
      root: await rootAt(store.subtrees, size),
    });
  await cosigned(3, '2022-03-04T11:00:00Z');
  await cosigned(5, '2023-03-04T11:00:00Z');
  await write(store, ['2024-03-04T11:00:00Z', '2025-03-04T11:00:00Z', '2031-01-01T10:00:00Z']);
  const root = await rootAt(store.subtrees, 5);
  for (const time of ['2032-03-05', '2033-03-05', '2034-03-05', '2035-03-05']) {
    await leftAfter(store, `${time}T12:00:00Z`);
    expect(await rootAt(store.subtrees, 5)).toBe(root);
    expect(await verified(store)).toMatchObject({ ok: true, pruned: { seen: new Map([['300', 5]]) } });
  }
  await expect(rootAt(store.subtrees, 3)).rejects.toMatchObject({ code: 'store-failed' });
});

describe('accounts and holds', () => {
  test('that are over go with the last entry that names them', async () => {
    const { store } = await aHolder();
    const put = (name: string, status: 'active' | 'revoked') =>
      store.commit({
        at: instant('2022-03-04T10:00:00Z'),
        changes: [{ change: 'put-account', account: { ...bareAccount, name, status, version: 1 } }],
        events: [{ event: 'account-enrolled', actor: 'inami', details: { account: name } }],
      });
    await put('revoked-long-ago', 'revoked');
    await put('revoked-later', 'revoked');
    await put('active-still', 'active');
    await write(store, ['2031-03-04T10:00:00Z'], 'account-revoked', { account: 'revoked-later' });
    await leftAfter(store, '2032-03-05T10:00:00Z');
    expect((await store.accounts()).map(({ name }) => name)).toEqual(['active-still', 'revoked-later']);
  });
});

describe('a run', () => {
  test('that finds the ledger broken prunes nothing', async () => {
    const store = await ledgerOf('2022-03-04T10:00:00Z', '2022-03-05T10:00:00Z', '2030-01-01T10:00:00Z');
    const altered: Store = {
      ...store,
      async *entries(from) {
        for await (const stored of store.entries(from))
          yield stored.sequence === 1 ? { ...stored, hash: 'ab'.repeat(32) } : stored;
      },
    };
    await expect(leftAfter(altered, '2032-03-06T10:00:00Z')).rejects.toMatchObject({ code: 'ledger-broken' });
    expect((await Array.fromAsync(store.entries(0))).length).toBe(3);
  });

  test.each([true, false])(
    'that breaks is made good by the next, whether its step was kept (%s) or not',
    async (persisted) => {
      const store = await ledgerOf('2022-03-04T10:00:00Z', '2030-01-01T10:00:00Z');
      const scrubs: string[] = [];
      const counted = (run: string, of: Store): Store => ({
        ...of,
        scrub: async () => void scrubs.push(run),
      });
      const { store: faulty } = faultyStore(store, { at: 0, persisted });
      await expect(leftAfter(counted('broken', faulty), '2032-03-05T10:00:00Z')).rejects.toMatchObject({
        code: 'store-failed',
      });
      expect((await Array.fromAsync(store.entries(0))).map(({ sequence }) => sequence)).toEqual(
        persisted ? [1, 2] : [0, 1],
      );
      expect(await leftAfter(counted('next', store), '2032-03-06T10:00:00Z')).toEqual([1, 2]);
      expect(scrubs).toEqual(['next']);
      expect(await leftAfter(counted('a week later', store), '2032-03-13T10:00:00Z')).toEqual([1, 2]);
      expect(scrubs).toEqual(['next']);
      expect((await namesOf(store)).filter((name) => name === 'log-pruned')).toHaveLength(1);
    },
  );

  test('beside another prunes once', async () => {
    const store = await ledgerOf('2022-03-04T10:00:00Z', '2022-03-04T11:00:00Z', '2030-01-01T10:00:00Z');
    await Promise.all([leftAfter(store, '2032-03-05T10:00:00Z'), leftAfter(store, '2032-03-05T10:00:00Z')]);
    expect(await namesOf(store)).toEqual(['login-accepted', 'log-pruned']);
  });
});
