import { createHash, randomUUID } from 'node:crypto';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openSqliteStore } from '../../src/adapters/store-sqlite.ts';
import { blockSize } from '../../src/parcels/block.ts';
import { parcelBlock, parcelBytes, parcelChunk, parcelRecords } from '../../src/parcels/read.ts';
import { chunkSize, stageParcel } from '../../src/parcels/stage.ts';
import type { Mutation } from '../../src/people/record.ts';
import type { Parcel } from '../../src/ports/parcel.ts';
import type { Store } from '../../src/ports/store.ts';
import { createVault } from '../../src/retention/vault.ts';
import { aParcel, aStep, at } from '../ports/store-contract/examples.ts';
import { month, newRecords } from '../support/records.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const identity = {
  site: 'inami',
  mode: 'rehearsal',
  deliberation: '21/250',
  policy: 'f'.repeat(64),
} as const;
const vault = createVault(new Uint8Array(32));

async function openStore(): Promise<Store> {
  const store = await openSqliteStore(path.join(await temporaryFolder(), 'site.db'), {
    create: true,
    identity,
  });
  onTestFinished(() => store.close());
  return store;
}

function fileOf(size: number): Uint8Array {
  return Uint8Array.from({ length: size }, (_, place) => place % 251);
}

/** Stages a parcel in pieces of the given sizes and makes it visible. */
async function publish(
  store: Store,
  file: Uint8Array,
  records: readonly Mutation[],
  piece: number,
  claimed: Partial<Parcel> = {},
) {
  const { stored, key } = vault.createDataKey(month('2022-03'), at);
  const id = randomUUID();
  const stager = stageParcel(store, key, id);
  for (let taken = 0; taken < file.length; taken += piece)
    await stager.write(file.subarray(taken, taken + piece));
  for (let taken = 0; taken < records.length; taken += piece) {
    await stager.record(records.slice(taken, taken + piece));
  }
  const finished = await stager.finish();
  const parcel = aParcel(stored, { id, ...finished, ...claimed });
  await store.commit(
    aStep([
      { change: 'create-data-key', key: stored },
      { change: 'add-parcel', parcel },
    ]),
  );
  return { key, parcel, finished };
}

describe('a parcel', () => {
  test.each([
    [0, 1000],
    [1, 1000],
    [chunkSize - 1, chunkSize],
    [chunkSize, 7919],
    [chunkSize + 1, chunkSize + 1],
    [3 * chunkSize, 4 * chunkSize],
    [3 * chunkSize + 5, 65_521],
  ])('of %i bytes, written %i at a time, is read back byte for byte', async (size, piece) => {
    const store = await openStore();
    const file = fileOf(size);
    const { key, parcel, finished } = await publish(store, file, [], piece);
    expect(finished).toEqual({
      size,
      digest: createHash('sha256').update(file).digest('hex'),
      counts: { new: 0, correction: 0, withdrawal: 0 },
    });
    const chunks = await Array.fromAsync(parcelBytes(store, key, parcel));
    expect(Buffer.concat(chunks).equals(file)).toBe(true);
    expect(chunks.slice(0, -1).every((chunk) => chunk.length === chunkSize)).toBe(true);
    expect(await store.chunk(parcel.id, Math.ceil(size / chunkSize))).toBeUndefined();
  });

  test.each([
    [0, 10],
    [1, 10],
    [blockSize - 1, blockSize],
    [blockSize, 7],
    [blockSize + 1, blockSize + 1],
    [2 * blockSize + 3, 333],
  ])('of %i records, taken %i at a time, gives them back block by block', async (count, piece) => {
    const store = await openStore();
    const records = newRecords(count);
    const { key, parcel, finished } = await publish(store, new Uint8Array(), records, piece);
    expect(finished.counts).toEqual({ new: count, correction: 0, withdrawal: 0 });
    const blocks = await Array.fromAsync(parcelRecords(store, key, parcel.id));
    expect(blocks.flat()).toEqual(records);
    expect(blocks.slice(0, -1).every((block) => block.length === blockSize)).toBe(true);
  });

  test('counts each operation, and finds each child by its tag in the right block', async () => {
    const store = await openStore();
    const records = newRecords(blockSize + 2).map((mutation, place): Mutation => {
      if (place === 0) return { ...mutation, operation: 'withdrawal' };
      return place === blockSize ? { ...mutation, operation: 'correction' } : mutation;
    });
    const { key, parcel, finished } = await publish(store, new Uint8Array(), records, 100);
    expect(finished.counts).toEqual({ new: blockSize, correction: 1, withdrawal: 1 });
    for (const [place, block] of [
      [0, 0],
      [blockSize - 1, 0],
      [blockSize + 1, 1],
    ] as const) {
      const child = records[place]?.record.ssin;
      if (child === undefined) throw new RangeError('no such record');
      const tag = key.tagOf(child);
      expect(await store.whereabouts([tag])).toEqual([
        { tag: Uint8Array.from(tag), parcel: parcel.id, block },
      ]);
      expect(await parcelBlock(store, key, parcel.id, block)).toContainEqual(records[place]);
    }
  });

  test('with a child twice in a block has one register entry for it', async () => {
    const store = await openStore();
    const [record] = newRecords(1);
    if (record === undefined) throw new RangeError('no record');
    const { key } = await publish(store, new Uint8Array(), [record, record], 2);
    expect(await store.whereabouts([key.tagOf(record.record.ssin)])).toHaveLength(1);
  });
});

describe('a parcel of which something is missing', () => {
  const refused = { code: 'store-failed' };

  test('is never read as if it were whole [A44]', async () => {
    const store = await openStore();
    const { key, parcel } = await publish(store, fileOf(2 * chunkSize + 1), newRecords(3), chunkSize);
    const longer = { ...parcel, size: 3 * chunkSize + 1 };
    await expect(Array.fromAsync(parcelBytes(store, key, longer))).rejects.toMatchObject(refused);
    const shorter = { ...parcel, size: 2 * chunkSize };
    await expect(parcelChunk(store, key, { ...parcel, size: 2 * chunkSize + 9 }, 2)).rejects.toMatchObject(
      refused,
    );
    expect(await Array.fromAsync(parcelBytes(store, key, shorter))).toHaveLength(2);
    await expect(parcelBlock(store, key, parcel.id, 1)).rejects.toMatchObject(refused);
    await expect(Array.fromAsync(parcelRecords(store, key, 'none'))).rejects.toMatchObject(refused);
  });

  test.each([2, 4, blockSize + 3])('or that claims %i records and has 3 is refused', async (claimed) => {
    const store = await openStore();
    const counts = { new: claimed, correction: 0, withdrawal: 0 };
    const { key, parcel } = await publish(store, new Uint8Array(), newRecords(3), 3, { counts });
    await expect(Array.fromAsync(parcelRecords(store, key, parcel.id))).rejects.toMatchObject(refused);
  });
});
