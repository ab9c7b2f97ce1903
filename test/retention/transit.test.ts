import { describe, expect, test } from 'vitest';
import { n21250 } from '../../src/deliberations/n21-250.ts';
import { readEntry } from '../../src/ledger/read.ts';
import type { Parcel } from '../../src/ports/parcel.ts';
import type { Change, Store } from '../../src/ports/store.ts';
import { removeTransitCopies } from '../../src/retention/transit.ts';
import { aStep } from '../ports/store-contract/examples.ts';
import { faultyStore } from '../support/faulty-store.ts';
import { instant, newRecords } from '../support/records.ts';
import { aHolder, receive } from './holder.ts';

const published = instant('2022-03-04T10:00:00Z');

async function aPublishedParcel(over: Partial<Parcel> = {}) {
  const holder = await aHolder();
  const { parcel } = await receive(holder, published, newRecords(2), {
    direction: 'outbound',
    sender: 'inami',
    receiver: '300',
    ...over,
  });
  return { ...holder, parcel };
}

function remove(store: Store, now: string, delay?: Temporal.Duration) {
  return removeTransitCopies({ store, deliberation: n21250, actor: 'inami', now: instant(now), delay });
}
const collected = (parcel: Parcel, at: string): Change => ({
  change: 'mark-collected',
  parcel: parcel.id,
  at: instant(at),
});
const receipted = (parcel: Parcel, at: string): Change => ({
  change: 'accept-receipt',
  receipt: { parcel: parcel.id, account: 'insurer-300', at: instant(at), body: Buffer.from('signed') },
});
async function removals(store: Store) {
  const entries = (await Array.fromAsync(store.entries(0))).map(readEntry);
  return entries.filter((entry) => entry.event === 'transit-copy-removed');
}

describe('a transit copy', () => {
  test('leaves ninety days after the receipt, while the archive of its records stays [A51]', async () => {
    const { store, parcel } = await aPublishedParcel();
    await store.commit(aStep([collected(parcel, '2022-03-05T10:00:00Z')]));
    await store.commit(aStep([receipted(parcel, '2022-03-07T10:00:00Z')]));
    expect(await remove(store, '2022-06-05T08:59:59Z')).toEqual([]);
    expect(await store.chunk(parcel.id, 0)).toBeDefined();

    expect((await remove(store, '2022-06-05T09:00:00Z')).map(({ id }) => id)).toEqual([parcel.id]);
    expect(await store.chunk(parcel.id, 0)).toBeUndefined();
    expect(await store.block(parcel.id, 0)).toBeDefined();
    expect((await store.parcels({}))[0]?.removedAt).toEqual(instant('2022-06-05T09:00:00Z'));
    expect(await removals(store)).toMatchObject([
      { actor: 'inami', details: { parcel: parcel.name, digest: parcel.digest, to: '300' } },
    ]);
  });

  test('leaves after a whole read where no receipt came [A51]', async () => {
    const { store, parcel } = await aPublishedParcel();
    await store.commit(aStep([collected(parcel, '2022-03-05T10:00:00Z')]));
    expect(await remove(store, '2022-06-02T10:00:00Z')).toEqual([]);
    expect(await remove(store, '2022-06-03T10:00:00Z')).toHaveLength(1);
  });

  test('leaves after the delay that the site has configured [A51]', async () => {
    const { store, parcel } = await aPublishedParcel();
    await store.commit(aStep([collected(parcel, '2022-03-05T10:00:00Z')]));
    const week = Temporal.Duration.from({ days: 7 });
    expect(await remove(store, '2022-03-12T09:59:59Z', week)).toEqual([]);
    expect(await remove(store, '2022-03-12T10:00:00Z', week)).toHaveLength(1);
  });

  test('that nobody collected stays, however old [A51]', async () => {
    const { store, parcel } = await aPublishedParcel();
    expect(await remove(store, '2028-01-01T00:00:00Z')).toEqual([]);
    expect(await store.chunk(parcel.id, 0)).toBeDefined();
  });

  test('is not what a site has received', async () => {
    const { store, parcel } = await aPublishedParcel({ direction: 'inbound' });
    await store.commit(aStep([receipted(parcel, '2022-03-05T10:00:00Z')]));
    expect(await remove(store, '2028-01-01T00:00:00Z')).toEqual([]);
    expect(await store.chunk(parcel.id, 0)).toBeDefined();
  });

  test.each([false, true])('whose removal broke (persisted: %s) is removed once', async (persisted) => {
    const { store, parcel } = await aPublishedParcel();
    await store.commit(aStep([collected(parcel, '2022-03-05T10:00:00Z')]));
    const broken = faultyStore(store, { at: 0, persisted }).store;
    await expect(remove(broken, '2022-07-01T10:00:00Z')).rejects.toMatchObject({ code: 'store-failed' });
    expect(await store.chunk(parcel.id, 0)).toEqual(persisted ? undefined : expect.any(Uint8Array));
    await remove(store, '2022-07-01T10:00:00Z');
    expect(await store.chunk(parcel.id, 0)).toBeUndefined();
    expect(await removals(store)).toHaveLength(1);
  });
});
