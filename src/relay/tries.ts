/** What is noted of held records that were tried again and stay held. */

import type { LedgerEvent } from '../ledger/event.ts';
import { inBlock } from '../parcels/place.ts';
import type { Change } from '../ports/store.ts';
import type { RelaySite, RoutedRecords } from './stages.ts';

export function* triedChanges({ origin, tried }: RoutedRecords): Generator<Change> {
  for (const { reason, places } of tried) {
    for (const place of places) {
      yield { change: 'try-held', held: { parcel: origin, ...inBlock(place + 1) }, reason };
    }
  }
}

/** One event, or none. */
export function triedEvents(
  { party, affiliation }: RelaySite,
  { month, tried }: RoutedRecords,
): readonly LedgerEvent[] {
  const records = tried.reduce((sum, { places }) => sum + places.length, 0);
  if (records === 0) return [];
  return [
    { event: 'held-tried', actor: party, details: { month, records, affiliation: affiliation.description } },
  ];
}
