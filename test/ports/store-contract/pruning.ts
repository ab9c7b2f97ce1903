/** The contract of the store: a ledger whose beginning is pruned. */

import { describe, expect, test } from 'vitest';
import { frontierOf, proveConsistency, proveInclusion, rootAt, rootOf } from '../../../src/ledger/merkle.ts';
import { includes, isConsistent } from '../../../src/ledger/merkle-proof.ts';
import { keptSizes, type Pruning, pruningEvent } from '../../../src/ledger/pruned.ts';
import { verifyLedger } from '../../../src/ledger/verify.ts';
import type { Change, Store } from '../../../src/ports/store.ts';
import { day, instant } from '../../support/records.ts';
import { aDataKey, anAccount, aStep, at, created, type OpenStore, put, snapshot } from './examples.ts';

const due = instant('2032-03-05T10:00:00Z');

type PruneLedger = Extract<Change, { readonly change: 'prune-ledger' }>;

/** What is pruned by it: all before `entries`, so that it still proves that it grew from the sizes `seen`. */
async function pruningOf(store: Store, entries: number, seen: readonly number[]): Promise<Pruning> {
  const [last] = await Array.fromAsync(store.entries(entries - 1));
  return {
    entries,
    root: await rootAt(store.subtrees, entries),
    hash: last?.hash ?? '',
    written: day('2022-03-04'),
    lastDay: day('2032-03-04'),
    points: '18, 28',
    seen: new Map(seen.map((size) => [`party${size}`, size])),
    months: new Set(),
  };
}

async function prune(
  store: Store,
  entries: number,
  seen: readonly number[] = [],
  over: Partial<PruneLedger> = {},
) {
  const [first] = await Array.fromAsync(store.entries(0));
  const pruning = await pruningOf(store, entries, seen);
  const change: PruneLedger = {
    change: 'prune-ledger',
    from: first?.sequence ?? 0,
    entries,
    sizes: keptSizes(pruning),
    accounts: [],
    holds: [],
    ...over,
  };
  return await store.commit({ at: due, changes: [change], events: [pruningEvent(pruning, 'inami')] });
}

/** A ledger of so many entries, and the root at each of its sizes. */
async function grow(store: Store, size: number): Promise<string[]> {
  const roots = [await rootAt(store.subtrees, 0)];
  for (let number = 0; number < size; number += 1) {
    await store.commit(aStep([], { events: [{ event: 'site-opened', actor: `x${number}`, details: {} }] }));
    roots.push(await rootAt(store.subtrees, number + 1));
  }
  return roots;
}

const verified = (store: Store) => verifyLedger(store.entries(0), undefined, new Set(), store.subtrees);

/** That all entries that are left are proven, and that the ledger only grew from these sizes and all that follow. */
async function expectProofs(store: Store, roots: readonly string[], sizes: readonly number[]): Promise<void> {
  const { size } = await store.head();
  const root = await rootAt(store.subtrees, size);
  for await (const { sequence, hash } of store.entries(0)) {
    const path = await proveInclusion(store.subtrees, sequence, size);
    expect(includes({ size, root }, sequence, hash, path)).toBe(true);
  }
  const from = sizes.at(-1) ?? 0;
  for (const [before, rootBefore] of roots.entries()) {
    if (before < from && !sizes.includes(before)) continue;
    expect(await rootAt(store.subtrees, before), String(before)).toBe(rootBefore);
    const path = await proveConsistency(store.subtrees, before, size);
    expect(isConsistent({ size: before, root: rootBefore }, { size, root }, path)).toBe(true);
  }
}

export function pruningContract(oneStore: OpenStore): void {
  describe('a ledger whose first entries are pruned', () => {
    test('proves all that is left, and that it only grew from the sizes that others saw, time and again', async () => {
      const store = await oneStore();
      const roots = await grow(store, 23);
      for (const [entries, seen] of [
        [1, []],
        [6, [3]],
        [13, [3, 10]],
        [14, [3, 10, 13]],
        [21, [3, 10]],
      ] as const) {
        expect(await prune(store, entries, seen), String(entries)).toMatchObject({ committed: true });
        const { size } = await store.head();
        roots[size] = await rootAt(store.subtrees, size);
        expect((await Array.fromAsync(store.entries(0))).map(({ sequence }) => sequence)).toEqual(
          Array.from({ length: size - entries }, (_, place) => entries + place),
        );
        const known = roots.map((root) => root ?? '');
        await expectProofs(store, known, [...seen, entries]);
        expect(await verified(store)).toMatchObject({ ok: true, size, pruned: { entries, by: size - 1 } });
      }
    });

    test('proves the same where it is cut within the leaves that make up one row of the tree', async () => {
      const store = await oneStore();
      const roots = await grow(store, 100);
      for (const [entries, seen] of [
        [37, [11]],
        [64, [11, 40]],
        [90, [40, 77]],
      ] as const) {
        expect(await prune(store, entries, seen), String(entries)).toMatchObject({ committed: true });
        const { size } = await store.head();
        roots[size] = await rootAt(store.subtrees, size);
        await expectProofs(store, roots, [...seen, entries]);
      }
      for (let number = 0; number < 30; number += 1) await store.commit(aStep([]));
      expect(await verified(store)).toMatchObject({ ok: true, pruned: { entries: 90 } });
      await expectProofs(store, roots.slice(0, 104), [40, 77, 90]);
    });

    test('keeps no more hashes of what is gone than these proofs need', async () => {
      const store = await oneStore();
      const roots = await grow(store, 70);
      await prune(store, 66, [33]);
      const kept = [];
      for (let level = 0; level < 7; level += 1) {
        for (let index = 0; (index + 1) * 2 ** level <= 66; index += 1) {
          const found = await store.subtrees([{ level, index }]).catch(() => undefined);
          if (found !== undefined) kept.push(`${level}/${index}`);
        }
      }
      // 0–31 and 32 make up the tree of 33 leaves, 33, 34–35, 36–39, 40–47, 48–63 what followed; 64–65 the rest.
      expect(kept.filter((name) => !['1/16', '2/8', '3/4', '4/2', '5/1', '6/0'].includes(name))).toEqual([
        '0/32',
        '0/33',
        '1/17',
        '1/32',
        '2/9',
        '3/5',
        '4/3',
        '5/0',
      ]);
      expect(rootOf({ size: 66, hashes: await store.subtrees(frontierOf(66)) })).toBe(roots[66]);
      await expect(rootAt(store.subtrees, 20)).rejects.toMatchObject({ code: 'store-failed' });
    });

    test('loses with them the accounts and the ended holds that are named, and no hold in force', async () => {
      const store = await oneStore();
      const key = await created(store, aDataKey());
      const hold = { month: key.month, until: day('2028-06-30'), reason: 'claim-22/17', placedBy: 'anna-1' };
      for (const id of ['over', 'in force']) {
        await store.commit(aStep([{ change: 'place-hold', hold: { ...hold, id, placedAt: at } }]));
      }
      await store.commit(aStep([{ change: 'end-hold', hold: 'over', at }]));
      await put(store, anAccount({ name: 'gone' }));
      await put(store, anAccount({ name: 'stays' }));
      await prune(store, 3, [], { accounts: ['gone'], holds: ['over', 'in force'] });
      expect((await store.accounts()).map(({ name }) => name)).toEqual(['stays']);
      expect((await store.holds()).map(({ id }) => id)).toEqual(['in force']);
    });

    test.each([
      ['it begins elsewhere', { from: 1 }],
      ['none would be left', { entries: 9, sizes: [9] }],
      ['nothing would go', { entries: 0, sizes: [0] }],
      ['the sizes end elsewhere', { sizes: [3] }],
    ])('stays whole if %s', async (_why, over) => {
      const store = await oneStore();
      await grow(store, 9);
      const before = await snapshot(store);
      expect(await prune(store, 5, [], { accounts: ['x'], ...over })).toEqual({
        committed: false,
        conflict: 'ledger-pruned',
      });
      expect(await snapshot(store)).toEqual(before);
    });

    test('stays whole if the ledger is not told, or told of fewer', async () => {
      const store = await oneStore();
      await grow(store, 9);
      const before = await snapshot(store);
      const change: PruneLedger = {
        change: 'prune-ledger',
        from: 0,
        entries: 5,
        sizes: [5],
        accounts: [],
        holds: [],
      };
      const fewer = pruningEvent(await pruningOf(store, 4, []), 'inami');
      for (const step of [aStep([change]), aStep([change], { events: [fewer] })]) {
        await expect(store.commit(step)).rejects.toMatchObject({ code: 'store-failed' });
        expect(await snapshot(store)).toEqual(before);
      }
    });
  });
}
