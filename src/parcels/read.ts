/** From the store to a flow: opens the bytes and records of a visible parcel, piece by piece. */

import { PasserelleError } from '../errors.ts';
import { operations } from '../people/operation.ts';
import type { Mutation } from '../people/record.ts';
import type { Parcel, ParcelId } from '../ports/parcel.ts';
import type { Store } from '../ports/store.ts';
import type { OpenDataKey } from '../retention/vault.ts';
import { text } from '../words/text.ts';
import { blockSize, decodeBlock } from './block.ts';
import { chunkSize } from './stage.ts';

/** What must be known of a parcel to read its file; it may still be staged. */
export type ParcelFile = Pick<Parcel, 'id' | 'size'>;

/** The file of a parcel, chunk by chunk. Throws `store-failed` if a byte is missing or altered. */
export async function* parcelBytes(
  store: Store,
  key: OpenDataKey,
  parcel: ParcelFile,
): AsyncIterable<Uint8Array> {
  for (let number = 0; number * chunkSize < parcel.size; number += 1) {
    yield await parcelChunk(store, key, parcel, number);
  }
}

/** Chunk `number` of a parcel's file: its bytes from `number * chunkSize` on. Throws `store-failed`. */
export async function parcelChunk(
  store: Pick<Store, 'chunk'>,
  key: Pick<OpenDataKey, 'openChunk'>,
  parcel: ParcelFile,
  number: number,
): Promise<Uint8Array> {
  const sealed = await store.chunk(parcel.id, number);
  if (sealed === undefined) throw incomplete('chunk', number);
  const plain = key.openChunk(parcel.id, number, sealed);
  if (plain.length !== Math.min(chunkSize, parcel.size - number * chunkSize)) {
    throw incomplete('chunk', number);
  }
  return plain;
}

/** All records of a parcel, block by block. Throws `store-failed` if one is missing or altered. */
export async function* parcelRecords(
  store: Store,
  key: OpenDataKey,
  id: ParcelId,
): AsyncIterable<readonly Mutation[]> {
  const [parcel] = await store.parcels({ id });
  if (parcel === undefined)
    throw new PasserelleError('store-failed', text`The parcel is not in the database.`);
  const total = operations.reduce((sum, operation) => sum + parcel.counts[operation], 0);
  for (let number = 0; number * blockSize < total; number += 1) {
    const block = await parcelBlock(store, key, id, number);
    if (block.length !== Math.min(blockSize, total - number * blockSize)) throw incomplete('block', number);
    yield block;
  }
}

/** One block of a parcel's records; `number` counts from 0. Throws `store-failed`. */
export async function parcelBlock(
  store: Store,
  key: OpenDataKey,
  id: ParcelId,
  number: number,
): Promise<readonly Mutation[]> {
  const sealed = await store.block(id, number);
  if (sealed === undefined) throw incomplete('block', number);
  return decodeBlock(key.openBlock(id, number, sealed));
}

function incomplete(what: 'chunk' | 'block', number: number): PasserelleError {
  return new PasserelleError(
    'store-failed',
    text`A parcel in the database is incomplete (${what} ${number}).`,
    {
      hint: text`Restore the database from its last backup; nothing is sent from an incomplete parcel.`,
    },
  );
}
