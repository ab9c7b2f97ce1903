/**
 * Nothing is held silently: the ledger is told once of each record that crosses a limit on its age, and
 * whoever asks hears of those that stand beyond one.
 */

import { legalDay } from '../clock.ts';
import type { Deliberation } from '../deliberations/clause.ts';
import { heldLimitsCrossed, latest } from '../deliberations/rules.ts';
import { PasserelleError } from '../errors.ts';
import type { LedgerEvent } from '../ledger/event.ts';
import type { ReferenceMonth } from '../people/reference-month.ts';
import type { RecordPlace } from '../ports/parcel.ts';
import type { Store } from '../ports/store.ts';
import { remembering } from '../remembered.ts';
import { type Text, text } from '../words/text.ts';
import { heldBlocks } from './listing.ts';

/** Held records of a month that have crossed a limit. */
export interface Overdue {
  readonly month: ReferenceMonth;
  /** ISO 8601 duration, as the deliberation has it. */
  readonly limit: string;
  readonly records: number;
}

interface Held {
  readonly store: Store;
  readonly deliberation: Deliberation;
  readonly now: Temporal.Instant;
}

/** How many records are held beyond each limit, in the order of the limits. */
export interface HeldAges {
  readonly held: number;
  readonly beyond: readonly { readonly limit: string; readonly records: number }[];
}

export async function heldAges({ store, deliberation, now }: Held): Promise<HeldAges> {
  const limits = latest(deliberation.heldLimits);
  const beyond = limits.map(() => 0);
  const crossedSince = limitsCrossedOn(deliberation, legalDay(now));
  let held = 0;
  for (const { since, records } of await store.heldTallies()) {
    held += records;
    const crossed = crossedSince(since);
    for (let limit = 0; limit < crossed; limit += 1) beyond[limit] = (beyond[limit] ?? 0) + records;
  }
  return { held, beyond: limits.map((limit, index) => ({ limit, records: beyond[index] ?? 0 })) };
}

/** All that is held of a parcel is held since the same instant, or since few. */
function limitsCrossedOn(deliberation: Deliberation, today: Temporal.PlainDate) {
  return remembering((since: Temporal.Instant) => heldLimitsCrossed(deliberation, since, today));
}

/** `held-too-long`, to be thrown when all else is done, if a record is held beyond the last limit. */
export function heldTooLong(deliberation: Deliberation, { beyond }: HeldAges): PasserelleError | undefined {
  const last = beyond.at(-1);
  if (last === undefined || last.records === 0) return undefined;
  const days = daysOf(last.limit);
  return new PasserelleError(
    'held-too-long',
    text`${last.records} records are held for more than ${days} days (n° ${deliberation.number}, point ${deliberation.heldLimits.points})`,
    {
      hint: text`See them with «passerelle held --records»; give back what stays without an insurer: «passerelle held return».`,
    },
  );
}

/** What is to be said of records beyond a limit that is not the last. */
export function heldWarnings({ beyond }: HeldAges): readonly Text[] {
  return beyond
    .slice(0, -1)
    .filter(({ records }) => records > 0)
    .map(({ limit, records }) => text`${records} records are held for more than ${daysOf(limit)} days.`);
}

function daysOf(limit: string): number {
  return Temporal.Duration.from(limit).days;
}

/**
 * Tells the ledger of each limit that a record has crossed since it was told last; gives what was new. A
 * month is one step: what was told is not told again, whoever runs.
 */
export async function tellOverdue(
  { store, deliberation, now }: Held,
  actor: string,
): Promise<readonly Overdue[]> {
  const crossedSince = limitsCrossedOn(deliberation, legalDay(now));
  const limits = latest(deliberation.heldLimits);
  const told: Overdue[] = [];
  const months = new Map<ReferenceMonth, (RecordPlace & { readonly from: number; readonly to: number })[]>();
  const tallies = await store.heldTallies();
  const crossing = tallies.filter(({ since, limitsTold }) => crossedSince(since) > limitsTold);
  const parcels = new Set(crossing.map(({ parcel }) => parcel));
  for await (const { parcel, records } of heldBlocks(store, parcels)) {
    for (const { block, slot, since, limitsTold } of records) {
      const to = crossedSince(since);
      if (to <= limitsTold) continue;
      const places = months.get(parcel.month) ?? [];
      places.push({ parcel: parcel.id, block, slot, from: limitsTold, to });
      months.set(parcel.month, places);
    }
  }
  for (const [month, places] of months) {
    const crossed = limits.flatMap((limit, index): readonly Overdue[] => {
      const records = places.filter(({ from, to }) => from <= index && index < to).length;
      return records === 0 ? [] : [{ month, limit, records }];
    });
    const [first, ...others] = crossed.map((overdue) => overdueEvent(overdue, deliberation, actor));
    if (first === undefined) continue;
    const result = await store.commit({
      at: now,
      changes: places.map(({ from: _from, to, ...held }) => ({
        change: 'note-held-limits',
        held,
        limits: to,
      })),
      events: [first, ...others],
    });
    // A conflict: another process has told of them, or has settled one; the next run tells the rest.
    if (result.committed) told.push(...crossed);
  }
  return told;
}

function overdueEvent(
  { month, limit, records }: Overdue,
  { heldLimits }: Deliberation,
  actor: string,
): LedgerEvent {
  return { event: 'held-overdue', actor, details: { month, limit, records, points: heldLimits.points } };
}
