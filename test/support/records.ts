/** Records of mock children, for tests that need many. */

import fc from 'fast-check';
import { operations } from '../../src/people/operation.ts';
import type { Mutation } from '../../src/people/record.ts';
import { parseReferenceMonth, type ReferenceMonth } from '../../src/people/reference-month.ts';
import { parseSsin, type Ssin } from '../../src/people/ssin.ts';

export function ssin(text: string): Ssin {
  const parsed = parseSsin(text);
  if (parsed.ssin === undefined) throw new RangeError(parsed.problem);
  return parsed.ssin;
}

export function month(text: string): ReferenceMonth {
  const parsed = parseReferenceMonth(text);
  if (parsed === undefined) throw new RangeError(text);
  return parsed;
}

export const day = (text: string) => Temporal.PlainDate.from(text);
export const instant = (text: string) => Temporal.Instant.from(text);

/** The mock-register SSIN of a child born from 2000: year 0–99, month 1–12, day 1–28, counter 1–997. */
function mockSsin(year: number, month: number, dayOfMonth: number, counter: number): Ssin {
  const two = (part: number) => String(part).padStart(2, '0');
  const body = `${two(year)}${two(60 + month)}${two(dayOfMonth)}${String(counter).padStart(3, '0')}`;
  return ssin(`${body}${two(97 - (Number(`2${body}`) % 97))}`);
}

/** The nth of some thirty million mock children. */
export function child(number: number): Ssin {
  return mockSsin(
    Math.floor(number / (997 * 28 * 12)) % 100,
    (Math.floor(number / (997 * 28)) % 12) + 1,
    (Math.floor(number / 997) % 28) + 1,
    (number % 997) + 1,
  );
}

/** `count` new records, of one child each; every third period is open. */
export function newRecords(count: number): readonly Mutation[] {
  return Array.from({ length: count }, (_, number) => ({
    operation: 'new',
    record: {
      ssin: child(number),
      period: { start: day('2022-01-01'), end: number % 3 === 0 ? null : day('2027-12-31') },
    },
  }));
}

export const anySsin = fc
  .tuple(
    fc.integer({ min: 0, max: 99 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
    fc.integer({ min: 1, max: 997 }),
  )
  .map((parts) => mockSsin(...parts));

export const anyDay = fc.integer({ min: 0, max: 40_000 }).map((days) => day('1995-01-01').add({ days }));

export const anyPeriod = fc
  .tuple(anyDay, fc.option(fc.integer({ min: 0, max: 8000 })))
  .map(([start, days]) => ({ start, end: days === null ? null : start.add({ days }) }));

export const anyMutation: fc.Arbitrary<Mutation> = fc.record({
  operation: fc.constantFrom(...operations),
  record: fc.record({ ssin: anySsin, period: anyPeriod }),
});
