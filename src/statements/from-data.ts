/** What the data at rest tell of each month: parcels, held and returned records. */

import { total } from '../people/operation.ts';
import type { ReferenceMonth } from '../people/reference-month.ts';
import type { Parcel } from '../ports/parcel.ts';
import type { Store } from '../ports/store.ts';
import { inOrder, type MonthTally, type ParcelTally } from './tally.ts';

/** The months of which anything is kept still. What was purged is missing. */
export async function tallyData(store: Store): Promise<ReadonlyMap<ReferenceMonth, MonthTally>> {
  const months = new Map<ReferenceMonth, MonthTally>();
  const heldOf = Map.groupBy(await store.heldTallies(), ({ parcel }) => parcel);
  for (const [month, parcels] of Map.groupBy(await store.parcels({}), (parcel) => parcel.month)) {
    let held = 0;
    let returned = 0;
    for (const { id } of parcels) {
      for (const { records } of heldOf.get(id) ?? []) held += records;
      for await (const { records } of store.returnedOf(id)) returned += records.length;
    }
    months.set(month, { month, parcels: inOrder(parcels.map(parcelTally)), held, returned });
  }
  return months;
}

function parcelTally(parcel: Parcel): ParcelTally {
  return {
    name: parcel.name,
    from: parcel.sender,
    to: parcel.receiver,
    sequence: parcel.sequenceNumber,
    records: total(parcel.counts),
    digest: parcel.digest,
    at: parcel.addedAt.toString(),
    collectedAt: parcel.collectedAt?.toString() ?? null,
    receiptedAt: parcel.receiptedAt?.toString() ?? null,
  };
}
