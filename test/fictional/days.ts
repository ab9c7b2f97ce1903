/** The days of the invented channel, around the present: it was opened a while ago, and runs for weeks to come. */

import { legalTimeZone } from '../../src/clock.ts';
import { parseReferenceMonth, type ReferenceMonth } from '../../src/people/reference-month.ts';
import type { Days } from './law.ts';

const today = Temporal.Now.plainDateISO(legalTimeZone);

const last = today.add({ months: 1 }).with({ day: 31 });

export const days: Days = {
  adopted: today.subtract({ months: 3 }).with({ day: 1 }).toString(),
  lastDay: last.toString(),
};

/** The month that its publisher reports first: one that is over. */
export const firstMonth = monthBefore(1);
/** And the next, which has begun. */
export const secondMonth = monthBefore(0);
/** That of the last day. */
export const lastMonth = monthBefore(-1);

function monthBefore(months: number): ReferenceMonth {
  const text = today.subtract({ months }).toPlainYearMonth().toString();
  const month = parseReferenceMonth(text);
  if (month === undefined) throw new RangeError(text);
  return month;
}

/** A time of the last day, or of a day after it, by the clocks of Brussels. */
export function atTheEnd(time: string, daysLater = 0): string {
  return last
    .add({ days: daysLater })
    .toZonedDateTime({ timeZone: legalTimeZone, plainTime: time })
    .toInstant()
    .toString();
}
