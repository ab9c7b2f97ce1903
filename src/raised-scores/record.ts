/** What the channel carries: recognition periods of children, and how they change. */

import type { PartyId } from '../deliberations/clause.ts';
import type { Counts, Operation } from '../people/operation.ts';
import type { Period } from '../people/period.ts';
import type { ReferenceMonth } from '../people/reference-month.ts';
import type { Ssin } from '../people/ssin.ts';

/** One child, one recognition period: all that point 23 allows. Known by SSIN and first day. */
export interface RecognitionRecord {
  readonly ssin: Ssin;
  readonly period: Period;
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
  readonly mode: 'real' | 'rehearsal';
  readonly sender: PartyId;
  readonly receiver: PartyId;
  readonly month: ReferenceMonth;
  readonly sequenceNumber: number;
  readonly createdAt: Temporal.Instant;
  readonly counts: Counts;
}
