/** Where a record stands in the file of its parcel: a number from 1, or a block and a slot in it. */

import type { ParcelId, RecordPlace } from '../ports/parcel.ts';
import type { Store } from '../ports/store.ts';
import { blockSize } from './block.ts';

type InParcel = Omit<RecordPlace, 'parcel'>;

/** From 1, among all records of the parcel. */
export function numberOf({ block, slot }: InParcel): number {
  return block * blockSize + slot + 1;
}

export function inBlock(number: number): InParcel {
  return { block: Math.floor((number - 1) / blockSize), slot: (number - 1) % blockSize };
}

/** The numbers of the records of a parcel that were returned. */
export async function returnedNumbers(store: Store, parcel: ParcelId): Promise<ReadonlySet<number>> {
  const numbers = new Set<number>();
  for await (const { records } of store.returnedOf(parcel)) {
    for (const record of records) numbers.add(numberOf(record));
  }
  return numbers;
}
