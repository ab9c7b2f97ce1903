/** The two files that reach the channel from outside, as they would lie there in a month of the scenario. */

import type { ReferenceMonth } from '../people/reference-month.ts';
import { monthOfDay } from '../people/reference-month.ts';
import type { RehearsedChild, Scenario, Turn } from './scenario.ts';

/** The evaluations that Opgroeien holds in `month`: all that were made so far and still stand. */
export function evaluationsIn(scenario: Scenario, month: ReferenceMonth): string {
  const header = [
    'ssin',
    'evaluation_date',
    'initial_incapacity',
    'pillar1_points',
    'conditions_met',
    'period_start',
    'period_end',
  ];
  const standing = scenario.children.flatMap((child, number) => {
    if (monthOfDay(child.start) > month) return [];
    const turns = turnsUntil(scenario, number, month);
    if (turns.some((turn) => turn.what === 'recognition-withdrawn')) return [];
    const ended = turns.find((turn) => turn.what === 'recognition-ends');
    const corrected = scenario.turns.find(
      (turn) => turn.child === number && turn.what === 'number-corrected' && turn.from > month,
    );
    const ssin = corrected?.what === 'number-corrected' ? corrected.mistaken : child.ssin;
    return [{ ...child, ssin, end: ended?.on ?? child.end }];
  });
  const rows = [...standing, ...scenario.notInScope].map((child) => [
    child.ssin,
    child.evaluatedOn,
    child.initialIncapacity,
    child.firstPillarPoints,
    child.conditionsMet,
    child.start,
    child.end ?? '',
  ]);
  return lines([header, ...rows]);
}

/** The extract that the CIN made on `day`: every child's insurer, with the days of its affiliation. */
export function affiliationsOn(scenario: Scenario, day: Temporal.PlainDate): string {
  const month = monthOfDay(day);
  const rows = scenario.children.flatMap((child, number) => {
    const appears = scenario.turns.find((turn) => turn.child === number && turn.what === 'affiliation-known');
    if (appears !== undefined && appears.from > month) return [];
    return affiliations(child, turnsUntil(scenario, number, month));
  });
  return lines([[`# extract ${day}`], ['ssin', 'insurer', 'valid_from', 'valid_to'], ...rows]);
}

function affiliations(child: RehearsedChild, turns: readonly Turn[]) {
  const since = child.start.subtract({ years: 1 });
  const change = turns.find((turn) => turn.what === 'insurer-changed');
  if (change === undefined) return [[child.ssin, child.insurer, since, '']];
  const changed = Temporal.PlainYearMonth.from(change.from).toPlainDate({ day: 1 });
  return [
    [child.ssin, child.insurer, since, changed.subtract({ days: 1 })],
    [child.ssin, change.to, changed, ''],
  ];
}

function turnsUntil(scenario: Scenario, child: number, month: ReferenceMonth): readonly Turn[] {
  return scenario.turns.filter((turn) => turn.child === child && turn.from <= month);
}

function lines(rows: readonly (readonly unknown[])[]): string {
  return rows.map((row) => `${row.join(',')}\n`).join('');
}
