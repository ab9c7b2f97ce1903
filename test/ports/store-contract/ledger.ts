/** The contract of the store: the ledger. */

import { describe, expect, test } from 'vitest';
import { verifyLedger } from '../../../src/ledger/verify.ts';
import { aDataKey, aStep, at, type OpenStore } from './examples.ts';

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
}
