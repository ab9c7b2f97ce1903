/** How long the entries of a ledger are kept: each for the time that the clause on the log gives it. */

import { legalDay } from '../clock.ts';
import type { Deliberation } from '../deliberations/clause.ts';
import { latest } from '../deliberations/rules.ts';
import type { StoredEntry } from './event.ts';
import { readEntry } from './read.ts';

/** Entries that were written in one year, in days of Brussels. */
export interface LoggedYear {
  readonly year: number;
  /** Numbers of its first and last entry. */
  readonly first: number;
  readonly last: number;
  /** Last day on which its first entry, and its last, must be kept. */
  readonly keptFrom: Temporal.PlainDate;
  readonly keptThrough: Temporal.PlainDate;
  /** How many of its entries need not be kept any longer. */
  readonly over: number;
}

/** The last day on which an entry written then must be kept. */
export function lastDayLogged(deliberation: Deliberation, written: Temporal.Instant): Temporal.PlainDate {
  return lastDayLoggedOf(deliberation, legalDay(written));
}

/** True if an entry written then need not be kept any longer. */
export function isLogOver(
  deliberation: Deliberation,
  written: Temporal.Instant,
  now: Temporal.Instant,
): boolean {
  return Temporal.PlainDate.compare(legalDay(now), lastDayLogged(deliberation, written)) > 0;
}

/** The last day of an entry of that legal day. */
export function lastDayLoggedOf(deliberation: Deliberation, written: Temporal.PlainDate): Temporal.PlainDate {
  return written.add(Temporal.Duration.from(latest(deliberation.logRetention).duration));
}

/** The years of a ledger, the oldest first. Throws `ledger-broken` if an entry cannot be read. */
export async function loggedYears(
  entries: AsyncIterable<StoredEntry>,
  deliberation: Deliberation,
  today: Temporal.PlainDate,
): Promise<readonly LoggedYear[]> {
  const years: LoggedYear[] = [];
  for await (const stored of entries) {
    const { at, sequence } = readEntry(stored);
    const written = Temporal.Instant.from(at);
    const { year } = legalDay(written);
    const kept = lastDayLogged(deliberation, written);
    const over = Temporal.PlainDate.compare(today, kept) > 0 ? 1 : 0;
    const before = years.at(-1);
    // The ledger's time never runs back: a year is one run of entries.
    if (before?.year === year) {
      years[years.length - 1] = { ...before, last: sequence, keptThrough: kept, over: before.over + over };
    } else {
      years.push({ year, first: sequence, last: sequence, keptFrom: kept, keptThrough: kept, over });
    }
  }
  return years;
}
