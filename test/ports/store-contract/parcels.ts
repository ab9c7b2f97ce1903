/** The contract of the store: how a parcel comes in, is read, and leaves the gateway. */

import { describe, expect, test } from 'vitest';
import type { Store } from '../../../src/ports/store.ts';
import { month } from '../../support/records.ts';
import {
  aDataKey,
  addParcel,
  aParcel,
  aStep,
  at,
  bytesOf,
  created,
  expectConflict,
  type OpenStore,
  sealed,
  tag,
} from './examples.ts';

export function parcelContract(oneStore: OpenStore): void {
  describe('staging', () => {
    test('shows nothing of a parcel before a step makes it visible', async () => {
      const store = await oneStore();
      const parcel = aParcel(aDataKey());
      await store.stageChunk(parcel.id, 0, sealed);
      await store.stageBlock(parcel.id, 0, sealed, tag(1));
      expect(await store.parcels({})).toEqual([]);
      expect(await store.block(parcel.id, 0)).toBeUndefined();
      expect(await store.whereabouts([tag(1)])).toEqual([]);
    });

    test('lets the one that stages read the chunks again', async () => {
      const store = await oneStore();
      await store.stageChunk('staged', 1, sealed);
      expect(await store.chunk('staged', 1)).toEqual(sealed);
      expect(await store.chunk('staged', 0)).toBeUndefined();
    });

    test('refuses the same place twice and keeps the first', async () => {
      const store = await oneStore();
      await store.stageChunk('staged', 0, sealed);
      await expect(store.stageChunk('staged', 0, bytesOf('other'))).rejects.toMatchObject({
        code: 'store-failed',
      });
      expect(await store.chunk('staged', 0)).toEqual(sealed);
    });

    test('discards what never became visible, and only that', async () => {
      const store = await oneStore();
      const visible = await addParcel(store);
      await store.stageChunk('staged', 0, sealed);
      await store.stageBlock('staged', 0, sealed, tag(1));
      expect(await store.discardStaged()).toBe(2);
      expect(await store.discardStaged()).toBe(0);
      expect(await store.chunk('staged', 0)).toBeUndefined();
      expect(await store.chunk(visible.id, 0)).toEqual(sealed);
      expect(await store.block(visible.id, 0)).toEqual(sealed);
      expect(await store.whereabouts([tag(1)])).toHaveLength(1);
    });

    test('keeps a block even if none of its records has a tag', async () => {
      const store = await oneStore();
      const key = aDataKey();
      const parcel = aParcel(key);
      await store.stageBlock(parcel.id, 0, sealed, new Uint8Array());
      await store.commit(
        aStep([
          { change: 'create-data-key', key },
          { change: 'add-parcel', parcel },
        ]),
      );
      expect(await store.block(parcel.id, 0)).toEqual(sealed);
    });
  });

  describe('parcels', () => {
    test('come back as they were added, with the instants to the millisecond', async () => {
      const store = await oneStore();
      const key = aDataKey();
      const parcel = await addParcel(store, {}, await created(store, key));
      expect(await store.parcels({ id: parcel.id })).toEqual([parcel]);
      expect(await store.dataKeys()).toEqual([key]);
      expect(await store.chunk(parcel.id, 0)).toEqual(sealed);
      expect(await store.block(parcel.id, 0)).toEqual(sealed);
    });

    test('are found by each criterion and by all together, in order', async () => {
      const store = await oneStore();
      const key = await created(store, aDataKey());
      const second = await addParcel(store, { sequenceNumber: 2, name: 'b' }, key);
      const first = await addParcel(store, { name: 'a' }, key);
      const other = await addParcel(store, { receiver: '100', name: 'c', month: month('2022-04') }, key);
      const inbound = await addParcel(
        store,
        { direction: 'inbound', sender: 'opgroeien', receiver: 'inami', name: 'd', month: month('2022-02') },
        key,
      );
      const names = async (criteria: Parameters<Store['parcels']>[0]) =>
        (await store.parcels(criteria)).map((parcel) => parcel.name);
      expect(await names({})).toEqual([inbound.name, first.name, second.name, other.name]);
      expect(await names({ direction: 'inbound' })).toEqual([inbound.name]);
      expect(await names({ sender: 'inami' })).toEqual([first.name, second.name, other.name]);
      expect(await names({ receiver: '300' })).toEqual([first.name, second.name]);
      expect(await names({ month: '2022-04' })).toEqual([other.name]);
      expect(await names({ name: 'b' })).toEqual([second.name]);
      expect(await names({ id: first.id, direction: 'outbound', sender: 'inami', receiver: '300' })).toEqual([
        first.name,
      ]);
      expect(await names({ name: 'b', receiver: '100' })).toEqual([]);
      expect(await names({ name: "' OR 1=1 --" })).toEqual([]);
    });

    test('are added once for each direction, sender, receiver and sequence number', async () => {
      const store = await oneStore();
      const key = await created(store, aDataKey());
      await addParcel(store, {}, key);
      await expectConflict(store, [{ change: 'add-parcel', parcel: aParcel(key) }], 'parcel-exists');
      await addParcel(store, { direction: 'inbound' }, key);
    });

    test('are refused under a key that is unknown or destroyed', async () => {
      const store = await oneStore();
      const key = aDataKey();
      await expectConflict(store, [{ change: 'add-parcel', parcel: aParcel(key) }], 'no-such-key');
      await created(store, key);
      await store.commit(aStep([{ change: 'destroy-data-key', key: key.id, at }]));
      await expectConflict(store, [{ change: 'add-parcel', parcel: aParcel(key) }], 'no-such-key');
    });

    test('keep the first time of collection', async () => {
      const store = await oneStore();
      const { id } = await addParcel(store);
      await store.commit(aStep([{ change: 'mark-collected', parcel: id, at }]));
      await store.commit(aStep([{ change: 'mark-collected', parcel: id, at: at.add({ hours: 1 }) }]));
      expect((await store.parcels({ id }))[0]?.collectedAt).toEqual(at);
      await expectConflict(store, [{ change: 'mark-collected', parcel: 'none', at }], 'no-such-parcel');
    });

    test('take one receipt', async () => {
      const store = await oneStore();
      const { id } = await addParcel(store);
      const receipt = { parcel: id, account: 'insurer-300', at, body: bytesOf('signed') };
      expect(await store.receipt(id)).toBeUndefined();
      await store.commit(aStep([{ change: 'accept-receipt', receipt }]));
      expect(await store.receipt(id)).toEqual(receipt);
      expect((await store.parcels({ id }))[0]?.receiptedAt).toEqual(at);
      const another = { ...receipt, body: bytesOf('another') };
      await expectConflict(store, [{ change: 'accept-receipt', receipt: another }], 'already-receipted');
      expect(await store.receipt(id)).toEqual(receipt);
      const stray = { ...receipt, parcel: 'none' };
      await expectConflict(store, [{ change: 'accept-receipt', receipt: stray }], 'no-such-parcel');
    });

    test('lose their transit copy once, and keep row, block and register entries [A51]', async () => {
      const store = await oneStore();
      const { id } = await addParcel(store);
      await store.commit(aStep([{ change: 'remove-transit-copy', parcel: id, at }]));
      expect(await store.chunk(id, 0)).toBeUndefined();
      expect(await store.block(id, 0)).toEqual(sealed);
      expect((await store.parcels({ id }))[0]?.removedAt).toEqual(at);
      expect(await store.whereabouts([tag(1)])).toHaveLength(1);
      await expectConflict(store, [{ change: 'remove-transit-copy', parcel: id, at }], 'no-such-parcel');
    });

    test('received are no transit copy', async () => {
      const store = await oneStore();
      const { id } = await addParcel(store, { direction: 'inbound' });
      await expectConflict(store, [{ change: 'remove-transit-copy', parcel: id, at }], 'no-such-parcel');
      expect(await store.chunk(id, 0)).toEqual(sealed);
    });
  });
}
