/** Reads cells that more than one table has. */

import { type Period, parseDay, parsePeriod } from '../people/period.ts';
import { parseSsin, type Ssin } from '../people/ssin.ts';
import { text, type Words } from '../words/text.ts';
import type { Problems } from './problems.ts';

/** Notes what is wrong with a cell of the row at hand. */
export type RefuseCell<Column extends string> = (column: Column, what: Words) => undefined;

export function cellRefuser<Column extends string>(
  columns: readonly Column[],
  line: number,
  problems: Problems,
): RefuseCell<Column> {
  return (name, what) => {
    problems.add({ line, column: { number: columns.indexOf(name) + 1, name }, what });
    return undefined;
  };
}

/** Reads the column `ssin`. */
export function readSsinCell(cell: string, refuse: RefuseCell<'ssin'>): Ssin | undefined {
  const parsed = parseSsin(cell);
  return parsed.ssin === undefined
    ? refuse('ssin', text`is not a social security number (${parsed.problem})`)
    : parsed.ssin;
}

/** Reads the two columns of a period, whose last day may be empty. */
export function readPeriodCells<Column extends string>(
  first: { readonly column: Column; readonly cell: string },
  last: { readonly column: Column; readonly cell: string },
  refuse: RefuseCell<Column>,
): Period | undefined {
  const parsed = parsePeriod(first.cell, last.cell);
  if (parsed.period !== undefined) return parsed.period;
  if (parsed.problem === 'reversed') return refuse(last.column, text`lies before ${first.column}`);
  if (parseDay(first.cell) === undefined) return refuse(first.column, text`is not a day (YYYY-MM-DD)`);
  return refuse(last.column, text`is neither empty nor a day (YYYY-MM-DD)`);
}
