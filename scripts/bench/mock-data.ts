/**
 * Evaluations and a CIN extract of any length, about children of the mock register. The same length gives the
 * same files; neither is sorted, as no export of a real system is.
 */

import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PartyId } from '../../src/deliberations/clause.ts';
import type { Ssin } from '../../src/people/ssin.ts';
import { mockSsin } from '../../src/rehearsal/mock-register.ts';

const years = 26;
const months = 12;
const days = 28;
const counters = 997;

/** Distinct children to be had, over eight million. */
export const greatestNumberOfChildren = years * months * days * counters;

/** A prime that divides none of the factors above: each child comes once, and none beside its neighbour. */
const stride = 3_999_971;

/** Child number `index`, from 0. */
export function childAt(index: number): Ssin {
  let place = (index * stride) % greatestNumberOfChildren;
  const take = (size: number): number => {
    const digit = place % size;
    place = Math.floor(place / size);
    return digit;
  };
  const born = new Temporal.PlainDate(2000 + take(years), 1 + take(months), 1 + take(days));
  return mockSsin(born, 1 + take(counters));
}

/** Periods begin on any of the days before this one, and last two years or have an open end. */
const lastStart = Temporal.PlainDate.from('2022-03-01');
const starts = 5000;
/** A period that began so many days before. */
function periodFrom(ago: number, years: number): string {
  const start = lastStart.subtract({ days: ago });
  const end = ago % 5 === 0 ? '' : start.add({ years }).subtract({ days: 1 });
  return `${start},${end}`;
}

const periods = Array.from({ length: starts }, (_, ago) => periodFrom(ago, 2));

const headingOfEvaluations =
  'ssin,evaluation_date,initial_incapacity,pillar1_points,conditions_met,period_start,period_end';

/** Writes `records` evaluations that are all in scope by the raise alone. */
export function writeEvaluations(file: string, records: number): Promise<void> {
  return writeLines(file, [headingOfEvaluations], records, (index) => {
    return `${childAt(index)},2021-12-20,51,2,abcd,${periods[(index * 7) % starts]}`;
  });
}

/**
 * The same for one of many months, from 0: so many children that are new, as many whose period has another end than in
 * the month before, and none of those who came before these.
 */
export function writeTurnover(file: string, month: number, each: number): Promise<void> {
  const first = each * Math.max(0, month - 1);
  return writeLines(file, [headingOfEvaluations], each * (month + 1) - first, (line) => {
    const child = first + line;
    // None with an open end, which could not change.
    const period = periodFrom(5 * (child % 900) + 1, child < each * month ? 3 : 2);
    return `${childAt(child)},2021-12-20,51,2,abcd,${period}`;
  });
}

/** Writes an extract made on `day` in which `children` children belong to the insurers by turns. */
export function writeExtract(
  file: string,
  children: number,
  insurers: readonly PartyId[],
  day: Temporal.PlainDate,
): Promise<void> {
  const heading = [`# extract ${day}`, 'ssin,insurer,valid_from,valid_to'];
  return writeLines(file, heading, children, (index) => {
    // From the last child to the first: an order other than that of the evaluations.
    const child = children - 1 - index;
    return `${childAt(child)},${insurers[child % insurers.length]},2020-01-01,`;
  });
}

function writeLines(
  file: string,
  heading: readonly string[],
  count: number,
  lineOf: (index: number) => string,
): Promise<void> {
  function* pieces(): Generator<string> {
    yield `${heading.join('\n')}\n`;
    for (let first = 0; first < count; first += 1000) {
      const length = Math.min(1000, count - first);
      yield Array.from({ length }, (_, offset) => `${lineOf(first + offset)}\n`).join('');
    }
  }
  return pipeline(Readable.from(pieces()), createWriteStream(file));
}
