/**
 * The purge (n° 21/250 points 12 and 24): once their time is over, the key of a month's data is destroyed
 * together with all that stands under it. What it writes into the ledger is the certificate. It goes on
 * after the sunset, and running it again at any moment is harmless.
 */

import { createHash } from 'node:crypto';
import { legalDay } from '../clock.ts';
import type { Deliberation } from '../deliberations/clause.ts';
import { isPurgeDue } from '../deliberations/rules.ts';
import type { LedgerEvent } from '../ledger/event.ts';
import { total } from '../people/operation.ts';
import type { DataKey, DataKeyId, Parcel } from '../ports/parcel.ts';
import type { Store } from '../ports/store.ts';
import { liveKeys, originals, type PurgeDate, purgeDate } from './calendar.ts';
import { endExpiredHolds, isInForce } from './holds.ts';

export interface PurgedKey extends PurgeDate {
  readonly parcels: number;
  readonly records: number;
}

export interface PurgeReport {
  /** In order of receipt. */
  readonly purged: readonly PurgedKey[];
  /** What is due, and was left because it may not be destroyed yet. */
  readonly waiting: readonly PurgeDate[];
}

export interface Purge {
  readonly store: Store;
  readonly deliberation: Deliberation;
  /** Who purges, for the ledger. */
  readonly actor: string;
  readonly now: Temporal.Instant;
  /**
   * Erases what the site keeps of that key outside the database. It is called before the key is destroyed,
   * may be called again if the purge is cut short, and MUST then do nothing more.
   */
  readonly erase?: (key: DataKeyId) => Promise<void>;
  /** Asked if anything is due: whether it may be destroyed now. */
  readonly isAllowed?: () => Promise<boolean>;
}

/** A run that died between purging and scrubbing is made good by the runs of the next days. */
const scrubbedAgainFor = Temporal.Duration.from({ hours: 48 });

/** Purges every key whose retention is over and that no legal hold keeps, each in one step, then frees what the deletions left behind. */
export async function purgeDue(purge: Purge): Promise<PurgeReport> {
  const { store, deliberation, now } = purge;
  await endExpiredHolds(purge);
  const holds = (await store.holds()).filter((hold) => isInForce(hold, legalDay(now)));
  const held = new Set(holds.map(({ month }) => month));
  const keys = await store.dataKeys();
  const due = liveKeys(keys).filter(
    (key) => isPurgeDue(deliberation, key.anchor, legalDay(now)) && !held.has(key.month),
  );
  if (due.length > 0 && (await purge.isAllowed?.()) === false) {
    return { purged: [], waiting: due.map((key) => purgeDate(deliberation, key)) };
  }
  const parcels = due.length > 0 ? await store.parcels({}) : [];
  const purged: PurgedKey[] = [];
  for (const key of due) {
    const certificate = await purgeKey(
      purge,
      key,
      parcels.filter((parcel) => parcel.dataKey === key.id),
    );
    if (certificate !== undefined) purged.push(certificate);
  }
  if (purged.length > 0 || keys.some((key) => wasDestroyedLately(key, now))) await store.scrub();
  return { purged, waiting: [] };
}

/**
 * Gives `undefined` if another process was faster, or if a hold was confirmed at this very moment: then opened files
 * are erased, and the data that they were opened from stay.
 */
async function purgeKey(
  { store, deliberation, actor, now, erase }: Purge,
  key: DataKey,
  parcels: readonly Parcel[],
): Promise<PurgedKey | undefined> {
  const purged: PurgedKey = {
    ...purgeDate(deliberation, key),
    parcels: parcels.length,
    records: originals(parcels).reduce((sum, parcel) => sum + total(parcel.counts), 0),
  };
  await erase?.(key.id);
  const result = await store.commit({
    at: now,
    changes: [{ change: 'destroy-data-key', key: key.id, at: now }],
    events: [certificateOf(purged, key, { actor, deliberation, parcels })],
  });
  return result.committed ? purged : undefined;
}

function certificateOf(
  { month, received, lastDay, records }: PurgedKey,
  key: DataKey,
  {
    actor,
    deliberation,
    parcels,
  }: {
    readonly actor: string;
    readonly deliberation: Deliberation;
    readonly parcels: readonly Parcel[];
  },
): LedgerEvent {
  return {
    event: 'data-purged',
    actor,
    details: {
      key: key.id,
      // Tells the destroyed key apart in a backup that still has it; random, it says nothing of the key itself.
      wrappedKey: createHash('sha256').update(key.wrapped).digest('hex'),
      month,
      received: received.toString(),
      lastDay: lastDay.toString(),
      points: deliberation.retention.points,
      parcels: parcels.length,
      records,
      digests: parcels.map((parcel) => parcel.digest).join(' '),
    },
  };
}

function wasDestroyedLately({ destroyedAt }: DataKey, now: Temporal.Instant): boolean {
  return destroyedAt !== null && Temporal.Instant.compare(destroyedAt.add(scrubbedAgainFor), now) >= 0;
}
