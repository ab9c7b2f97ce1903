/** The contract of the store: the ledger. */

import { describe, expect, test } from 'vitest';
import { proveConsistency, proveInclusion, rootAt } from '../../../src/ledger/merkle.ts';
import { includes, isConsistent } from '../../../src/ledger/merkle-proof.ts';
import { verifyLedger } from '../../../src/ledger/verify.ts';
import type { NotedCheckpoint } from '../../../src/ports/store.ts';
import { aDataKey, aStep, at, expectConflict, type OpenStore } from './examples.ts';

export function ledgerContract(oneStore: OpenStore): void {
  describe('ledger', () => {
    test('is empty at first', async () => {
      const store = await oneStore();
      expect(await store.head()).toEqual({ size: 0, hash: '0'.repeat(64), at: null });
      expect(await Array.fromAsync(store.entries(0))).toEqual([]);
    });

    test('gets the entries of a step with the step, in one unbroken chain', async () => {
      const store = await oneStore();
      const result = await store.commit(
        aStep([], {
          events: [
            { event: 'site-opened', actor: 'inami', details: { b: 1, a: null } },
            { event: 'login-refused', actor: 'x', details: { reason: 'factors' } },
          ],
        }),
      );
      expect(result).toEqual({ committed: true, head: await store.head() });
      expect(await verifyLedger(store.entries(0), await store.head())).toMatchObject({ ok: true, size: 2 });
    });

    test('never runs back in time', async () => {
      const store = await oneStore();
      await store.commit(aStep([], { at: at.add({ hours: 1 }) }));
      await store.commit(aStep([], { at }));
      expect((await store.head()).at).toEqual(at.add({ hours: 1 }));
      expect(await verifyLedger(store.entries(0))).toMatchObject({ ok: true, size: 2 });
    });

    test('is read from any place on, beyond one page', async () => {
      const store = await oneStore();
      const [event] = aStep([]).events;
      for (let step = 0; step < 3; step += 1) {
        await store.commit(aStep([], { events: [event, ...Array.from({ length: 499 }, () => event)] }));
      }
      await store.commit(aStep([]));
      expect(await verifyLedger(store.entries(0))).toMatchObject({ ok: true, size: 1501 });
      expect((await Array.fromAsync(store.entries(1499))).map((entry) => entry.sequence)).toEqual([
        1499, 1500,
      ]);
      expect(await Array.fromAsync(store.entries(1501))).toEqual([]);
    });

    test('keeps the Merkle tree over its entries, however many a step brings', async () => {
      const store = await oneStore();
      const [event] = aStep([]).events;
      const roots = new Map<number, string>();
      for (let step = 0; step < 12; step += 1) {
        const events = [event, ...Array.from({ length: step % 5 }, () => event)] as const;
        await store.commit(aStep([], { events }));
        const { size } = await store.head();
        roots.set(size, await rootAt(store.subtrees, size));
      }
      const { size } = await store.head();
      const root = roots.get(size) ?? '';
      for await (const { sequence, hash } of store.entries(0)) {
        const path = await proveInclusion(store.subtrees, sequence, size);
        expect(includes({ size, root }, sequence, hash, path)).toBe(true);
      }
      for (const [before, rootBefore] of roots) {
        const path = await proveConsistency(store.subtrees, before, size);
        expect(isConsistent({ size: before, root: rootBefore }, { size, root }, path)).toBe(true);
      }
      await expect(store.subtrees([{ level: 5, index: 1 }])).rejects.toMatchObject({ code: 'store-failed' });
    });

    test('gives a history the same hashes in every release and on every database', async () => {
      const store = await oneStore();
      for (let number = 0; number < 70; number += 1) {
        const details = { parcel: `é${number}`, digest: null, bytes: number, again: number % 2 === 0 };
        const event = {
          event: 'parcel-collected',
          actor: `insurer-300-${number % 7}`,
          details,
        } as const;
        await store.commit(aStep([], { at: at.add({ seconds: number }), events: [event] }));
      }
      // As the release before the first form that computes small subtrees wrote them.
      expect((await store.head()).hash).toBe(
        '6319f19327b9ff1bb205dd626a9e29d689975d6bb11ccb6ea18837c182b8dca7',
      );
      expect(await rootAt(store.subtrees, 37)).toBe(
        '6e304add42961cc416f644875404e6d56fa333bc20225319a83f9faed50a43e4',
      );
      expect(await rootAt(store.subtrees, 70)).toBe(
        '91a14cd9e380ab0cc1bf94d6a7da96dfcb9faf21610f768475d45816314f6107',
      );
    });

    test('grows its tree with the step only', async () => {
      const store = await oneStore();
      await store.commit(aStep([]));
      const missing = { change: 'mark-collected', parcel: 'none', at } as const;
      expect(await store.commit(aStep([missing]))).toMatchObject({ committed: false });
      await expect(store.subtrees([{ level: 1, index: 0 }])).rejects.toMatchObject({ code: 'store-failed' });
      await store.commit(aStep([]));
      expect(await store.subtrees([{ level: 1, index: 0 }])).toEqual([await rootAt(store.subtrees, 2)]);
    });

    test('refuses an event that holds a social security number, with all that came with it', async () => {
      const store = await oneStore();
      const key = aDataKey();
      const leak = { event: 'record-held', actor: 'inami', details: { child: '15.65.12-001.50' } } as const;
      await expect(
        store.commit(aStep([{ change: 'create-data-key', key }], { events: [leak] })),
      ).rejects.toMatchObject({ code: 'internal' });
      expect(await store.dataKeys()).toEqual([]);
      expect((await store.head()).size).toBe(0);
    });
  });

  describe('checkpoint', () => {
    const known = (over: Partial<NotedCheckpoint> = {}): NotedCheckpoint => ({
      origin: 'passerelle/21-250/300',
      size: 7,
      note: 'signed\n',
      at,
      ...over,
    });
    const note = (checkpoint: NotedCheckpoint, after: number | null) =>
      ({ change: 'note-checkpoint', checkpoint, after }) as const;

    test('is known by origin, the last one of each', async () => {
      const store = await oneStore();
      expect(await store.checkpoints()).toEqual([]);
      const other = known({ origin: 'passerelle/21-250/100', size: 0, note: '' });
      await store.commit(aStep([note(known(), null), note(other, null)]));
      const later = known({ size: 9, note: 'signed again\n', at: at.add({ hours: 1 }) });
      expect(await store.commit(aStep([note(later, 7)]))).toMatchObject({ committed: true });
      expect(await store.checkpoints()).toEqual([other, later]);
    });

    test('is replaced only by one that was judged against it', async () => {
      const store = await oneStore();
      await expectConflict(store, [note(known(), 7)], 'checkpoint-changed');
      await store.commit(aStep([note(known(), null)]));
      await expectConflict(store, [note(known({ size: 9 }), null)], 'checkpoint-changed');
      await expectConflict(store, [note(known({ size: 9 }), 6)], 'checkpoint-changed');
      expect(await store.checkpoints()).toEqual([known()]);
    });
  });
}
