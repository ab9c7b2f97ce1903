/** What was due by a day and is not there: months without a file, files without a receipt (points 7 and 25). */

import { legalDay } from '../clock.ts';
import type { Deliberation, PartyId } from '../deliberations/clause.ts';
import { latest, placeOf } from '../deliberations/rules.ts';
import { monthOfDay, nextMonth, type ReferenceMonth } from '../people/reference-month.ts';

/** A step of a month that somebody owes, and the last day on which it is in time. */
export interface Missing {
  readonly what: 'month' | 'receipt';
  readonly month: ReferenceMonth;
  /** Who owes it. */
  readonly from: PartyId;
  /** File that lacks its receipt; `null` for a month that has no file. */
  readonly parcel: string | null;
  readonly due: Temporal.PlainDate;
}

/** A file as far as its month and its receipt are asked for. */
export interface OwedParcel {
  readonly month: ReferenceMonth;
  readonly name: string;
  readonly from: PartyId;
  readonly to: PartyId;
  readonly at: Temporal.Instant;
  readonly receipted: boolean;
}

export interface Expectation {
  readonly deliberation: Deliberation;
  readonly site: PartyId;
  /** When the ledger of the site begins; `null`: it has not begun. */
  readonly since: Temporal.Instant | null;
  readonly today: Temporal.PlainDate;
}

/** All that is overdue on `today`, the oldest month first. */
export function missingOn(expectation: Expectation, parcels: readonly OwedParcel[]): readonly Missing[] {
  const { today } = expectation;
  return [...missingMonths(expectation, parcels), ...missingReceipts(expectation, parcels)]
    .filter(({ due }) => Temporal.PlainDate.compare(today, due) > 0)
    .sort((a, b) => Temporal.PlainDate.compare(a.due, b.due));
}

/** The last day on which the site has the month's file in time. */
export function monthDue(
  deliberation: Deliberation,
  site: PartyId,
  month: ReferenceMonth,
): Temporal.PlainDate {
  const { publication, takingIn } = latest(deliberation.deadlines);
  const published = Temporal.PlainYearMonth.from(month)
    .toPlainDate({ day: 1 })
    .add(Temporal.Duration.from(publication))
    .subtract({ days: 1 });
  const steps = { publisher: 0, relay: 1, recipient: 2 }[placeOf(deliberation, site) ?? 'recipient'];
  return Array.from({ length: steps }).reduce<Temporal.PlainDate>(
    (day) => day.add(Temporal.Duration.from(takingIn)),
    published,
  );
}

function* missingMonths(
  { deliberation, site, since, today }: Expectation,
  parcels: readonly OwedParcel[],
): Generator<Missing> {
  if (since === null) return;
  const [publisher, relay] = [latest(deliberation.publisher).id, latest(deliberation.relay).id];
  const from = placeOf(deliberation, site) === 'recipient' ? relay : publisher;
  // What goes to the publisher is what is returned, and no month's file.
  const files = parcels.filter((parcel) => parcel.from === from && parcel.to !== publisher);
  const there = new Set(files.map(({ month }) => month));
  const earliest = nextMonth(monthOfDay(Temporal.PlainDate.from(deliberation.adopted)));
  const lastMonth = monthOfDay(Temporal.PlainDate.from(latest(deliberation.lastDay)));
  const current = monthOfDay(today);
  const began = monthOfDay(legalDay(since));
  const [first = began] = [began, ...there].sort();
  for (let month = first; month <= current && month <= lastMonth; month = nextMonth(month)) {
    // The month of the adoption had begun without a channel.
    if (month < earliest || there.has(month)) continue;
    yield { what: 'month', month, from, parcel: null, due: monthDue(deliberation, site, month) };
  }
}

function* missingReceipts({ deliberation }: Expectation, parcels: readonly OwedParcel[]): Generator<Missing> {
  const within = Temporal.Duration.from(latest(deliberation.deadlines).receipt);
  for (const { month, name, to, at, receipted } of parcels) {
    if (!receipted) yield { what: 'receipt', month, from: to, parcel: name, due: legalDay(at).add(within) };
  }
}
