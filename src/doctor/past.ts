/** What the ledger tells of the past, read once for all checks. */

import type { EventName } from '../ledger/event.ts';
import { readEntry } from '../ledger/read.ts';
import type { Store } from '../ports/store.ts';

/** When each kind of event happened last. */
export type LedgerPast = ReadonlyMap<EventName, Temporal.Instant>;

/** Throws `ledger-broken` at an entry that cannot be read. */
export async function pastOf(store: Pick<Store, 'entries'>): Promise<LedgerPast> {
  const past = new Map<EventName, Temporal.Instant>();
  for await (const stored of store.entries(0)) {
    const { event, at } = readEntry(stored);
    past.set(event, Temporal.Instant.from(at));
  }
  return past;
}
