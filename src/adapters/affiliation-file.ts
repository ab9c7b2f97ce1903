/**
 * Affiliation by an extract of the CIN: a CSV file whose first line is `# extract YYYY-MM-DD`, the day it was
 * made, and whose header is `ssin,insurer,valid_from,valid_to`. A row says that a child belongs to an insurer
 * (its code, or that of one of its mutual health funds) from a day to a day, both included, the last open if
 * empty. The whole extract is read and judged before the first answer.
 */

import { createReadStream } from 'node:fs';
import { PasserelleError } from '../errors.ts';
import { insurerOfMutuality, parseInsurerCode } from '../people/insurer.ts';
import { parseDay } from '../people/period.ts';
import type { Affiliation, AffiliationSource } from '../ports/affiliation.ts';
import { cellRefuser, readPeriodCells, readSsinCell } from '../tables/cells.ts';
import { type CsvRow, readCsv } from '../tables/csv.ts';
import { gatherProblems, type Problems } from '../tables/problems.ts';
import { encodeDay, encodeEnd, encodeSsin, openScratch, type Scratch } from '../tables/scratch.ts';

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

const schema = `
  CREATE TABLE affiliation (
    ssin INTEGER, insurer INTEGER, first INTEGER, last INTEGER,
    PRIMARY KEY (ssin, insurer, first, last)
  ) WITHOUT ROWID`;

const hint =
  'Nothing was routed. Ask the CIN for a new extract: a line «# extract YYYY-MM-DD», then the columns ' +
  `${columns.join(', ')}.`;

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
  const problems = gatherProblems('affiliation-invalid', 'the extract of the CIN', hint);
  const insert = scratch.prepare('INSERT INTO affiliation VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING');
  let madeOn: Temporal.PlainDate | undefined;
  const preamble = (line: string) => {
    madeOn = parseDay(/^# extract (.*)$/.exec(line)?.[1] ?? '');
    return madeOn === undefined
      ? 'is not «# extract YYYY-MM-DD»'
      : ageProblem(madeOn.until(today).days, maximumAgeDays);
  };
  const form = { columns, otherColumn: 'is not one of an extract', preamble };
  for await (const rows of readCsv(fileBytes(path), form, problems)) {
    for (const row of rows) {
      const values = readAffiliation(row, problems);
      if (values !== undefined) insert(...values);
    }
  }
  problems.throwIfAny();
  return `CIN extract of ${madeOn}`;
}

function ageProblem(days: number, maximumAgeDays: number): string | undefined {
  if (days < 0) return 'the extract was made in the future';
  if (days > maximumAgeDays) return `the extract is ${days} days old, and ${maximumAgeDays} are allowed`;
  return undefined;
}

async function* fileBytes(path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path, { highWaterMark: 256 * 1024 });
  } catch (cause) {
    throw new PasserelleError('affiliation-invalid', `the extract of the CIN at ${path} cannot be read`, {
      hint,
      cause,
    });
  }
}

/** The row as it stands in the scratch. */
function readAffiliation({ line, cells }: CsvRow, problems: Problems): readonly number[] | undefined {
  const refuse = cellRefuser(columns, line, problems);
  const [child = '', code = '', from = '', to = ''] = cells;
  const ssin = readSsinCell(child, refuse);
  const insurer =
    insurerOfMutuality(code) ?? refuse('insurer', 'is the code of no insurer and of no mutual health fund');
  const period = readPeriodCells(
    { column: 'valid_from', cell: from },
    { column: 'valid_to', cell: to },
    refuse,
  );
  if (ssin === undefined || insurer === undefined || period === undefined) return undefined;
  return [encodeSsin(ssin), Number(insurer), encodeDay(period.start), encodeEnd(period.end)];
}

function affiliationFile(scratch: Scratch, description: string): AffiliationFile {
  const affiliationsOf = scratch.lookup('SELECT insurer, first, last FROM affiliation WHERE ssin = ?');
  let closed = false;
  return {
    description,
    async affiliationOn(ssin, day): Promise<Affiliation> {
      if (closed) return { outcome: 'unavailable' };
      const rows = affiliationsOf(encodeSsin(ssin));
      if (rows.length === 0) return { outcome: 'unknown-ssin' };
      const asked = encodeDay(day);
      const valid = rows.filter(([, first = 0, last = 0]) => first <= asked && asked <= last);
      const [insurer, ...others] = new Set(valid.map(([code]) => parseInsurerCode(String(code))));
      if (insurer === undefined) return { outcome: 'no-insurer' };
      return others.length > 0 ? { outcome: 'multiple-insurers' } : { outcome: 'one-insurer', insurer };
    },
    close() {
      closed = true;
      scratch.close();
    },
  };
}
