/** Values on the command line: parsed where they come in, refused with what was expected. */

import { InvalidArgumentError } from 'commander';
import { parseReference, type RecordReference } from '../feedback/reference.ts';
import { parseAddressList } from '../login/address-list.ts';
import { parseDay } from '../people/period.ts';
import { parseReferenceMonth, type ReferenceMonth } from '../people/reference-month.ts';

export function wholeNumber(text: string): number {
  if (/^[0-9]{1,12}$/.test(text)) return Number(text);
  return refuse('A whole number is expected.');
}

export function day(text: string): Temporal.PlainDate {
  return parseDay(text) ?? refuse('A day is expected, written YYYY-MM-DD.');
}

export function month(text: string): ReferenceMonth {
  return parseReferenceMonth(text) ?? refuse('A month is expected, written YYYY-MM.');
}

/** A record by its month and its number there. */
export function reference(text: string): RecordReference {
  return parseReference(text) ?? refuse('A reference is expected, written 2022-03/7.');
}

/** Addresses and networks, separated by commas. */
export function addresses(text: string): readonly string[] {
  if (parseAddressList(text) === undefined) {
    return refuse('Addresses or networks are expected, for example 192.0.2.7,2001:db8::/32.');
  }
  return text.split(',');
}

function refuse(expected: string): never {
  throw new InvalidArgumentError(expected);
}
