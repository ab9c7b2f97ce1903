/** What the ledger tells, counted as it grows: each entry is read once. */

import type { PartyId } from '../deliberations/clause.ts';
import type { LedgerEntry } from '../ledger/event.ts';
import { ledgerOf } from '../ledger/log-name.ts';
import { readEntry } from '../ledger/read.ts';
import type { Store } from '../ports/store.ts';
import { type Sample, sample } from './families.ts';

/** Gives the figures as they are after the newest entry. */
export function createLedgerMetrics(store: Store): () => Promise<readonly Sample[]> {
  const counted = new Map<string, { total: number; last: number }>();
  const refused = new Map<string, number>();
  let fetchedBytes = 0;
  let seen = 0;

  function count({ event, at, details }: LedgerEntry): void {
    const total = (counted.get(event)?.total ?? 0) + 1;
    counted.set(event, { total, last: Temporal.Instant.from(at).epochMilliseconds / 1000 });
    const { reason, occurrences, size } = details;
    if (event === 'login-refused') {
      const times = typeof occurrences === 'number' ? occurrences : 1;
      refused.set(String(reason), (refused.get(String(reason)) ?? 0) + times);
    }
    if (event === 'parcel-collected' && typeof size === 'number') fetchedBytes += size;
  }

  return async () => {
    for await (const stored of store.entries(seen)) {
      count(readEntry(stored));
      seen = stored.sequence + 1;
    }
    return [
      sample('passerelle_ledger_entries', seen, {}),
      ...[...counted].flatMap(([event, { total, last }]) => [
        sample('passerelle_ledger_events_total', total, { event }),
        sample('passerelle_ledger_last_event_timestamp_seconds', last, { event }),
      ]),
      ...[...refused].map(([reason, times]) => sample('passerelle_logins_refused_total', times, { reason })),
      sample('passerelle_fetched_bytes_total', fetchedBytes, {}),
    ];
  };
}

/** When the checkpoint of each party's ledger was noted last. */
export async function checkpointMetrics({ store }: { readonly store: Store }): Promise<readonly Sample[]> {
  const newest = new Map<PartyId, number>();
  for (const { origin, at } of await store.checkpoints()) {
    const party = ledgerOf(origin)?.party;
    if (party === undefined) continue;
    newest.set(party, Math.max(newest.get(party) ?? 0, at.epochMilliseconds / 1000));
  }
  return [...newest].map(([party, at]) => sample('passerelle_checkpoint_timestamp_seconds', at, { party }));
}
