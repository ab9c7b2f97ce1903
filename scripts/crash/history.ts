/** Random months of children: what Opgroeien evaluates, and what the CIN knows of their insurers. */

import type { PartyId } from '../../src/deliberations/clause.ts';
import { mockSsin } from '../../src/rehearsal/mock-register.ts';
import type { Random } from './random.ts';

/** A recognition as it stands at Opgroeien. Days are written YYYY-MM-DD; an open period has no end. */
export interface Recognition {
  readonly ssin: string;
  readonly start: string;
  readonly end: string;
}

/** Insurers to which a child belongs on the day of the extract: none, one or several. */
export type Insurers = readonly PartyId[];

export interface Month {
  /** YYYY-MM */
  readonly month: string;
  /** All recognitions that stand in the month. */
  readonly recognitions: readonly Recognition[];
  /** A child that is missing is unknown to the CIN. */
  readonly affiliations: ReadonlyMap<string, Insurers>;
  /** Where children were insured before, for an extract as the CIN makes it. */
  readonly former: ReadonlyMap<string, PartyId>;
}

const newInFirstMonth = 6;
const mostNew = 4;
/** Recognitions that may change in a month: more of a kind would have to be confirmed. */
const mostChanged = 10;
const unsettled = 0.3;
const likelihood = { settled: 0.4, moved: 0.15, corrected: 0.2, withdrawn: 0.12, returned: 0.3, quiet: 0.1 };

/** `months` follow each other. Each holds a few changes, so that no volume has to be confirmed; some hold none. */
export function randomHistory(
  random: Random,
  months: readonly string[],
  insurers: readonly [PartyId, ...PartyId[]],
): readonly Month[] {
  const standing = new Map<string, Recognition>();
  const withdrawn: Recognition[] = [];
  const affiliations = new Map<string, Insurers>();
  const former = new Map<string, PartyId>();
  let born = 0;

  const affiliate = (ssin: string) => {
    affiliations.set(ssin, [random.pick(insurers)]);
    if (!random.chance(unsettled)) return;
    const [one, two] = [random.pick(insurers), random.pick(insurers)];
    if (one !== two && random.chance(0.4)) affiliations.set(ssin, [one, two].sort());
    else if (random.chance(0.5)) affiliations.set(ssin, []);
    else affiliations.delete(ssin);
  };

  const settleOrMove = (ssin: string) => {
    const [only, ...others] = affiliations.get(ssin) ?? [];
    if (only === undefined || others.length > 0) {
      if (random.chance(likelihood.settled)) affiliations.set(ssin, [random.pick(insurers)]);
    } else if (random.chance(likelihood.moved)) {
      former.set(ssin, only);
      affiliate(ssin);
    }
  };

  const change = (recognition: Recognition, index: number) => {
    if (index >= mostChanged) return;
    const { ssin, start, end } = recognition;
    if (random.chance(likelihood.corrected)) {
      const until = `20${26 + random.below(4)}-06-30`;
      standing.set(ssin, { ssin, start, end: end === until ? '' : until });
    } else if (random.chance(likelihood.withdrawn)) {
      standing.delete(ssin);
      withdrawn.push(recognition);
    }
  };

  return months.map((month, index) => {
    for (const ssin of [...standing.keys(), ...withdrawn.map((gone) => gone.ssin)]) settleOrMove(ssin);
    if (index === 0 || !random.chance(likelihood.quiet)) {
      [...standing.values()].forEach(change);
      const returning =
        withdrawn.length > 1 && random.chance(likelihood.returned) ? withdrawn.shift() : undefined;
      if (returning !== undefined) standing.set(returning.ssin, returning);
      const added = index === 0 ? newInFirstMonth : random.below(mostNew + 1);
      for (let count = 0; count < added; count += 1) {
        born += 1;
        const day = new Temporal.PlainDate(
          2005 + random.below(15),
          1 + random.below(12),
          1 + random.below(28),
        );
        const ssin = mockSsin(day, born);
        standing.set(ssin, { ssin, start: `${month}-01`, end: random.chance(0.5) ? '' : '2025-12-31' });
        affiliate(ssin);
      }
    }
    return {
      month,
      recognitions: [...standing.values()],
      affiliations: new Map(affiliations),
      former: new Map(former),
    };
  });
}

/** The month's evaluations as Opgroeien's own system exports them. */
export function evaluationsOf({ recognitions }: Month): string {
  const rows = recognitions.map(({ ssin, start, end }) => [ssin, start, 51, 2, 'abcd', start, end]);
  return csv([
    [
      'ssin',
      'evaluation_date',
      'initial_incapacity',
      'pillar1_points',
      'conditions_met',
      'period_start',
      'period_end',
    ],
    ...rows,
  ]);
}

/** The extract that the CIN makes on `day`. Some insurers are named by one of their mutual health funds. */
export function extractOf({ month, affiliations, former }: Month, day: string): string {
  const rows = [...affiliations].flatMap(([ssin, insurers]) => {
    const past = former.get(ssin);
    return [
      ...(past === undefined ? [] : [[ssin, past, '2015-01-01', '2021-12-31']]),
      ...(insurers.length === 0 ? [[ssin, '100', '2010-01-01', '2014-12-31']] : []),
      ...insurers.map((insurer) => [ssin, fundOf(insurer, month), '2022-01-01', '']),
    ];
  });
  return csv([[`# extract ${day}`], ['ssin', 'insurer', 'valid_from', 'valid_to'], ...rows]);
}

/** In every second month a fund of the insurer, whose code begins with the same digit. */
function fundOf(insurer: PartyId, month: string): string {
  const number = Number(month.slice(-2));
  return number % 2 === 0 ? insurer : `${insurer.charAt(0)}${String(number).padStart(2, '0')}`;
}

function csv(rows: readonly (readonly unknown[])[]): string {
  return rows.map((row) => `${row.join(',')}\n`).join('');
}
