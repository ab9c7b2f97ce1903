/** Selects, at the publisher, what a month has to report: the changes since what was published before. */

import { type Candidate, exportHint } from '../flow.ts';
import type { Counts } from '../people/operation.ts';
import type { Mutation } from '../people/record.ts';
import { gatherProblems } from '../tables/problems.ts';
import { text } from '../words/text.ts';
import { type Comparison, createComparison } from './comparison.ts';

export interface SelectionSources {
  /** All that stands in the publisher's export; consumed to the end. */
  readonly candidates: AsyncIterable<Candidate>;
  /** All that was ever published, the oldest first; consumed to the end. */
  readonly disclosed: AsyncIterable<readonly Mutation[]>;
}

/** The changes of a month, held in memory. */
export interface Selection {
  readonly counts: Counts;
  /** In block order, each block by SSIN and first day; may be iterated again. */
  mutations(): Iterable<Mutation>;
}

/**
 * Holds what is in scope now against what stands disclosed. A record is known by SSIN and first day: unknown is
 * new, another last day or code is a correction, out of scope or gone is a withdrawal of what was disclosed.
 * Throws `evaluations-invalid` if periods of one child overlap, in scope or not.
 */
export async function selectChanges(sources: SelectionSources): Promise<Selection> {
  const { candidates, disclosed } = sources;
  const comparison = createComparison();
  for await (const candidate of candidates) comparison.addCandidate(candidate);
  refuseOverlaps(comparison);
  for await (const mutations of disclosed) mutations.forEach(comparison.addDisclosed);
  const changes = comparison.changes();
  return { counts: changes.counts(), mutations: changes.mutations };
}

function refuseOverlaps(comparison: Comparison): void {
  const problems = gatherProblems('evaluations-invalid', text`the evaluations`, exportHint);
  for (const [before, line] of comparison.overlaps()) {
    problems.add({ line, what: text`the period overlaps that of the same child on line ${before}` });
  }
  problems.throwIfAny();
}
