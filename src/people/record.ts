/** What a channel carries: periods of people, and how they change. */

import type { PartyId } from '../deliberations/clause.ts';
import type { Counts, Operation } from './operation.ts';
import { type Period, samePeriod } from './period.ts';
import type { ReferenceMonth } from './reference-month.ts';
import { registerOf, type Ssin } from './ssin.ts';

/** A rehearsal carries the mock register only, a real site anything but it. */
export type Mode = 'real' | 'rehearsal';

/** True if a number of that register may be carried in that mode. */
export function isOfMode(ssin: Ssin, mode: Mode): boolean {
  return (registerOf(ssin) === 'mock') === (mode === 'rehearsal');
}

/** What is said of a person on one period. */
export interface RecordContent {
  readonly period: Period;
  /**
   * What the deliberation allows beyond the period: a whole number of the closed list that its flow has, from 0 to
   * 999. Absent where it allows no more, and then written nowhere.
   */
  readonly code?: number;
}

/** One person, one recognition period. Known by SSIN and first day. */
export interface RecognitionRecord extends RecordContent {
  readonly ssin: Ssin;
}

/** A record without anything that is not said. */
export function recordOf(ssin: Ssin, { period, code }: RecordParts): RecognitionRecord {
  return code === undefined ? { ssin, period } : { ssin, period, code };
}

interface RecordParts {
  readonly period: Period;
  readonly code?: number | undefined;
}

/** True if both say the same, word for word. */
export function sameContent(one: RecordContent, other: RecordContent): boolean {
  return samePeriod(one.period, other.period) && one.code === other.code;
}

export interface Mutation {
  readonly operation: Operation;
  readonly record: RecognitionRecord;
}

/** The technical header of a monthly file: nothing personal. */
export interface MonthlyFileHeader {
  readonly deliberation: string;
  /** Digest of the clauses under which it was made: see `policyDigest`. */
  readonly policy: string;
  readonly mode: Mode;
  readonly sender: PartyId;
  readonly receiver: PartyId;
  readonly month: ReferenceMonth;
  readonly sequenceNumber: number;
  readonly createdAt: Temporal.Instant;
  readonly counts: Counts;
}
