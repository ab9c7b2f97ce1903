/** The contract of the store: orders to keep a month beyond its time. */

import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { LegalHold } from '../../../src/ports/hold.ts';
import { day, month } from '../../support/records.ts';
import { aDataKey, aStep, at, created, expectConflict, type OpenStore } from './examples.ts';

const later = at.add({ hours: 1 });

function aHold(over: Partial<LegalHold> = {}) {
  return {
    id: randomUUID(),
    month: month('2022-03'),
    until: day('2028-06-30'),
    reason: 'claim 22/17 before the labour court',
    placedBy: 'an-operator',
    placedAt: at,
    ...over,
  };
}

export function holdContract(oneStore: OpenStore): void {
  describe('legal holds', () => {
    test('are requests until another account confirms them, and are kept when they have ended', async () => {
      const store = await oneStore();
      await created(store, aDataKey());
      const hold = aHold();
      await store.commit(aStep([{ change: 'place-hold', hold }]));
      expect(await store.holds()).toEqual([{ ...hold, confirmedBy: null, confirmedAt: null, endedAt: null }]);
      await expectConflict(store, [{ change: 'place-hold', hold }], 'hold-exists');
      const confirm = { change: 'confirm-hold', hold: hold.id, at: later } as const;
      await expectConflict(store, [{ ...confirm, by: 'an-operator' }], 'no-such-hold');
      await store.commit(aStep([{ ...confirm, by: 'another' }]));
      await expectConflict(store, [{ ...confirm, by: 'a-third' }], 'no-such-hold');
      await store.commit(aStep([{ change: 'end-hold', hold: hold.id, at: later }]));
      await expectConflict(store, [{ change: 'end-hold', hold: hold.id, at: later }], 'no-such-hold');
      const ended = { ...hold, confirmedBy: 'another', confirmedAt: later, endedAt: later };
      expect(await store.holds()).toEqual([ended]);
    });

    test('keep the keys of their month, confirmed and not ended, and no others', async () => {
      const store = await oneStore();
      const key = await created(store, aDataKey());
      const other = await created(store, aDataKey({ month: month('2022-04') }));
      const hold = aHold();
      await store.commit(aStep([{ change: 'place-hold', hold }]));
      await store.commit(aStep([{ change: 'confirm-hold', hold: hold.id, by: 'another', at }]));
      await expectConflict(store, [{ change: 'destroy-data-key', key: key.id, at }], 'key-held');
      expect(await store.dataKeys()).toContainEqual(key);
      await store.commit(aStep([{ change: 'destroy-data-key', key: other.id, at }]));
      await store.commit(aStep([{ change: 'end-hold', hold: hold.id, at }]));
      await store.commit(aStep([{ change: 'destroy-data-key', key: key.id, at }]));
      expect((await store.dataKeys()).map(({ destroyedAt }) => destroyedAt)).toEqual([at, at]);
    });

    test('come too late once no key of their month lives, and a request keeps nothing', async () => {
      const store = await oneStore();
      const gone = { month: month('2022-05') };
      const key = await created(store, aDataKey(gone));
      const hold = aHold(gone);
      await store.commit(aStep([{ change: 'place-hold', hold }]));
      await store.commit(aStep([{ change: 'destroy-data-key', key: key.id, at }]));
      const confirm = { change: 'confirm-hold', hold: hold.id, by: 'another', at } as const;
      await expectConflict(store, [confirm], 'no-such-key');
      await expectConflict(store, [{ change: 'place-hold', hold: aHold(gone) }], 'no-such-key');
      expect(await store.holds()).toMatchObject([{ id: hold.id, confirmedAt: null }]);
    });
  });
}
