/**
 * Reads the evaluations that Opgroeien's own system exports: CSV, one recognition period of a child a line.
 * They never leave Opgroeien; what is selected from them does, as SSIN and period.
 */

import type { RaisedScoresDeliberation } from '../deliberations/n21-250-clauses.ts';
import { latest } from '../deliberations/rules.ts';
import { type ExportOptions, exportHint } from '../flow.ts';
import { type Period, parseDay } from '../people/period.ts';
import { isOfMode, type Mode } from '../people/record.ts';
import type { Ssin } from '../people/ssin.ts';
import { cellRefuser, type RefuseCell, readPeriodCells, readSsinCell } from '../tables/cells.ts';
import { type CsvRow, readCsv } from '../tables/csv.ts';
import { gatherProblems, type Problems } from '../tables/problems.ts';
import { text } from '../words/text.ts';
import { parseFirstPillarPoints } from './first-pillar.ts';
import type { Evaluated } from './scope.ts';

export interface Evaluation extends Evaluated {
  /** Line of the file, from 1. */
  readonly line: number;
  readonly ssin: Ssin;
  /** Day of the needs evaluation at which the conditions were checked (point 5). */
  readonly evaluatedOn: Temporal.PlainDate;
  readonly period: Period;
}

export interface EvaluationsOptions extends ExportOptions {
  readonly deliberation: RaisedScoresDeliberation;
}

const columns = [
  'ssin',
  'evaluation_date',
  'initial_incapacity',
  'pillar1_points',
  'conditions_met',
  'period_start',
  'period_end',
] as const;

/**
 * Yields the evaluations in the order of the file. Throws `evaluations-invalid` at the end if anything was
 * wrong, naming the first problems by line and column and never by value: nothing may be done with what was
 * yielded before the iteration has ended.
 */
export async function* readEvaluations(
  bytes: AsyncIterable<Uint8Array>,
  options: EvaluationsOptions,
): AsyncGenerator<Evaluation> {
  const { points } = options.deliberation.fields;
  const otherColumn = text`is not allowed: only ${columns.join(', ')} may be handed in (points ${points})`;
  const problems = gatherProblems('evaluations-invalid', text`the evaluations`, exportHint);
  const read = evaluationReader(options, problems);
  for await (const rows of readCsv(bytes, { columns, otherColumn }, problems)) {
    for (const row of rows) {
      const evaluation = read(row);
      if (evaluation !== undefined && problems.count === 0) yield evaluation;
    }
  }
  problems.throwIfAny();
}

type Refuse = RefuseCell<(typeof columns)[number]>;

function evaluationReader({ deliberation, today, mode }: EvaluationsOptions, problems: Problems) {
  const greatest = latest(deliberation.greatestIncapacity);
  const readConditions = conditionsReader(deliberation);

  return ({ line, cells }: CsvRow): Evaluation | undefined => {
    const refuse = cellRefuser(columns, line, problems);
    const [child = '', evaluated = '', incapacity = '', points = '', conditions = '', start = '', end = ''] =
      cells;
    const ssin = readSsin(child, mode, refuse);
    const evaluatedOn = readEvaluationDay(evaluated, today, refuse);
    const initialIncapacity =
      readPercentage(incapacity, greatest) ??
      refuse('initial_incapacity', text`is not a whole number from 0 to ${greatest}`);
    const firstPillarPoints =
      parseFirstPillarPoints(points) ?? refuse('pillar1_points', text`is not in the code list of points`);
    const conditionsMet =
      readConditions(conditions) ??
      refuse('conditions_met', text`is not a list of conditions, each once at most`);
    const period = readPeriodCells(
      { column: 'period_start', cell: start },
      { column: 'period_end', cell: end },
      refuse,
    );
    return ssin === undefined ||
      evaluatedOn === undefined ||
      initialIncapacity === undefined ||
      firstPillarPoints === undefined ||
      conditionsMet === undefined ||
      period === undefined
      ? undefined
      : { line, ssin, evaluatedOn, initialIncapacity, firstPillarPoints, conditionsMet, period };
  };
}

function readSsin(cell: string, mode: Mode, refuse: Refuse): Ssin | undefined {
  const ssin = readSsinCell(cell, refuse);
  if (ssin === undefined || isOfMode(ssin, mode)) return ssin;
  return refuse(
    'ssin',
    mode === 'real'
      ? text`is of the mock register, which a real site refuses`
      : text`is not of the mock register, and a rehearsal refuses all others`,
  );
}

/** The conditions count only as checked at an evaluation that took place (point 5). */
function readEvaluationDay(
  cell: string,
  today: Temporal.PlainDate,
  refuse: Refuse,
): Temporal.PlainDate | undefined {
  const day = parseDay(cell);
  if (day === undefined) return refuse('evaluation_date', text`is not a day (YYYY-MM-DD)`);
  if (Temporal.PlainDate.compare(day, today) > 0) return refuse('evaluation_date', text`lies in the future`);
  return day;
}

function readPercentage(cell: string, greatest: number): number | undefined {
  return /^(0|[1-9][0-9]{0,2})$/.test(cell) && Number(cell) <= greatest ? Number(cell) : undefined;
}

/** Letters one behind the other, a space between them or none. Few lists exist: each is read once. */
function conditionsReader(
  deliberation: RaisedScoresDeliberation,
): (cell: string) => ReadonlySet<string> | undefined {
  const letters = new Set(Object.keys(latest(deliberation.conditions)));
  const readBefore = new Map<string, ReadonlySet<string>>();
  return (cell) => {
    const before = readBefore.get(cell);
    if (before !== undefined) return before;
    const listed = /^(\S( ?\S)*)?$/.test(cell) ? cell.replaceAll(' ', '') : undefined;
    if (listed === undefined) return undefined;
    const conditions = new Set(listed);
    if (conditions.size !== listed.length || !conditions.isSubsetOf(letters)) return undefined;
    readBefore.set(cell, conditions);
    return conditions;
  };
}
