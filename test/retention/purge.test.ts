import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { n21250 } from '../../src/deliberations/n21-250.ts';
import { readEntry } from '../../src/ledger/read.ts';
import { verifyLedger } from '../../src/ledger/verify.ts';
import { encodeBlock } from '../../src/parcels/block.ts';
import type { Store } from '../../src/ports/store.ts';
import { type Purge, purgeDue } from '../../src/retention/purge.ts';
import { aStep } from '../ports/store-contract/examples.ts';
import { faultyStore } from '../support/faulty-store.ts';
import { child, day, instant, newRecords } from '../support/records.ts';
import { aHolder, receive } from './holder.ts';

const deliberation = n21250;

function purge(store: Store, now: string, over: Partial<Purge> = {}) {
  return purgeDue({ store, deliberation, actor: 'inami', now: instant(now), ...over });
}

async function certificates(store: Store) {
  const entries = (await Array.fromAsync(store.entries(0))).map(readEntry);
  return entries.filter((entry) => entry.event === 'data-purged');
}

describe('the purge', () => {
  test.each([
    ['2022-03-04T10:00:00Z', '2028-03-04T22:59:59.999Z', '2028-03-04T23:00:00Z', 'winter time'],
    ['2022-07-04T10:00:00Z', '2028-07-04T21:59:59.999Z', '2028-07-04T22:00:00Z', 'summer time'],
    ['2022-03-31T22:30:00Z', '2028-04-01T21:59:59.999Z', '2028-04-01T22:00:00Z', 'received after midnight'],
    ['2022-12-31T22:59:59Z', '2028-12-31T22:59:59.999Z', '2028-12-31T23:00:00Z', 'the last second'],
    ['2024-02-29T12:00:00Z', '2030-02-28T22:59:59.999Z', '2030-02-28T23:00:00Z', 'a 29 February'],
  ])(
    'of what was received %s keeps it at %s and purges it at %s (%s) [A35][A36]',
    async (received, kept, gone) => {
      const holder = await aHolder();
      const { parcel, stored } = await receive(holder, instant(received));
      expect(await purge(holder.store, kept)).toEqual({ purged: [], waiting: [] });
      expect(await holder.store.parcels({})).toEqual([parcel]);
      expect(await holder.store.dataKeys()).toEqual([stored]);

      expect((await purge(holder.store, gone)).purged).toHaveLength(1);
      expect(await holder.store.parcels({})).toEqual([]);
      const [key] = await holder.store.dataKeys();
      expect(key).toEqual({ ...stored, wrapped: new Uint8Array(), destroyedAt: instant(gone) });
    },
  );

  test('takes what is due and leaves the month after, whatever was derived from either [A35][A36]', async () => {
    const holder = await aHolder();
    const march = await receive(holder, instant('2022-03-04T10:00:00Z'));
    await receive(holder, instant('2022-05-04T10:00:00Z'), newRecords(1), { direction: 'outbound' }, march);
    const april = await receive(holder, instant('2022-04-04T10:00:00Z'), newRecords(1));
    const { purged } = await purge(holder.store, '2028-03-06T10:00:00Z');
    expect(purged).toEqual([
      {
        key: march.stored.id,
        month: '2022-03',
        received: day('2022-03-04'),
        lastDay: day('2028-03-04'),
        parcels: 2,
        records: 2,
      },
    ]);
    expect(await holder.store.parcels({})).toEqual([april.parcel]);
  });

  test('leaves a certificate in the ledger, and no number of any child [A35]', async () => {
    const holder = await aHolder();
    const { parcel, stored } = await receive(holder, instant('2022-03-04T10:00:00Z'));
    await purge(holder.store, '2028-03-05T10:00:00Z');
    expect(await certificates(holder.store)).toMatchObject([
      {
        at: '2028-03-05T10:00:00.000Z',
        actor: 'inami',
        details: {
          key: stored.id,
          month: '2022-03',
          received: '2022-03-04',
          lastDay: '2028-03-04',
          points: '12, 24',
          parcels: 1,
          records: 2,
          digests: parcel.digest,
        },
      },
    ]);
    expect(await verifyLedger(holder.store.entries(0))).toMatchObject({ ok: true });
  });

  test('run again finds nothing more to do', async () => {
    const holder = await aHolder();
    await receive(holder, instant('2022-03-04T10:00:00Z'));
    await purge(holder.store, '2028-03-05T10:00:00Z');
    const { size } = await holder.store.head();
    expect(await purge(holder.store, '2028-03-05T11:00:00Z')).toEqual({ purged: [], waiting: [] });
    expect((await holder.store.head()).size).toBe(size);
  });

  test('erases what the site keeps outside before the key goes, and only for keys that go', async () => {
    const holder = await aHolder();
    const { stored } = await receive(holder, instant('2022-03-04T10:00:00Z'));
    await receive(holder, instant('2022-04-04T10:00:00Z'));
    const erased: string[] = [];
    await purge(holder.store, '2028-03-05T10:00:00Z', {
      erase: async (key) => {
        expect((await holder.store.dataKeys()).find(({ id }) => id === key)?.destroyedAt).toBeNull();
        erased.push(key);
      },
    });
    expect(erased).toEqual([stored.id]);
  });

  test('does not certify what could not be erased outside', async () => {
    const holder = await aHolder();
    const { parcel } = await receive(holder, instant('2022-03-04T10:00:00Z'));
    const erase = () => Promise.reject(new RangeError('disk gone'));
    await expect(purge(holder.store, '2028-03-05T10:00:00Z', { erase })).rejects.toThrow('disk gone');
    expect(await holder.store.parcels({})).toEqual([parcel]);
    expect(await certificates(holder.store)).toEqual([]);
  });

  test.each([
    { at: 0, persisted: false },
    { at: 0, persisted: true },
    { at: 1, persisted: false },
    { at: 1, persisted: true },
  ])(
    'cut short in commit %o is finished by the next run, with one certificate for each key',
    async (fault) => {
      const holder = await aHolder();
      await receive(holder, instant('2022-03-04T10:00:00Z'));
      await receive(holder, instant('2022-04-04T10:00:00Z'));
      const erased: string[] = [];
      const erase = async (key: string) => void erased.push(key);
      const broken = faultyStore(holder.store, fault).store;
      await expect(purge(broken, '2028-06-01T10:00:00Z', { erase })).rejects.toMatchObject({
        code: 'store-failed',
      });
      await purge(holder.store, '2028-06-01T11:00:00Z', { erase });
      expect(await holder.store.parcels({})).toEqual([]);
      expect(await certificates(holder.store)).toHaveLength(2);
      expect(new Set(erased).size).toBe(2);
      expect(await verifyLedger(holder.store.entries(0))).toMatchObject({ ok: true });
    },
  );

  test('leaves no byte of number, tag, record or key in the files of the database [A35]', async () => {
    const holder = await aHolder();
    const records = newRecords(1500);
    const { stored, key } = await receive(holder, instant('2022-03-04T10:00:00Z'), records);
    const { stored: kept } = await receive(holder, instant('2022-04-04T10:00:00Z'), newRecords(1));
    const block = Buffer.from((await holder.store.block((await idsOf(holder.store))[0] ?? '', 0)) ?? []);
    const tag = Buffer.from(key.tagOf(child(7)));
    expect(block.length).toBeGreaterThan(1000);
    expect(filesOf(holder.file).some((bytes) => bytes.includes(tag))).toBe(true);
    expect(filesOf(holder.file).some((bytes) => bytes.includes(stored.wrapped))).toBe(true);
    expect(filesOf(holder.file).some((bytes) => bytes.includes(block.subarray(500, 532)))).toBe(true);

    await purge(holder.store, '2028-03-05T10:00:00Z');
    for (const bytes of filesOf(holder.file)) {
      for (const { record } of records) {
        expect(bytes.includes(record.ssin)).toBe(false);
        expect(bytes.includes(key.tagOf(record.ssin))).toBe(false);
      }
      expect(bytes.includes(encodeBlock(records.slice(0, 1)))).toBe(false);
      expect(bytes.includes(stored.wrapped)).toBe(false);
      for (const offset of [0, 500, 5000]) {
        expect(bytes.includes(block.subarray(offset, offset + 32))).toBe(false);
      }
    }
    expect(filesOf(holder.file).some((bytes) => bytes.includes(kept.wrapped))).toBe(true);
  });

  test('that died before it freed the bytes is made good by the next run', async () => {
    const holder = await aHolder();
    await receive(holder, instant('2022-03-04T10:00:00Z'));
    let scrubbed = 0;
    const unscrubbed: Store = { ...holder.store, scrub: () => Promise.reject(new RangeError('killed')) };
    const counted: Store = {
      ...holder.store,
      scrub: () => {
        scrubbed += 1;
        return holder.store.scrub();
      },
    };
    await expect(purge(unscrubbed, '2028-03-05T02:00:00Z')).rejects.toThrow('killed');
    await purge(counted, '2028-03-06T02:00:00Z');
    expect(scrubbed).toBe(1);
    await purge(counted, '2028-03-09T02:00:00Z');
    expect(scrubbed).toBe(1);
  });

  test('that another process had already done is not done twice', async () => {
    const holder = await aHolder();
    const { stored } = await receive(holder, instant('2022-03-04T10:00:00Z'));
    const at = instant('2028-03-05T10:00:00Z');
    const erase = async () => {
      await holder.store.commit(aStep([{ change: 'destroy-data-key', key: stored.id, at }], { at }));
    };
    expect(await purge(holder.store, at.toString(), { erase })).toEqual({ purged: [], waiting: [] });
    expect(await certificates(holder.store)).toEqual([]);
  });
});

async function idsOf(store: Store): Promise<readonly string[]> {
  return (await store.parcels({})).map((parcel) => parcel.id);
}

/** The bytes of the database and of all that lies beside it. */
function filesOf(file: string): readonly Buffer[] {
  return ['', '-wal', '-shm', '-journal', '.lock']
    .map((suffix) => `${file}${suffix}`)
    .filter((name) => existsSync(name))
    .map((name) => readFileSync(name));
}
