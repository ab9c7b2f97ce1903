/** What is in scope now, held in memory against what stands disclosed, and joined there. */

import type { Candidate } from '../flow.ts';
import type { Mutation } from '../people/record.ts';
import { type MutationScratch, mutationTable, openMutationScratch } from '../tables/mutation-scratch.ts';
import { encodeCode, encodeDay, encodeEnd, encodeSsin, openScratch } from '../tables/scratch.ts';

export interface ComparisonScratch {
  /** Adds a period as the publisher's system has it. */
  addCandidate(candidate: Candidate): void;
  /** Applies what was published, the oldest first: the last word on a record is what stands. */
  addDisclosed(mutation: Mutation): void;
  /** Pairs of lines on which periods of one child overlap; none if and only if no two periods do. */
  overlaps(): Iterable<readonly [number, number]>;
  /** Compares, and gives the changes as the only part, 0. What was added is freed. */
  compare(): MutationScratch;
  close(): void;
}

const schema = `
  CREATE TABLE candidate (
    ssin INTEGER, first INTEGER, line INTEGER, last INTEGER, code INTEGER, in_scope INTEGER,
    PRIMARY KEY (ssin, first, line)
  ) WITHOUT ROWID;
  CREATE TABLE disclosed (
    ssin INTEGER, first INTEGER, last INTEGER, code INTEGER,
    PRIMARY KEY (ssin, first)
  ) WITHOUT ROWID;
  ${mutationTable}`;

/** If any two periods of a child overlap, then so do two that follow each other by first day. */
const overlapping = `
  SELECT line, line_before FROM (
    SELECT line, first, lag(line) OVER child AS line_before, lag(last) OVER child AS last_before
    FROM candidate WINDOW child AS (PARTITION BY ssin ORDER BY first, line)
  ) WHERE first <= last_before ORDER BY line`;

/** One statement for each block of a monthly file. */
const comparison = `
  INSERT INTO mutation
    SELECT 0, 0, ssin, first, last, code FROM candidate AS c WHERE in_scope = 1 AND NOT EXISTS
      (SELECT 1 FROM disclosed AS d WHERE d.ssin = c.ssin AND d.first = c.first);
  INSERT INTO mutation
    SELECT 0, 1, c.ssin, c.first, c.last, c.code FROM candidate AS c
      JOIN disclosed AS d ON d.ssin = c.ssin AND d.first = c.first
      WHERE in_scope = 1 AND (c.last <> d.last OR c.code <> d.code);
  INSERT INTO mutation
    SELECT 0, 2, ssin, first, last, code FROM disclosed AS d WHERE NOT EXISTS
      (SELECT 1 FROM candidate AS c WHERE c.ssin = d.ssin AND c.first = d.first AND in_scope = 1);
  DROP TABLE candidate;
  DROP TABLE disclosed;`;

export function openComparisonScratch(): ComparisonScratch {
  const scratch = openScratch(schema);
  const insert = scratch.prepare('INSERT INTO candidate VALUES (?, ?, ?, ?, ?, ?)');
  const disclose = scratch.prepare('INSERT OR REPLACE INTO disclosed VALUES (?, ?, ?, ?)');
  const withdraw = scratch.prepare('DELETE FROM disclosed WHERE ssin = ? AND first = ?');
  return {
    addCandidate({ ssin, period: { start, end }, code, line, inScope }) {
      insert(encodeSsin(ssin), encodeDay(start), line, encodeEnd(end), encodeCode(code), inScope ? 1 : 0);
    },
    addDisclosed({ operation, record: { ssin, period, code } }) {
      const [child, first] = [encodeSsin(ssin), encodeDay(period.start)];
      if (operation === 'withdrawal') withdraw(child, first);
      else disclose(child, first, encodeEnd(period.end), encodeCode(code));
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
