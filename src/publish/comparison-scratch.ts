/** What is in scope now, held in memory against what stands disclosed, and joined there. */

import type { Period } from '../people/period.ts';
import type { Mutation } from '../people/record.ts';
import type { Ssin } from '../people/ssin.ts';
import { type MutationScratch, mutationTable, openMutationScratch } from '../tables/mutation-scratch.ts';
import { encodeDay, encodeEnd, encodeSsin, openScratch } from '../tables/scratch.ts';

export interface ComparisonScratch {
  /** Adds a period as it was evaluated on `line` of its file. */
  addEvaluated(ssin: Ssin, period: Period, line: number, inScope: boolean): void;
  /** Applies what was published, the oldest first: the last word on a record is what stands. */
  addDisclosed(mutation: Mutation): void;
  /** Pairs of lines on which periods of one child overlap; none if and only if no two periods do. */
  overlaps(): Iterable<readonly [number, number]>;
  /** Compares, and gives the changes as the only part, 0. What was added is freed. */
  compare(): MutationScratch;
  close(): void;
}

const schema = `
  CREATE TABLE evaluated (
    ssin INTEGER, first INTEGER, line INTEGER, last INTEGER, in_scope INTEGER,
    PRIMARY KEY (ssin, first, line)
  ) WITHOUT ROWID;
  CREATE TABLE disclosed (
    ssin INTEGER, first INTEGER, last INTEGER,
    PRIMARY KEY (ssin, first)
  ) WITHOUT ROWID;
  ${mutationTable}`;

/** If any two periods of a child overlap, then so do two that follow each other by first day. */
const overlapping = `
  SELECT line, line_before FROM (
    SELECT line, first, lag(line) OVER child AS line_before, lag(last) OVER child AS last_before
    FROM evaluated WINDOW child AS (PARTITION BY ssin ORDER BY first, line)
  ) WHERE first <= last_before ORDER BY line`;

/** One statement for each block of a monthly file. */
const comparison = `
  INSERT INTO mutation
    SELECT 0, 0, ssin, first, last FROM evaluated AS e WHERE in_scope = 1 AND NOT EXISTS
      (SELECT 1 FROM disclosed AS d WHERE d.ssin = e.ssin AND d.first = e.first);
  INSERT INTO mutation
    SELECT 0, 1, e.ssin, e.first, e.last FROM evaluated AS e
      JOIN disclosed AS d ON d.ssin = e.ssin AND d.first = e.first
      WHERE in_scope = 1 AND e.last <> d.last;
  INSERT INTO mutation
    SELECT 0, 2, ssin, first, last FROM disclosed AS d WHERE NOT EXISTS
      (SELECT 1 FROM evaluated AS e WHERE e.ssin = d.ssin AND e.first = d.first AND in_scope = 1);
  DROP TABLE evaluated;
  DROP TABLE disclosed;`;

export function openComparisonScratch(): ComparisonScratch {
  const scratch = openScratch(schema);
  const evaluate = scratch.prepare('INSERT INTO evaluated VALUES (?, ?, ?, ?, ?)');
  const disclose = scratch.prepare('INSERT OR REPLACE INTO disclosed VALUES (?, ?, ?)');
  const withdraw = scratch.prepare('DELETE FROM disclosed WHERE ssin = ? AND first = ?');
  return {
    addEvaluated(ssin, period, line, inScope) {
      const { start, end } = period;
      evaluate(encodeSsin(ssin), encodeDay(start), line, encodeEnd(end), inScope ? 1 : 0);
    },
    addDisclosed({ operation, record: { ssin, period } }) {
      const [child, first] = [encodeSsin(ssin), encodeDay(period.start)];
      if (operation === 'withdrawal') withdraw(child, first);
      else disclose(child, first, encodeEnd(period.end));
    },
    *overlaps() {
      for (const [line = 0, before = 0] of scratch.query(overlapping)()) yield [before, line];
    },
    compare() {
      scratch.run(comparison);
      return openMutationScratch(scratch);
    },
    close: scratch.close,
  };
}
