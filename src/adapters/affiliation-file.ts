/**
 * Affiliation by an extract of the CIN: a CSV file whose first line is `# extract YYYY-MM-DD`, the day it was
 * made, and whose header is `ssin,insurer,valid_from,valid_to`. A row says that a child belongs to an insurer
 * (its code, or that of one of its mutual health funds) from a day to a day, both included, the last open if
 * empty. A fifth column `replaced_by` may stand: a row with it says nothing else than which number took the
 * place of another, or that it is `cancelled`. The whole extract is read and judged before the first answer.
 */

import { createReadStream } from 'node:fs';
import { PasserelleError } from '../errors.ts';
import { insurerOfMutuality, parseInsurerCode } from '../people/insurer.ts';
import { parseDay } from '../people/period.ts';
import { parseSsin, type Ssin } from '../people/ssin.ts';
import type { AffiliationSource } from '../ports/affiliation.ts';
import { cellRefuser, type RefuseCell, readPeriodCells, readSsinCell } from '../tables/cells.ts';
import { type CsvRow, readCsv } from '../tables/csv.ts';
import { gatherProblems, type Problems } from '../tables/problems.ts';
import {
  decodeSsin,
  encodeDay,
  encodeEnd,
  encodeSsin,
  openScratch,
  type Scratch,
} from '../tables/scratch.ts';
import { type Text, text } from '../words/text.ts';
import { type Answer, followReplacements } from './affiliation/follow.ts';

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
type Column = (typeof columns)[number] | typeof optionalColumn;

/** Stands for the number that replaced one which was cancelled. */
const cancelled = -1;

const schema = `
  CREATE TABLE affiliation (
    ssin INTEGER, insurer INTEGER, first INTEGER, last INTEGER,
    PRIMARY KEY (ssin, insurer, first, last)
  ) WITHOUT ROWID;
  CREATE TABLE replacement (ssin INTEGER PRIMARY KEY, by INTEGER) WITHOUT ROWID`;

const hint = text`Nothing was routed. Ask the CIN for a new extract: a line «# extract YYYY-MM-DD», then the columns ${columns.join(', ')}.`;

/**
 * Reads the extract at `path`. Throws `affiliation-invalid` if it is missing, made in the future, stale, or
 * wrong on any line; lines are named, values never.
 */
export async function openAffiliationFile(
  path: string,
  options: AffiliationFileOptions,
): Promise<AffiliationFile> {
  const scratch = openScratch(schema);
  try {
    const description = await loadExtract(path, options, scratch);
    return affiliationFile(scratch, description);
  } catch (error) {
    scratch.close();
    throw error;
  }
}

/** Fills the scratch, and gives the description of the extract. */
async function loadExtract(
  path: string,
  { today, maximumAgeDays }: AffiliationFileOptions,
  scratch: Scratch,
): Promise<string> {
  const problems = gatherProblems('affiliation-invalid', text`the extract of the CIN`, hint);
  const rowKinds = {
    affiliation: scratch.prepare('INSERT INTO affiliation VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING'),
    replacement: scratch.prepare('INSERT INTO replacement VALUES (?, ?) ON CONFLICT DO NOTHING'),
  };
  let madeOn: Temporal.PlainDate | undefined;
  const preamble = (line: string) => {
    madeOn = parseDay(/^# extract (.*)$/.exec(line)?.[1] ?? '');
    return madeOn === undefined
      ? text`is not «# extract YYYY-MM-DD»`
      : ageProblem(madeOn.until(today).days, maximumAgeDays);
  };
  const form = { columns, optionalColumn, otherColumn: text`is not one of an extract`, preamble };
  for await (const rows of readCsv(fileBytes(path), form, problems)) {
    for (const row of rows) {
      const read = readRow(row, problems);
      if (read === undefined) continue;
      const inserted = rowKinds[read.kind](...read.values);
      if (inserted === 0 && read.kind === 'replacement') {
        problems.add({ line: row.line, what: text`says a second time what became of a number` });
      }
    }
  }
  const [contradictions = 0] =
    scratch.lookup('SELECT count(*) FROM replacement WHERE ssin IN (SELECT ssin FROM affiliation)')()[0] ??
    [];
  if (contradictions > 0) {
    problems.add({
      line: 0,
      what: text`${contradictions} numbers are replaced or cancelled and insured as well`,
    });
  }
  problems.throwIfAny();
  return `CIN extract of ${madeOn} (${coverageOf(scratch)})`;
}

/** What an operator sees at each run: an extract that was cut off has fewer children than the one before. */
function coverageOf(scratch: Scratch): string {
  const count = (sql: string) => scratch.lookup(sql)()[0]?.[0] ?? 0;
  const children = count('SELECT count(DISTINCT ssin) FROM affiliation');
  const insurers = count('SELECT count(DISTINCT insurer) FROM affiliation');
  const overlapping = count(`
    SELECT count(DISTINCT a.ssin) FROM affiliation a JOIN affiliation b
    ON a.ssin = b.ssin AND a.insurer < b.insurer AND a.first <= b.last AND b.first <= a.last`);
  return `${children} children, ${insurers} insurers, ${overlapping} with overlapping affiliations`;
}

function ageProblem(days: number, maximumAgeDays: number): Text | undefined {
  if (days < 0) return text`the extract was made in the future`;
  if (days > maximumAgeDays) return text`the extract is ${days} days old, and ${maximumAgeDays} are allowed`;
  return undefined;
}

async function* fileBytes(path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path, { highWaterMark: 256 * 1024 });
  } catch (cause) {
    throw new PasserelleError('affiliation-invalid', text`the extract of the CIN at ${path} cannot be read`, {
      hint,
      cause,
    });
  }
}

interface ScratchRow {
  readonly kind: 'affiliation' | 'replacement';
  readonly values: readonly number[];
}

/** The row as it stands in the scratch. */
function readRow({ line, cells }: CsvRow, problems: Problems): ScratchRow | undefined {
  const refuse = cellRefuser<Column>([...columns, optionalColumn], line, problems);
  const [child = '', code = '', from = '', to = '', replacement = ''] = cells;
  const ssin = readSsinCell(child, refuse);
  if (replacement !== '') {
    if ([code, from, to].some((cell) => cell !== '')) {
      return refuse(optionalColumn, text`stands in a row that says an affiliation as well`);
    }
    const by = readReplacement(replacement, ssin, refuse);
    if (ssin === undefined || by === undefined) return undefined;
    return { kind: 'replacement', values: [encodeSsin(ssin), by] };
  }
  const insurer =
    insurerOfMutuality(code) ??
    refuse('insurer', text`is the code of no insurer and of no mutual health fund`);
  const period = readPeriodCells(
    { column: 'valid_from', cell: from },
    { column: 'valid_to', cell: to },
    refuse,
  );
  if (ssin === undefined || insurer === undefined || period === undefined) return undefined;
  const values = [encodeSsin(ssin), Number(insurer), encodeDay(period.start), encodeEnd(period.end)];
  return { kind: 'affiliation', values };
}

function readReplacement(
  cell: string,
  replaced: Ssin | undefined,
  refuse: RefuseCell<Column>,
): number | undefined {
  if (cell === 'cancelled') return cancelled;
  const { ssin } = parseSsin(cell);
  if (ssin === undefined)
    return refuse(optionalColumn, text`is neither a social security number nor «cancelled»`);
  if (ssin === replaced) return refuse(optionalColumn, text`is the number itself`);
  return encodeSsin(ssin);
}

function affiliationFile(scratch: Scratch, description: string): AffiliationFile {
  const affiliationsOf = scratch.lookup('SELECT insurer, first, last FROM affiliation WHERE ssin = ?');
  const replacementOf = scratch.lookup('SELECT by FROM replacement WHERE ssin = ?');
  let closed = false;

  const answer = (ssin: Ssin, asked: number): Answer => {
    if (closed) return { outcome: 'unavailable' };
    const rows = affiliationsOf(encodeSsin(ssin));
    if (rows.length === 0) return replaced(replacementOf(encodeSsin(ssin))[0]?.[0]);
    const valid = rows.filter(([, first = 0, last = 0]) => first <= asked && asked <= last);
    const [insurer, ...others] = new Set(valid.map(([code]) => parseInsurerCode(String(code))));
    if (insurer === undefined) return { outcome: 'no-insurer' };
    return others.length > 0 ? { outcome: 'multiple-insurers' } : { outcome: 'one-insurer', insurer };
  };
  return {
    description,
    affiliationsOn: (ssins, day) =>
      followReplacements(async (asked) => asked.map((ssin) => answer(ssin, encodeDay(day))), ssins, day),
    close() {
      closed = true;
      scratch.close();
    },
  };
}

function replaced(by: number | undefined): Answer {
  if (by === undefined) return { outcome: 'unknown-ssin' };
  return by === cancelled
    ? { outcome: 'cancelled-ssin' }
    : { outcome: 'replaced-ssin', replacedBy: decodeSsin(by) };
}
