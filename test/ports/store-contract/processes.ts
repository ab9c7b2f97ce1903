/** The contract of the store: several processes on one database. */

import { describe, expect, test } from 'vitest';
import { rootAt } from '../../../src/ledger/merkle.ts';
import { verifyLedger } from '../../../src/ledger/verify.ts';
import type { Change, Store } from '../../../src/ports/store.ts';
import { aDataKey, addParcel, anAccount, aParcel, aStep, at, created, put, sealed } from './examples.ts';

export function processContract(openTwice: () => Promise<readonly [Store, Store]>): void {
  describe('failures', () => {
    test('are counted for each subject, and cleared', async () => {
      const [store, other] = await openTwice();
      expect(await store.failures('192.0.2.1')).toEqual({ failures: 0, last: null });
      expect(await store.countFailure('192.0.2.1', at)).toEqual({ failures: 1, last: at });
      const later = at.add({ seconds: 1 });
      expect(await other.countFailure('192.0.2.1', later)).toEqual({ failures: 2, last: later });
      expect(await store.countFailure('insurer-300', at)).toEqual({ failures: 1, last: at });
      await store.clearFailures('192.0.2.1');
      expect(await store.failures('192.0.2.1')).toEqual({ failures: 0, last: null });
      expect(await store.failures('insurer-300')).toEqual({ failures: 1, last: at });
    });

    test('are forgotten by their last moment, that moment included', async () => {
      const [store, other] = await openTwice();
      const [before, after] = [at.subtract({ seconds: 1 }), at.add({ milliseconds: 1 })];
      for (const [subject, last] of [
        ['long ago', before],
        ['just then', at],
        ['since', after],
      ] as const) {
        await store.countFailure(subject, last);
      }
      await store.countFailure('again', before);
      await store.countFailure('again', after);
      expect(await other.forgetFailuresUntil(at)).toBe(2);
      const left = async (subject: string) => (await store.failures(subject)).failures;
      expect(await Promise.all(['long ago', 'just then', 'since', 'again'].map(left))).toEqual([0, 0, 1, 2]);
      expect(await store.forgetFailuresUntil(at)).toBe(0);
    });

    test('of a burst are all counted', async () => {
      const stores = await openTwice();
      const counts = await Promise.all(
        Array.from({ length: 20 }).flatMap(() => stores.map((store) => store.countFailure('burst', at))),
      );
      expect(new Set(counts.map((count) => count.failures))).toHaveLength(40);
    });
  });

  describe('processes', () => {
    test('see what another has committed', async () => {
      const [one, other] = await openTwice();
      const parcel = await addParcel(one);
      expect(await other.parcels({})).toEqual([parcel]);
      expect(await other.chunk(parcel.id, 0)).toEqual(sealed);
    });

    test('see at once what another changes of what they have seen before', async () => {
      const [one, other] = await openTwice();
      await put(one, anAccount());
      const parcel = await addParcel(one);
      const seen = async () => ({
        account: await other.account('insurer-300'),
        accounts: await other.accounts(),
        parcels: await other.parcels({ name: parcel.name }),
        key: (await other.dataKey(parcel.dataKey))?.destroyedAt,
      });
      const before = { account: anAccount(), accounts: [anAccount()], parcels: [parcel], key: null };
      expect(await seen()).toEqual(before);
      const disabled = anAccount({ version: 2, status: 'disabled' });
      await put(one, disabled);
      await one.commit(aStep([{ change: 'mark-collected', parcel: parcel.id, at }]));
      const after = { account: disabled, accounts: [disabled], parcels: [{ ...parcel, collectedAt: at }] };
      expect(await seen()).toEqual({ ...after, key: null });
      await one.commit(aStep([{ change: 'destroy-data-key', key: parcel.dataKey, at }]));
      expect(await seen()).toEqual({ ...after, parcels: [], key: at });
    });

    test('run alone one at a time, and the next runs when the first has ended or failed', async () => {
      const [one, other] = await openTwice();
      let ran = false;
      await one.runAlone(async () => {
        const second = other.runAlone(async () => {
          ran = true;
        });
        await expect(second).rejects.toMatchObject({ code: 'already-running' });
        expect(await other.countFailure('a gateway goes on meanwhile', at)).toMatchObject({ failures: 1 });
      });
      expect(ran).toBe(false);
      await expect(one.runAlone(() => Promise.reject(new RangeError('work')))).rejects.toThrow('work');
      expect(await other.runAlone(async () => 'result')).toBe('result');
    });

    test('share one claim to each scheduled run', async () => {
      const stores = await openTwice();
      const claims = async (job: string, due: Temporal.Instant) =>
        (await Promise.all(stores.map((store) => store.claimRun(job, due)))).filter(Boolean).length;
      expect(await stores[0].lastRun('purge')).toBeNull();
      expect(await claims('purge', at)).toBe(1);
      expect(await claims('purge', at)).toBe(0);
      expect(await claims('relay', at)).toBe(1);
      expect(await claims('purge', at.subtract({ seconds: 1 }))).toBe(0);
      expect(await claims('purge', at.add({ hours: 24 }))).toBe(1);
      expect(await stores[1].lastRun('purge')).toEqual(at.add({ hours: 24 }));
    });

    test('use a TOTP step once, whichever of them', async () => {
      const stores = await openTwice();
      await put(stores[0], anAccount());
      const use: Change = { change: 'use-totp-step', account: 'insurer-300', step: 5 };
      const used = await Promise.all(stores.map((store) => store.commit(aStep([use]))));
      expect(used.filter(({ committed }) => committed)).toHaveLength(1);
      expect(used).toContainEqual({ committed: false, conflict: 'totp-step-used' });
    });

    test('add a parcel of one number once, whichever of them', async () => {
      const stores = await openTwice();
      const key = await created(stores[0], aDataKey());
      const added = await Promise.all(
        stores.map((store) => store.commit(aStep([{ change: 'add-parcel', parcel: aParcel(key) }]))),
      );
      expect(added.filter(({ committed }) => committed)).toHaveLength(1);
      expect(added).toContainEqual({ committed: false, conflict: 'parcel-exists' });
    });

    test('change an account from one version once, whichever of them', async () => {
      const stores = await openTwice();
      await put(stores[0], anAccount());
      const change: Change = { change: 'put-account', account: anAccount({ version: 2 }) };
      const changed = await Promise.all(stores.map((store) => store.commit(aStep([change]))));
      expect(changed.filter(({ committed }) => committed)).toHaveLength(1);
    });

    test('writing to one ledger at once leave one chain and its tree', async () => {
      const stores = await openTwice();
      await Promise.all(
        Array.from({ length: 20 }).flatMap(() => stores.map((store) => store.commit(aStep([])))),
      );
      const root = await rootAt(stores[1].subtrees, 40);
      const whole = { ok: true, size: 40, roots: new Map([[40, root]]) };
      expect(await verifyLedger(stores[0].entries(0))).toMatchObject(whole);
    });

    test('lose nothing when one of them scrubs', async () => {
      const [one, other] = await openTwice();
      const parcel = await addParcel(one);
      await other.scrub();
      expect(await one.parcels({})).toEqual([parcel]);
      expect(await one.chunk(parcel.id, 0)).toEqual(sealed);
      expect(await verifyLedger(one.entries(0))).toMatchObject({ ok: true, size: 1 });
    });
  });
}
