/** The contract of the store: what is kept of parcels, until its key is destroyed. */

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
  heldRecords,
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
      await store.stageBlock(first.id, 0, sealed, Buffer.concat([tag(1), tag(2), tag(2)]));
      await store.stageBlock(first.id, 1, sealed, tag(2));
      await store.stageBlock('never visible', 0, sealed, tag(2));
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

  describe('consultations', () => {
    test('are found by the tags of their child, until their key is destroyed [A35][A50]', async () => {
      const store = await oneStore();
      const [first, second] = [await created(store, aDataKey()), await created(store, aDataKey())];
      const consultation = (dataKey: string, number: number, id: string) => ({
        dataKey,
        tag: tag(number),
        id,
      });
      const noted = [
        consultation(first.id, 1, 'a'),
        consultation(second.id, 2, 'a'),
        consultation(first.id, 1, 'b'),
        consultation(first.id, 3, 'b'),
      ] as const;
      await store.commit(aStep(noted.map((each) => ({ change: 'note-consultation', consultation: each }))));
      expect(new Set(await store.consultations([tag(1), tag(2)]))).toEqual(new Set(noted.slice(0, 3)));
      expect(await store.consultations([tag(9)])).toEqual([]);
      await store.commit(aStep([{ change: 'destroy-data-key', key: first.id, at }]));
      expect(await store.consultations([tag(1), tag(2), tag(3)])).toEqual([noted[1]]);
      for (const gone of [first.id, 'never made']) {
        const late = consultation(gone, 1, 'c');
        await expectConflict(store, [{ change: 'note-consultation', consultation: late }], 'no-such-key');
      }
    });
  });

  describe('held records', () => {
    function held(parcel: Parcel, over: Partial<HeldRecord> = {}): HeldRecord {
      return {
        parcel: parcel.id,
        block: 0,
        slot: 1,
        operation: 'new',
        reason: 'multiple-insurers',
        since: at,
        tries: 1,
        limitsTold: 0,
        ...over,
      };
    }

    test('are given block by block in the order of their parcel, and released once', async () => {
      const store = await oneStore();
      const parcel = await addParcel(store);
      const another = await addParcel(store, { sequenceNumber: 2 });
      const late = held(parcel, { block: 7, slot: 3, operation: 'withdrawal' });
      const second = held(parcel, { slot: 1, since: at.add({ hours: 1 }) });
      const first = held(parcel, { slot: 0, reason: 'no-insurer' });
      const elsewhere = held(another, { block: 1 });
      await store.commit(
        aStep([late, second, first, elsewhere].map((record) => ({ change: 'hold-record', held: record }))),
      );
      expect(await Array.fromAsync(store.heldOf(parcel.id))).toEqual([
        { block: 0, records: [first, second] },
        { block: 7, records: [late] },
      ]);
      expect(await Array.fromAsync(store.heldOf(another.id))).toEqual([{ block: 1, records: [elsewhere] }]);
      expect(await Array.fromAsync(store.heldOf('no such parcel'))).toEqual([]);
      expect(await store.heldCount()).toBe(4);

      const alike = { parcel: parcel.id, reason: 'multiple-insurers', limitsTold: 0, records: 1 };
      const tallies = await store.heldTallies();
      expect(tallies).toHaveLength(4);
      expect(tallies).toEqual(
        expect.arrayContaining([
          { ...alike, since: at },
          { ...alike, since: second.since },
          { ...alike, since: at, reason: 'no-insurer' },
          { ...alike, since: at, parcel: another.id },
        ]),
      );

      await store.commit(aStep([{ change: 'release-held', held: first }]));
      expect(await heldRecords(store)).toEqual([second, late, elsewhere]);
      expect(await store.heldCount()).toBe(3);
      await expectConflict(store, [{ change: 'release-held', held: first }], 'no-such-held');
    });

    test('may be released while they are read', async () => {
      const store = await oneStore();
      const parcel = await addParcel(store);
      const records = [0, 1, 2].map((block) => held(parcel, { block }));
      await store.commit(aStep(records.map((record) => ({ change: 'hold-record', held: record }))));
      const alike = { parcel: parcel.id, reason: 'multiple-insurers', since: at, limitsTold: 0 };
      expect(await store.heldTallies()).toEqual([{ ...alike, records: 3 }]);
      const read: number[] = [];
      for await (const { block, records: given } of store.heldOf(parcel.id)) {
        read.push(block);
        await store.commit(aStep(given.map((record) => ({ change: 'release-held', held: record }))));
      }
      expect(read).toEqual([0, 1, 2]);
      expect(await store.heldCount()).toBe(0);
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

  describe('held records that wait', () => {
    const place = { block: 0, slot: 3 };

    test('count their tries, and know the reason of the last', async () => {
      const store = await oneStore();
      const { id: parcel } = await addParcel(store);
      const held = { parcel, ...place, operation: 'new', reason: 'unknown-ssin', since: at } as const;
      const tried = (record: typeof held) =>
        ({ change: 'try-held', held: record, reason: 'no-insurer' }) as const;
      await store.commit(aStep([{ change: 'hold-record', held }]));
      await store.commit(aStep([tried(held)]));
      expect(await heldRecords(store)).toEqual([{ ...held, reason: 'no-insurer', tries: 2, limitsTold: 0 }]);
      await store.commit(aStep([{ change: 'release-held', held }]));
      await expectConflict(store, [tried(held)], 'no-such-held');
    });

    test('have each limit told once, whoever tells it', async () => {
      const store = await oneStore();
      const { id: parcel } = await addParcel(store);
      const held = { parcel, ...place, operation: 'new', reason: 'unknown-ssin', since: at } as const;
      const told = (limits: number) => ({ change: 'note-held-limits', held, limits }) as const;
      await store.commit(aStep([{ change: 'hold-record', held }]));
      await expectConflict(store, [told(0)], 'no-such-held');
      await store.commit(aStep([told(1)]));
      await expectConflict(store, [told(1)], 'no-such-held');
      await store.commit(aStep([told(3)]));
      await expectConflict(store, [told(2)], 'no-such-held');
      expect(await heldRecords(store)).toMatchObject([{ limitsTold: 3, tries: 1 }]);
      await store.commit(aStep([{ change: 'release-held', held }]));
      await expectConflict(store, [told(4)], 'no-such-held');
    });
  });

  describe('returned records', () => {
    test('are given block by block, each place once, of parcels that are there', async () => {
      const store = await oneStore();
      const origin = await addParcel(store);
      const feedback = (await addParcel(store, { sequenceNumber: 2 })).id;
      const returned = (block: number, slot: number) =>
        ({ parcel: origin.id, block, slot, feedback, reason: 'no-insurer-standing' }) as const;
      const [late, second, first] = [returned(4, 1), returned(0, 9), returned(0, 2)];
      await store.commit(
        aStep([late, second, first].map((record) => ({ change: 'add-returned', returned: record }))),
      );
      expect(await Array.fromAsync(store.returnedOf(origin.id))).toEqual([
        { block: 0, records: [first, second] },
        { block: 4, records: [late] },
      ]);
      expect(await Array.fromAsync(store.returnedOf(feedback))).toEqual([]);
      await expectConflict(store, [{ change: 'add-returned', returned: first }], 'returned-exists');
      for (const stray of [{ parcel: 'none' }, { feedback: 'none' }]) {
        const record = { ...returned(1, 1), ...stray };
        await expectConflict(store, [{ change: 'add-returned', returned: record }], 'no-such-parcel');
      }
    });

    test.each(['origin', 'feedback'] as const)('go with the key of their %s [A35]', async (doomed) => {
      const store = await oneStore();
      const keys = { origin: await created(store, aDataKey()), feedback: await created(store, aDataKey()) };
      const origin = await addParcel(store, {}, keys.origin);
      const { id: feedback } = await addParcel(store, { sequenceNumber: 2 }, keys.feedback);
      const returned = { parcel: origin.id, block: 0, slot: 0, feedback, reason: 'held-too-long' };
      await store.commit(aStep([{ change: 'add-returned', returned }]));
      await store.commit(aStep([{ change: 'destroy-data-key', key: keys[doomed].id, at }]));
      expect(await Array.fromAsync(store.returnedOf(origin.id))).toEqual([]);
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

    test('are found by their id, destroyed or not', async () => {
      const store = await oneStore();
      const key = await created(store, aDataKey());
      await created(store, aDataKey());
      expect(await store.dataKey(key.id)).toEqual(key);
      expect(await store.dataKey('none')).toBeUndefined();
      await store.commit(aStep([{ change: 'destroy-data-key', key: key.id, at }]));
      expect(await store.dataKey(key.id)).toEqual({ ...key, wrapped: new Uint8Array(), destroyedAt: at });
    });

    test('is wrapped anew by whoever knows how it was wrapped, and not once it is destroyed', async () => {
      const store = await oneStore();
      const key = await created(store, aDataKey());
      const wrapped = new Uint8Array([7, 7, 7]);
      const rewrap = { change: 'rewrap-data-key', key: key.id, wrapped, replaces: key.wrapped } as const;
      await store.commit(aStep([rewrap]));
      expect(await store.dataKeys()).toEqual([{ ...key, wrapped }]);
      await expectConflict(store, [rewrap], 'no-such-key');
      await expectConflict(store, [{ ...rewrap, key: 'none' }], 'no-such-key');
      await store.commit(aStep([{ change: 'destroy-data-key', key: key.id, at }]));
      await expectConflict(store, [{ ...rewrap, replaces: new Uint8Array() }], 'no-such-key');
      expect((await store.dataKeys())[0]?.wrapped).toHaveLength(0);
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
              held: { parcel: id, block: 0, slot: 0, operation: 'new', reason: 'no-insurer', since: at },
            },
          ]),
        );
      }
      await store.commit(aStep([{ change: 'destroy-data-key', key: doomed.id, at }]));
      expect((await store.parcels({})).map((parcel) => parcel.id)).toEqual([kept.id]);
      expect(await store.chunk(gone.id, 0)).toBeUndefined();
      expect(await store.block(gone.id, 0)).toBeUndefined();
      expect(await store.receipt(gone.id)).toBeUndefined();
      expect((await heldRecords(store)).map((held) => held.parcel)).toEqual([kept.id]);
      expect((await store.whereabouts([tag(1)])).map((entry) => entry.parcel)).toEqual([kept.id]);
      expect(await store.chunk(kept.id, 0)).toEqual(sealed);
      expect(await store.discardStaged()).toBe(0);
    });
  });
}
