/** A collected file leaves the gateway (n° 21/250 point 18). The archive of its records stays as long as the law says. */

import { legalTimeZone } from '../clock.ts';
import type { Deliberation } from '../deliberations/clause.ts';
import { latest } from '../deliberations/rules.ts';
import type { Parcel } from '../ports/parcel.ts';
import type { Store } from '../ports/store.ts';

/**
 * Removes the transit copies of outbound parcels whose collection was confirmed `delay` ago, by the
 * receiver's receipt or, without one, by a whole read; gives the parcels as they were before. Without
 * `delay` the deliberation's own holds. A parcel that nobody collected stays.
 */
export async function removeTransitCopies({
  store,
  deliberation,
  actor,
  now,
  delay = Temporal.Duration.from(latest(deliberation.transit).duration),
}: {
  readonly store: Store;
  readonly deliberation: Deliberation;
  readonly actor: string;
  readonly now: Temporal.Instant;
  readonly delay?: Temporal.Duration | undefined;
}): Promise<readonly Parcel[]> {
  const outbound = await store.parcels({ direction: 'outbound' });
  const due = outbound.filter((parcel) => isTransitOver(parcel, delay, now));
  const removed: Parcel[] = [];
  for (const parcel of due) {
    const result = await store.commit({
      at: now,
      changes: [{ change: 'remove-transit-copy', parcel: parcel.id, at: now }],
      events: [
        {
          event: 'transit-copy-removed',
          actor,
          details: { parcel: parcel.name, digest: parcel.digest, to: parcel.receiver },
        },
      ],
    });
    if (result.committed) removed.push(parcel);
  }
  return removed;
}

function isTransitOver(parcel: Parcel, delay: Temporal.Duration, now: Temporal.Instant): boolean {
  const confirmed = parcel.receiptedAt ?? parcel.collectedAt;
  if (confirmed === null || parcel.removedAt !== null) return false;
  const over = confirmed.toZonedDateTimeISO(legalTimeZone).add(delay).toInstant();
  return Temporal.Instant.compare(over, now) <= 0;
}
