/**
 * Affiliation by an extract of the CIN: a CSV file whose first line is `# extract YYYY-MM-DD`, the day it was
 * made, and whose header is `ssin,insurer,valid_from,valid_to`. A row says that a child belongs to an insurer
 * (its code, or that of one of its mutual health funds) from a day to a day, both included, the last open if
 * empty. A fifth column `replaced_by` may stand: a row with it says nothing else than which number took the
 * place of another, or that it is `cancelled`. The whole extract is read and judged before the first answer.
 */

import { createReadStream } from 'node:fs';
import { PasserelleError } from '../errors.ts';
import { insurerOfMutuality } from '../people/insurer.ts';
import { parseDay } from '../people/period.ts';
import { parseSsin, type Ssin } from '../people/ssin.ts';
import type { AffiliationSource } from '../ports/affiliation.ts';
import { cellRefuser, type RefuseCell, readPeriodCells, readSsinCell } from '../tables/cells.ts';
import { type CsvRow, readCsv } from '../tables/csv.ts';
import { gatherProblems, type Problems } from '../tables/problems.ts';
import { type Text, text } from '../words/text.ts';
import { createExtractTable, type ExtractTable, type SortedExtract } from './affiliation/extract-table.ts';
import { followReplacements } from './affiliation/follow.ts';

export interface AffiliationFileOptions {
  readonly today: Temporal.PlainDate;
  /** An extract older than this many days is stale. */
  readonly maximumAgeDays: number;
}

export interface AffiliationFile extends AffiliationSource {
  /** Frees the extract; afterwards every answer is `unavailable`. */
  close(): void;
}

const columns = ['ssin', 'insurer', 'valid_from', 'valid_to'] as const;
const optionalColumn = 'replaced_by';
const allColumns = [...columns, optionalColumn] as const;
type Column = (typeof allColumns)[number];

const hint = text`Nothing was routed. Ask the CIN for a new extract: a line «# extract YYYY-MM-DD», then the columns ${columns.join(', ')}.`;

/**
 * Reads the extract at `path`. Throws `affiliation-invalid` if it is missing, made in the future, stale, or
 * wrong on any line; lines are named, values never.
 */
export async function openAffiliationFile(
  path: string,
  options: AffiliationFileOptions,
): Promise<AffiliationFile> {
  const { extract, description } = await loadExtract(path, options);
  let closed = false;
  return {
    description,
    affiliationsOn: (ssins, day) =>
      followReplacements(
        async (asked) =>
          asked.map((ssin) => (closed ? { outcome: 'unavailable' } : extract.answer(ssin, day))),
        ssins,
        day,
      ),
    close() {
      closed = true;
    },
  };
}

interface LoadedExtract {
  readonly extract: SortedExtract;
  /** What an operator sees at each run: an extract that was cut off has fewer children than the one before. */
  readonly description: string;
}

async function loadExtract(
  path: string,
  { today, maximumAgeDays }: AffiliationFileOptions,
): Promise<LoadedExtract> {
  const problems = gatherProblems('affiliation-invalid', text`the extract of the CIN`, hint);
  const table = createExtractTable();
  let madeOn: Temporal.PlainDate | undefined;
  const preamble = (line: string) => {
    madeOn = parseDay(/^# extract (.*)$/.exec(line)?.[1] ?? '');
    return madeOn === undefined
      ? text`is not «# extract YYYY-MM-DD»`
      : ageProblem(madeOn.until(today).days, maximumAgeDays);
  };
  const form = { columns, optionalColumn, otherColumn: text`is not one of an extract`, preamble };
  for await (const rows of readCsv(fileBytes(path), form, problems)) {
    for (const row of rows) takeRow(row, table, problems);
  }
  const extract = table.sorted();
  if (extract.contradictions > 0) {
    problems.add({
      line: 0,
      what: text`${extract.contradictions} numbers are replaced or cancelled and insured as well`,
    });
  }
  problems.throwIfAny();
  const { children, insurers, overlapping } = extract.coverage;
  const coverage = `${children} children, ${insurers} insurers, ${overlapping} with overlapping affiliations`;
  return { extract, description: `CIN extract of ${madeOn} (${coverage})` };
}

function ageProblem(days: number, maximumAgeDays: number): Text | undefined {
  if (days < 0) return text`the extract was made in the future`;
  if (days > maximumAgeDays) return text`the extract is ${days} days old, and ${maximumAgeDays} are allowed`;
  return undefined;
}

async function* fileBytes(path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path, { highWaterMark: 64 * 1024 });
  } catch (cause) {
    throw new PasserelleError('affiliation-invalid', text`the extract of the CIN at ${path} cannot be read`, {
      hint,
      cause,
    });
  }
}

function takeRow({ line, cells }: CsvRow, table: ExtractTable, problems: Problems): void {
  const refuse = cellRefuser<Column>(allColumns, line, problems);
  const [child = '', code = '', from = '', to = '', replacement = ''] = cells;
  const ssin = readSsinCell(child, refuse);
  if (replacement !== '') {
    if (code !== '' || from !== '' || to !== '') {
      refuse(optionalColumn, text`stands in a row that says an affiliation as well`);
      return;
    }
    const becomes = readReplacement(replacement, ssin, refuse);
    if (ssin === undefined || becomes === undefined) return;
    if (table.addReplacement(ssin, becomes.by)) return;
    problems.add({ line, what: text`says a second time what became of a number` });
    return;
  }
  const insurer =
    insurerOfMutuality(code) ??
    refuse('insurer', text`is the code of no insurer and of no mutual health fund`);
  const period = readPeriodCells(
    { column: 'valid_from', cell: from },
    { column: 'valid_to', cell: to },
    refuse,
  );
  if (ssin === undefined || insurer === undefined || period === undefined) return;
  table.addAffiliation(ssin, insurer, period);
}

/** `by` is the number in its place, absent if it was cancelled. */
function readReplacement(
  cell: string,
  replaced: Ssin | undefined,
  refuse: RefuseCell<Column>,
): { readonly by: Ssin | undefined } | undefined {
  if (cell === 'cancelled') return { by: undefined };
  const { ssin } = parseSsin(cell);
  if (ssin === undefined)
    return refuse(optionalColumn, text`is neither a social security number nor «cancelled»`);
  if (ssin === replaced) return refuse(optionalColumn, text`is the number itself`);
  return { by: ssin };
}
