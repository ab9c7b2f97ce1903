/** The flow of the invented deliberation: its publisher's export, and who of it is in scope. */

import type { Deliberation } from '../../../src/deliberations/clause.ts';
import { latest } from '../../../src/deliberations/rules.ts';
import { type Candidate, type ExportOptions, exportHint, type Flow } from '../../../src/flow.ts';
import { isOfMode } from '../../../src/people/record.ts';
import { cellRefuser, readPeriodCells, readSsinCell } from '../../../src/tables/cells.ts';
import { readCsv } from '../../../src/tables/csv.ts';
import { gatherProblems } from '../../../src/tables/problems.ts';
import type { HeatingSupportDeliberation } from '../law.ts';
import { recordForm } from './record-form.ts';

const columns = ['ssin', 'income', 'grade', 'from', 'until'] as const;

export const heatingSupport: Flow = { record: recordForm, readExport };

async function* readExport(
  bytes: AsyncIterable<Uint8Array>,
  { deliberation, mode }: ExportOptions,
): AsyncGenerator<Candidate> {
  if (!isHeatingSupport(deliberation)) throw new RangeError(`n° ${deliberation.number} is of another flow`);
  const largest = latest(deliberation.largestIncome);
  const problems = gatherProblems('evaluations-invalid', 'the incomes', exportHint);
  for await (const rows of readCsv(bytes, { columns, otherColumn: 'is not allowed' }, problems)) {
    for (const { line, cells } of rows) {
      const refuse = cellRefuser(columns, line, problems);
      const [number = '', earned = '', graded = '', from = '', until = ''] = cells;
      const ssin = readSsinCell(number, refuse);
      if (ssin !== undefined && !isOfMode(ssin, mode)) refuse('ssin', `does not belong in ${mode} mode`);
      const income = /^[0-9]{1,6}$/.test(earned) ? Number(earned) : refuse('income', 'is no amount');
      const code = recordForm.code?.values.find((value) => String(value) === graded);
      if (code === undefined) refuse('grade', 'is none of the list');
      const period = readPeriodCells(
        { column: 'from', cell: from },
        { column: 'until', cell: until },
        refuse,
      );
      if (ssin === undefined || income === undefined || code === undefined || period === undefined) continue;
      if (problems.count === 0) yield { line, ssin, period, code, inScope: income <= largest };
    }
  }
  problems.throwIfAny();
}

function isHeatingSupport(deliberation: Deliberation): deliberation is HeatingSupportDeliberation {
  return deliberation.flow === 'heating-support';
}
