/**
 * Social security numbers of the mock register (BCSS `SsinType`, months 60–72): right in form, and never
 * given to a person. A rehearsal knows no others.
 */

import { parseSsin, type Ssin } from '../people/ssin.ts';

const twoDigits = (number: number) => String(number).padStart(2, '0');

/** The mock number of a child born on that day (from 2000 on); `counter` tells children of one day apart. */
export function mockSsin(born: Temporal.PlainDate, counter: number): Ssin {
  const birth = [born.year % 100, born.month + 60, born.day].map(twoDigits).join('');
  const body = birth + String(counter).padStart(3, '0');
  const { ssin } = parseSsin(body + twoDigits(97 - (Number(`2${body}`) % 97)));
  if (ssin === undefined) throw new RangeError('the mock register begins with births in 2000');
  return ssin;
}
