/** What the channel carries: recognition periods of children, and how they change. */

import type { PartyId } from '../deliberations/clause.ts';
import type { Counts, Operation } from './operation.ts';
import type { Period } from './period.ts';
import type { ReferenceMonth } from './reference-month.ts';
import { registerOf, type Ssin } from './ssin.ts';

/** A rehearsal carries the mock register only, a real site anything but it. */
export type Mode = 'real' | 'rehearsal';

/** True if a number of that register may be carried in that mode. */
export function isOfMode(ssin: Ssin, mode: Mode): boolean {
  return (registerOf(ssin) === 'mock') === (mode === 'rehearsal');
}

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
  readonly mode: Mode;
  readonly sender: PartyId;
  readonly receiver: PartyId;
  readonly month: ReferenceMonth;
  readonly sequenceNumber: number;
  readonly createdAt: Temporal.Instant;
  readonly counts: Counts;
}
