/** Values on the command line: parsed where they come in, refused with what was expected. */

import { InvalidArgumentError } from 'commander';
import { host, port } from '../config/fields.ts';
import { parseReference, type RecordReference } from '../feedback/reference.ts';
import { parseAddressList } from '../login/address-list.ts';
import { parseDay } from '../people/period.ts';
import { parseReferenceMonth, type ReferenceMonth } from '../people/reference-month.ts';
import { type Text, text } from '../words/text.ts';
import { say } from './language.ts';

export function wholeNumber(value: string): number {
  if (/^[0-9]{1,12}$/.test(value)) return Number(value);
  return refuse(text`A whole number is expected.`);
}

export function day(value: string): Temporal.PlainDate {
  return parseDay(value) ?? refuse(text`A day is expected, written YYYY-MM-DD.`);
}

export function month(value: string): ReferenceMonth {
  return parseReferenceMonth(value) ?? refuse(text`A month is expected, written YYYY-MM.`);
}

/** A host name or an address. */
export function hostName(value: string): string {
  return host.safeParse(value).data ?? refuse(text`A host name or an IP address is expected.`);
}

export function portNumber(value: string): number {
  return port(1).safeParse(Number(value)).data ?? refuse(text`A port from 1 to 65535 is expected.`);
}

/** A record by its month and its number there. */
export function reference(value: string): RecordReference {
  return parseReference(value) ?? refuse(text`A reference is expected, written 2022-03/7.`);
}

/** Addresses and networks, separated by commas. */
export function addresses(value: string): readonly string[] {
  if (parseAddressList(value) === undefined) {
    return refuse(text`Addresses or networks are expected, for example 192.0.2.7,2001:db8::/32.`);
  }
  return value.split(',');
}

function refuse(expected: Text): never {
  throw new InvalidArgumentError(say(expected));
}
