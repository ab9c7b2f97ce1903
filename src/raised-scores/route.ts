/** The routing rules (n° 21/250 point 25; design decision 4), without any store or clock. */

import type { InsurerCode } from '../people/insurer.ts';
import type { Operation } from '../people/operation.ts';
import { type Period, samePeriod } from '../people/period.ts';
import type { Affiliation } from '../ports/affiliation.ts';
import type { HoldReason } from '../ports/parcel.ts';
import type { Mutation } from './record.ts';

/** What an insurer was sent for one SSIN and first day. */
export interface Disclosure {
  readonly insurer: InsurerCode;
  readonly operation: Operation;
  readonly period: Period;
}

export type Routing =
  | { readonly to: readonly InsurerCode[] }
  | { readonly held: HoldReason }
  | { readonly nothing: 'already-known' };

type Rule = (
  mutation: Mutation,
  standing: ReadonlyMap<InsurerCode, Period>,
  affiliation: Affiliation | undefined,
  served: ReadonlySet<InsurerCode>,
) => Routing;

const ruleOf: Readonly<Record<Operation, Rule>> = {
  new: (mutation, standing, affiliation, served) =>
    standing.size === 0 ? routeByAffiliation(affiliation, served) : routeAgain(mutation, standing),
  correction: (_mutation, standing) => followDisclosure(standing),
  withdrawal: (_mutation, standing) => followDisclosure(standing),
};

const holdReasonOf: Readonly<Record<Exclude<Affiliation['outcome'], 'one-insurer'>, HoldReason>> = {
  'no-insurer': 'no-insurer',
  'multiple-insurers': 'multiple-insurers',
  'unknown-ssin': 'unknown-ssin',
  'cancelled-ssin': 'cancelled-ssin',
  unavailable: 'affiliation-unavailable',
};

/**
 * Decides where a record goes. `known` is all that insurers were sent for its SSIN and first day, the oldest
 * first; `affiliation` is the CIN's answer of today, needed for a new record only. Never guesses and never
 * broadcasts: a new record has one receiver, a change has those at which the record stands, and what has
 * none is held.
 */
export function routeMutation(
  mutation: Mutation,
  known: readonly Disclosure[],
  affiliation: Affiliation | undefined,
  served: ReadonlySet<InsurerCode>,
): Routing {
  return ruleOf[mutation.operation](mutation, standingAt(known), affiliation, served);
}

/** The insurers at which the record stands, each with the period it knows. */
function standingAt(known: readonly Disclosure[]): ReadonlyMap<InsurerCode, Period> {
  const standing = new Map<InsurerCode, Period>();
  for (const { insurer, operation, period } of known) {
    if (operation === 'withdrawal') standing.delete(insurer);
    else standing.set(insurer, period);
  }
  return standing;
}

function routeByAffiliation(affiliation: Affiliation | undefined, served: ReadonlySet<InsurerCode>): Routing {
  if (affiliation === undefined) return { held: 'affiliation-unavailable' };
  if (affiliation.outcome !== 'one-insurer') return { held: holdReasonOf[affiliation.outcome] };
  return served.has(affiliation.insurer) ? { to: [affiliation.insurer] } : { held: 'insurer-not-served' };
}

/** A record sent again as new: word for word it is no news; otherwise it concerns who holds it. */
function routeAgain({ record }: Mutation, standing: ReadonlyMap<InsurerCode, Period>): Routing {
  const outdated = [...standing].filter(([, period]) => !samePeriod(period, record.period));
  return outdated.length === 0
    ? { nothing: 'already-known' }
    : { to: outdated.map(([insurer]) => insurer).sort() };
}

/** Corrections and withdrawals go where the record is, wherever the child is insured today. */
function followDisclosure(standing: ReadonlyMap<InsurerCode, Period>): Routing {
  return standing.size === 0 ? { held: 'never-disclosed' } : { to: [...standing.keys()].sort() };
}
