/** A record as whole numbers, which sort as what they stand for does. */

import type { Ssin } from '../people/ssin.ts';
import { remembering } from '../remembered.ts';

/** Stands for the end of an open period; after every day. */
const openEnd = 9999_99_99;

export function encodeSsin(ssin: Ssin): number {
  return Number(ssin);
}

/** `number` must come from {@link encodeSsin}: it is not verified again. */
export function decodeSsin(number: number): Ssin {
  return String(number).padStart(11, '0') as Ssin;
}

/** YYYYMMDD as a number, which sorts as the days do. */
export const encodeDay = remembering(
  (day: Temporal.PlainDate): number => day.year * 10_000 + day.month * 100 + day.day,
);

export const decodeDay = remembering(
  (number: number) =>
    new Temporal.PlainDate(Math.floor(number / 10_000), Math.floor(number / 100) % 100, number % 100),
);

/** Stands for no code; before every code. */
const noCode = -1;

const greatestCode = 2 ** 31 - 1;

/** Throws RangeError for what no column of codes would hold. */
export function encodeCode(code: number | undefined): number {
  if (code === undefined) return noCode;
  if (!Number.isInteger(code) || code < 0 || code > greatestCode) throw new RangeError('a code out of range');
  return code;
}

export function decodeCode(number: number): number | undefined {
  return number === noCode ? undefined : number;
}

export function encodeEnd(end: Temporal.PlainDate | null): number {
  return end === null ? openEnd : encodeDay(end);
}

export function decodeEnd(number: number): Temporal.PlainDate | null {
  return number === openEnd ? null : decodeDay(number);
}
