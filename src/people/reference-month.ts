/** The calendar month that a monthly file reports, written YYYY-MM. */

export type ReferenceMonth = string & { readonly referenceMonth: unique symbol };

/** Reads YYYY-MM, or gives `undefined` if it is no month. */
export function parseReferenceMonth(text: string): ReferenceMonth | undefined {
  return /^[1-9][0-9]{3}-(0[1-9]|1[0-2])$/.test(text) ? (text as ReferenceMonth) : undefined;
}

/** The month in which `day` falls. */
export function monthOfDay(day: Temporal.PlainDate): ReferenceMonth {
  return day.toPlainYearMonth().toString() as ReferenceMonth;
}

/** The month after `month`. */
export function nextMonth(month: ReferenceMonth): ReferenceMonth {
  return Temporal.PlainYearMonth.from(month).add({ months: 1 }).toString() as ReferenceMonth;
}
