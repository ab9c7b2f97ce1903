/**
 * The rules of mutations and routing (design decision 4), without any store
 * or clock. docs/mutations.md tells them to operators, and why they are so.
 */

import type { InsurerCode } from '../people/insurer.ts';
import type { Operation } from '../people/operation.ts';
import {
  type Mutation,
  type RecognitionRecord,
  type RecordContent,
  recordOf,
  sameContent,
} from '../people/record.ts';
import type { AffiliationOutcome } from '../ports/affiliation.ts';
import type { HoldReason } from '../ports/parcel.ts';

/** What an insurer was told of a record. */
export interface Disclosure extends RecordContent {
  readonly insurer: InsurerCode;
  readonly operation: Operation;
}

/** What is known of a record (one SSIN and first day) besides the mutation that is to be routed. */
export interface RecordHistory {
  /** Mutations received before it, the oldest first. */
  readonly receivedBefore: readonly Operation[];
  /** True if a later one was received already: only a mutation that was held finds that. */
  readonly receivedAfter: boolean;
  /** What insurers were told, the oldest first. */
  readonly disclosed: readonly Disclosure[];
}

/** What an insurer is told now. It need not be the operation that was received. */
export interface Notice {
  readonly insurer: InsurerCode;
  readonly mutation: Mutation;
}

export type Routing =
  | { readonly tell: readonly Notice[] }
  | { readonly held: HoldReason }
  /** `superseded`: no insurer was told in time of what has changed or was taken back since. */
  | { readonly nothing: 'already-known' | 'superseded' };

/** Where a record is. Standing: told and not taken back since, with what was told last. */
type Standing = ReadonlyMap<InsurerCode, RecordContent>;
type Rule = (record: RecognitionRecord, standing: Standing) => Routing | 'ask-affiliation';

/**
 * `disclosed`: the record stands at an insurer. `undisclosed`: the publisher gave it and did not take it back,
 * but no insurer was told. `unknown`: neither.
 */
type Situation = 'disclosed' | 'undisclosed' | 'unknown';

const rules: Readonly<Record<Operation, Readonly<Record<Situation, Rule>>>> = {
  new: { disclosed: correctWhatDiffers, undisclosed: askAffiliation, unknown: askAffiliation },
  correction: { disclosed: correctWhatDiffers, undisclosed: askAffiliation, unknown: holdOrphan },
  withdrawal: { disclosed: takeBack, undisclosed: tellNobody, unknown: holdOrphan },
};

/**
 * Decides where a mutation goes, or that the CIN must be asked first: see {@link routeByAffiliation}. A change
 * goes to those at whom the record stands, and what no insurer was told is never taken back from any.
 */
export function routeMutation(
  { operation, record }: Mutation,
  { receivedBefore, receivedAfter, disclosed }: RecordHistory,
): Routing | 'ask-affiliation' {
  if (receivedAfter) return { nothing: 'superseded' };
  const standing = standingAt(disclosed);
  return rules[operation][situationOf(receivedBefore, standing)](record, standing);
}

const holdReasonOf: Readonly<Record<Exclude<AffiliationOutcome['outcome'], 'one-insurer'>, HoldReason>> = {
  'no-insurer': 'no-insurer',
  'multiple-insurers': 'multiple-insurers',
  'unknown-ssin': 'unknown-ssin',
  'cancelled-ssin': 'cancelled-ssin',
  unavailable: 'affiliation-unavailable',
};

/**
 * Sends a record of which no insurer was told, as it is now, to the insurer of affiliation. Never guesses and
 * never broadcasts: without exactly one insurer it is held.
 */
export function routeByAffiliation(
  record: RecognitionRecord,
  affiliation: AffiliationOutcome,
  served: ReadonlySet<InsurerCode>,
): Routing {
  if (affiliation.outcome !== 'one-insurer') return { held: holdReasonOf[affiliation.outcome] };
  const { insurer } = affiliation;
  if (!served.has(insurer)) return { held: 'insurer-not-served' };
  return { tell: [{ insurer, mutation: { operation: 'new', record } }] };
}

function standingAt(disclosed: readonly Disclosure[]): Standing {
  const standing = new Map<InsurerCode, RecordContent>();
  for (const { insurer, operation, ...content } of disclosed) {
    if (operation === 'withdrawal') standing.delete(insurer);
    else standing.set(insurer, content);
  }
  return standing;
}

function situationOf(receivedBefore: readonly Operation[], standing: Standing): Situation {
  if (standing.size > 0) return 'disclosed';
  return receivedBefore.findLast((operation) => operation !== 'correction') === 'new'
    ? 'undisclosed'
    : 'unknown';
}

function askAffiliation(): 'ask-affiliation' {
  return 'ask-affiliation';
}

/** Whoever was told otherwise is told the record, wherever the person is insured today; word for word is no news. */
function correctWhatDiffers(record: RecognitionRecord, standing: Standing): Routing {
  const outdated = [...standing].filter(([, told]) => !sameContent(told, record));
  if (outdated.length === 0) return { nothing: 'already-known' };
  const mutation: Mutation = { operation: 'correction', record };
  return { tell: outdated.map(([insurer]) => ({ insurer, mutation })) };
}

/** From each insurer what it was told, in the words in which it was told: it learns nothing else. */
function takeBack({ ssin }: RecognitionRecord, standing: Standing): Routing {
  return {
    tell: [...standing].map(([insurer, told]) => ({
      insurer,
      mutation: { operation: 'withdrawal', record: recordOf(ssin, told) },
    })),
  };
}

function tellNobody(): Routing {
  return { nothing: 'superseded' };
}

/** It changes what was never given: the publisher and this site disagree, and people must find out why. */
function holdOrphan(): Routing {
  return { held: 'never-disclosed' };
}
