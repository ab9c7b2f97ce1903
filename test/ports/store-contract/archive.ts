/** The contract of the store: what is kept of parcels, until its key is destroyed. */

import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { HeldRecord, Parcel } from '../../../src/ports/parcel.ts';
import {
  aDataKey,
  addParcel,
  aParcel,
  aStep,
  at,
  created,
  expectConflict,
  type OpenStore,
  sealed,
  tag,
} from './examples.ts';

export function archiveContract(oneStore: OpenStore): void {
  describe('access register', () => {
    test('finds every block of every visible parcel with one of the tags', async () => {
      const store = await oneStore();
      const key = await created(store, aDataKey());
      const first = aParcel(key);
      await store.stageBlock(first.id, 0, sealed, [tag(1), tag(2), tag(2)]);
      await store.stageBlock(first.id, 1, sealed, [tag(2)]);
      await store.stageBlock('never visible', 0, sealed, [tag(2)]);
      await store.commit(aStep([{ change: 'add-parcel', parcel: first }]));
      const second = await addParcel(store, { sequenceNumber: 2 }, key);
      const found = await store.whereabouts([tag(2), tag(7)]);
      expect(new Set(found)).toEqual(
        new Set([
          { tag: tag(2), parcel: first.id, block: 0 },
          { tag: tag(2), parcel: first.id, block: 1 },
          { tag: tag(2), parcel: second.id, block: 0 },
        ]),
      );
      expect(await store.whereabouts([])).toEqual([]);
    });
  });

  describe('held records', () => {
    function held(parcel: Parcel, over: Partial<HeldRecord> = {}): HeldRecord {
      return {
        id: randomUUID(),
        parcel: parcel.id,
        block: 0,
        slot: 1,
        operation: 'new',
        reason: 'multiple-insurers',
        since: at,
        ...over,
      };
    }

    test('are listed oldest first, and released once', async () => {
      const store = await oneStore();
      const parcel = await addParcel(store);
      const younger = held(parcel, { since: at.add({ hours: 1 }) });
      const older = held(parcel, { slot: 0, reason: 'no-insurer' });
      await store.commit(
        aStep([
          { change: 'hold-record', held: younger },
          { change: 'hold-record', held: older },
        ]),
      );
      expect(await store.heldRecords()).toEqual([older, younger]);
      await store.commit(aStep([{ change: 'release-held', held: older.id }]));
      expect(await store.heldRecords()).toEqual([younger]);
      await expectConflict(store, [{ change: 'release-held', held: older.id }], 'no-such-held');
    });

    test('hold each place once, of a parcel that is there', async () => {
      const store = await oneStore();
      const parcel = await addParcel(store);
      await store.commit(aStep([{ change: 'hold-record', held: held(parcel) }]));
      await expectConflict(store, [{ change: 'hold-record', held: held(parcel) }], 'held-exists');
      const stray = held(aParcel(aDataKey()));
      await expectConflict(store, [{ change: 'hold-record', held: stray }], 'no-such-parcel');
    });
  });

  describe('data keys', () => {
    test('are listed by anchor, destroyed ones without their key', async () => {
      const store = await oneStore();
      const later = await created(store, aDataKey({ anchor: at.add({ hours: 24 }) }));
      const earlier = await created(store, aDataKey());
      await store.commit(aStep([{ change: 'destroy-data-key', key: earlier.id, at }]));
      expect(await store.dataKeys()).toEqual([
        { ...earlier, wrapped: new Uint8Array(), destroyedAt: at },
        later,
      ]);
      await expectConflict(store, [{ change: 'create-data-key', key: later }], 'key-exists');
      await expectConflict(store, [{ change: 'destroy-data-key', key: earlier.id, at }], 'no-such-key');
      await expectConflict(store, [{ change: 'destroy-data-key', key: 'none', at }], 'no-such-key');
    });

    test('take everything under them along when destroyed, and nothing else [A35]', async () => {
      const store = await oneStore();
      const doomed = await created(store, aDataKey());
      const gone = await addParcel(store, {}, doomed);
      const kept = await addParcel(store, { sequenceNumber: 2 });
      for (const { id } of [gone, kept]) {
        await store.commit(
          aStep([
            { change: 'accept-receipt', receipt: { parcel: id, account: 'a', at, body: sealed } },
            {
              change: 'hold-record',
              held: { id, parcel: id, block: 0, slot: 0, operation: 'new', reason: 'no-insurer', since: at },
            },
          ]),
        );
      }
      await store.commit(aStep([{ change: 'destroy-data-key', key: doomed.id, at }]));
      expect((await store.parcels({})).map((parcel) => parcel.id)).toEqual([kept.id]);
      expect(await store.chunk(gone.id, 0)).toBeUndefined();
      expect(await store.block(gone.id, 0)).toBeUndefined();
      expect(await store.receipt(gone.id)).toBeUndefined();
      expect((await store.heldRecords()).map((held) => held.parcel)).toEqual([kept.id]);
      expect((await store.whereabouts([tag(1)])).map((entry) => entry.parcel)).toEqual([kept.id]);
      expect(await store.chunk(kept.id, 0)).toEqual(sealed);
      expect(await store.discardStaged()).toBe(0);
    });
  });
}
