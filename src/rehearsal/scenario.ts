/**
 * The year that is rehearsed: three dozen children, and what happens to five of them. All of it is data;
 * the evaluations and the CIN extract of any month follow from it.
 */

import type { InsurerCode } from '../people/insurer.ts';
import { parseReferenceMonth, type ReferenceMonth } from '../people/reference-month.ts';
import type { Ssin } from '../people/ssin.ts';
import { say } from '../words/operator.ts';
import { mockSsin } from './mock-register.ts';

export interface RehearsedChild {
  readonly ssin: Ssin;
  readonly evaluatedOn: Temporal.PlainDate;
  readonly initialIncapacity: number;
  readonly firstPillarPoints: number;
  readonly conditionsMet: string;
  readonly start: Temporal.PlainDate;
  readonly end: Temporal.PlainDate | null;
  readonly insurer: InsurerCode;
}

/** What happens to a child, by its number in the scenario, from a month on. */
export type Turn = {
  readonly child: number;
  readonly from: ReferenceMonth;
  readonly told: string;
} & (
  | { readonly what: 'recognition-ends'; readonly on: Temporal.PlainDate }
  | { readonly what: 'recognition-withdrawn' }
  | { readonly what: 'affiliation-known' }
  | { readonly what: 'returned' }
  | { readonly what: 'number-corrected'; readonly mistaken: Ssin }
  | { readonly what: 'insurer-changed'; readonly to: InsurerCode }
);

export interface Scenario {
  readonly months: readonly ReferenceMonth[];
  /** In scope by a raise, three a month. */
  readonly children: readonly RehearsedChild[];
  /** Evaluated too, but not to be sent: known by first-pillar points, or not raised far enough. */
  readonly notInScope: readonly RehearsedChild[];
  readonly turns: readonly Turn[];
}

const childrenPerMonth = 3;

function day(text: string): Temporal.PlainDate {
  return Temporal.PlainDate.from(text);
}

function month(text: string): ReferenceMonth {
  const parsed = parseReferenceMonth(text);
  if (parsed === undefined) throw new RangeError(`no month: ${text}`);
  return parsed;
}

/** Initial incapacity and conditions by turns; every pair reaches the threshold by the raise alone. */
const raises = [
  { initialIncapacity: 51, conditionsMet: 'abcd' },
  { initialIncapacity: 46, conditionsMet: 'abcde' },
  { initialIncapacity: 60, conditionsMet: 'abde' },
  { initialIncapacity: 65, conditionsMet: 'bcde' },
] as const;

const misses = [
  { initialIncapacity: 70, firstPillarPoints: 4, conditionsMet: 'abcd' },
  { initialIncapacity: 45, firstPillarPoints: 1, conditionsMet: 'abcde' },
  { initialIncapacity: 62, firstPillarPoints: 2, conditionsMet: 'abc' },
] as const;

/** The scenario of a year, for the insurers that the deliberation names. */
export function createScenario(year: number, insurers: readonly InsurerCode[]): Scenario {
  const months = Array.from({ length: 12 }, (_, index) =>
    month(new Temporal.PlainYearMonth(year, index + 1).toString()),
  );
  const insurerOf = (number: number) => {
    const insurer = insurers[number % insurers.length];
    if (insurer === undefined) throw new RangeError('a scenario needs an insurer');
    return insurer;
  };
  const children = months.flatMap((_, monthIndex) =>
    Array.from({ length: childrenPerMonth }, (_, index): RehearsedChild => {
      const number = monthIndex * childrenPerMonth + index;
      const start = new Temporal.PlainDate(year, monthIndex + 1, 1);
      const raise = raises[number % raises.length] ?? raises[0];
      return {
        ssin: mockSsin(
          new Temporal.PlainDate(2004 + (number % 16), 1 + (number % 12), 1 + (number % 28)),
          11 + number,
        ),
        evaluatedOn: start.subtract({ days: 10 }),
        firstPillarPoints: 2,
        ...raise,
        start,
        end: number % 5 === 0 ? null : start.add({ years: 2 }).subtract({ days: 1 }),
        insurer: insurerOf(number),
      };
    }),
  );
  const notInScope = misses.map((miss, index): RehearsedChild => {
    const start = day(`${year}-01-01`);
    return {
      ssin: mockSsin(new Temporal.PlainDate(2010 + index, 6, 15), 801 + index),
      evaluatedOn: start.subtract({ days: 20 }),
      ...miss,
      start,
      end: null,
      insurer: insurerOf(index),
    };
  });
  return { months, children, notInScope, turns: turnsOf(year, insurerOf(2)) };
}

function turnsOf(year: number, newInsurer: InsurerCode): readonly Turn[] {
  return [
    {
      child: 7,
      from: month(`${year}-05`),
      what: 'affiliation-known',
      told: say`a child held since March, unknown to the CIN, gets an insurer`,
    },
    {
      child: 1,
      from: month(`${year}-04`),
      what: 'insurer-changed',
      to: newInsurer,
      told: say`a child of January changes to insurer ${newInsurer}`,
    },
    {
      child: 1,
      from: month(`${year}-06`),
      what: 'recognition-ends',
      on: day(`${year}-08-31`),
      told: say`its recognition ends early: the correction goes to the insurer that was told in January`,
    },
    {
      child: 4,
      from: month(`${year}-09`),
      what: 'recognition-withdrawn',
      told: say`the recognition of a child of February is withdrawn`,
    },
    {
      child: 10,
      from: month(`${year}-05`),
      what: 'returned',
      told: say`a child held since April, whose number the CIN does not know, goes back to Opgroeien`,
    },
    {
      child: 10,
      from: month(`${year}-06`),
      what: 'number-corrected',
      mistaken: mockSsin(day('2014-11-12'), 21),
      told: say`Opgroeien corrects a digit of the number that came back, and publishes the child anew`,
    },
  ];
}
