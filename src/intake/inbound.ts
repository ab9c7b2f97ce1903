/** What a parcel that was taken in looks like in the store and in the ledger. */

import type { LedgerEvent } from '../ledger/event.ts';
import type { Counts } from '../people/operation.ts';
import type { Parcel } from '../ports/parcel.ts';
import type { IntakeSite, ReadParcel } from './stages.ts';

export function inboundParcel(site: IntakeSite, read: Omit<ReadParcel, 'mutations'>, counts: Counts): Parcel {
  return {
    id: read.id,
    dataKey: read.storedKey.id,
    direction: 'inbound',
    sender: site.upstream,
    receiver: site.party,
    month: read.header.month,
    sequenceNumber: read.header.sequenceNumber,
    name: read.announced.fileName,
    size: read.size,
    digest: read.digest,
    counts,
    addedAt: read.receivedAt,
    collectedAt: null,
    receiptedAt: null,
    removedAt: null,
  };
}

export function fetchedEvent(site: IntakeSite, parcel: Parcel): LedgerEvent {
  return {
    event: 'parcel-fetched',
    actor: site.party,
    details: {
      parcel: parcel.name,
      digest: parcel.digest,
      size: parcel.size,
      month: parcel.month,
      sequence: parcel.sequenceNumber,
      from: parcel.sender,
      ...parcel.counts,
    },
  };
}
