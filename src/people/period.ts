/** Recognition periods: calendar days in Brussels, both ends included, the end open when `null`. */

import { remembering } from '../remembered.ts';

export interface Period {
  readonly start: Temporal.PlainDate;
  /** Last day included; `null` while no end is known. */
  readonly end: Temporal.PlainDate | null;
}

export type PeriodProblem = 'not-a-day' | 'reversed';

/** Years have four digits and no leading zero: `xs:date` knows no year 0. */
const isoDay = /^[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}$/;

/** A calendar day written YYYY-MM-DD, or `undefined` if there is no such day. */
export const parseDay = remembering((text: string): Temporal.PlainDate | undefined => {
  if (!isoDay.test(text)) return undefined;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' });
  } catch {
    return undefined;
  }
});

/** The day as it is written. */
export const formatDay = remembering((day: Temporal.PlainDate): string => day.toString());

/** Reads two days; an empty or absent end leaves the period open. */
export function parsePeriod(
  start: string,
  end: string | null,
): { readonly period: Period } | { readonly period?: undefined; readonly problem: PeriodProblem } {
  const first = parseDay(start);
  const last = end === null || end === '' ? null : parseDay(end);
  if (first === undefined || last === undefined) return { problem: 'not-a-day' };
  // Written with four digits for the year, days sort as texts do, at a tenth of the cost.
  if (end !== null && end !== '' && start > end) return { problem: 'reversed' };
  return { period: { start: first, end: last } };
}

/** True if `day` lies in the period, its first and last day included. */
export function covers(period: Period, day: Temporal.PlainDate): boolean {
  return (
    Temporal.PlainDate.compare(period.start, day) <= 0 &&
    (period.end === null || Temporal.PlainDate.compare(day, period.end) <= 0)
  );
}

/** True if the two periods share at least one day. */
export function overlap(a: Period, b: Period): boolean {
  return (
    (a.end === null || Temporal.PlainDate.compare(b.start, a.end) <= 0) &&
    (b.end === null || Temporal.PlainDate.compare(a.start, b.end) <= 0)
  );
}

/** True if both periods have the same first day and the same last day. */
export function samePeriod(a: Period, b: Period): boolean {
  return a.start.equals(b.start) && (a.end === null ? b.end === null : b.end !== null && a.end.equals(b.end));
}
