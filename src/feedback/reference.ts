/**
 * By what a record is named between the parties and on a command line, without its social security number:
 * the month in which it was published and its number there, `2022-03/7`.
 */

import { parseReferenceMonth, type ReferenceMonth } from '../people/reference-month.ts';

export interface RecordReference {
  readonly month: ReferenceMonth;
  /** From 1, as the month's file has it. */
  readonly number: number;
}

export function formatReference({ month, number }: RecordReference): string {
  return `${month}/${number}`;
}

/** Reads a reference, or gives `undefined` if the text is none. */
export function parseReference(text: string): RecordReference | undefined {
  const [, monthText = '', number] = /^([0-9]{4}-[0-9]{2})\/([1-9][0-9]{0,8})$/.exec(text) ?? [];
  const month = parseReferenceMonth(monthText);
  return month === undefined ? undefined : { month, number: Number(number) };
}
