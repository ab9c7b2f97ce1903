/** What is kept until when, by the clauses on retention, and which months a legal hold keeps longer. */

import type { DataKey } from '../../ports/parcel.ts';
import { foresight, liveKeys, purgeCalendar, purgeDate } from '../../retention/calendar.ts';
import { type HeldDate, isInForce, withHolds } from '../../retention/holds.ts';
import type { Site } from '../../site.ts';
import type { HoldView, PurgeEntry, PurgeView } from '../view.ts';

type Kept = Pick<Site, 'store' | 'deliberation'>;

export async function purgeViewOf(
  { store, deliberation }: Kept,
  today: Temporal.PlainDate,
): Promise<PurgeView> {
  const keys = await store.dataKeys();
  const dates = await withHolds(store, await purgeCalendar(store, deliberation), today);
  const heldUntil = new Map(dates.map((date) => [date.key, date]));
  const entries = keys
    .map((key) => entryOf(deliberation, key, heldUntil.get(key.id), today))
    .sort((a, b) => compareText(a.month, b.month) || compareText(a.received, b.received));
  const lastDays = entries
    .filter(({ purgedAt }) => purgedAt === null)
    .map((entry) => entry.heldUntil ?? entry.lastDay);
  return {
    entries,
    through: lastDays.toSorted().at(-1) ?? null,
    points: deliberation.retention.points,
  };
}

function entryOf(
  deliberation: Site['deliberation'],
  key: DataKey,
  held: HeldDate | undefined,
  today: Temporal.PlainDate,
): PurgeEntry {
  const { month, received, lastDay } = purgeDate(deliberation, key);
  const heldUntil = held?.heldUntil;
  return {
    month,
    received: received.toString(),
    lastDay: lastDay.toString(),
    heldUntil: heldUntil?.toString() ?? null,
    purgedAt: key.destroyedAt?.toString() ?? null,
    state: stateOf(key, lastDay, heldUntil, today),
  };
}

function stateOf(
  key: DataKey,
  lastDay: Temporal.PlainDate,
  heldUntil: Temporal.PlainDate | undefined,
  today: Temporal.PlainDate,
): PurgeEntry['state'] {
  if (liveKeys([key]).length === 0) return 'purged';
  if (heldUntil !== undefined) return 'held';
  if (Temporal.PlainDate.compare(today, lastDay) > 0) return 'due';
  return Temporal.PlainDate.compare(lastDay, today.add(foresight)) <= 0 ? 'soon' : 'kept';
}

/** Those that keep a month, and those asked for that have not run out. */
export async function holdsOf({ store }: Kept, today: Temporal.PlainDate): Promise<readonly HoldView[]> {
  const standing = (await store.holds()).filter(
    (hold) =>
      isInForce(hold, today) ||
      (hold.confirmedAt === null &&
        hold.endedAt === null &&
        Temporal.PlainDate.compare(today, hold.until) <= 0),
  );
  return standing.map(({ month, until, placedBy, confirmedBy }) => ({
    month,
    until: until.toString(),
    placedBy,
    confirmedBy,
  }));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
