/** Selects, at the publisher, what a month has to report: the changes since what was published before. */

import { type Candidate, exportHint } from '../flow.ts';
import type { Counts } from '../people/operation.ts';
import type { Mutation } from '../people/record.ts';
import { gatherProblems } from '../tables/problems.ts';
import { text } from '../words/text.ts';
import { type ComparisonScratch, openComparisonScratch } from './comparison-scratch.ts';

export interface SelectionSources {
  /** All that stands in the publisher's export; consumed to the end. */
  readonly candidates: AsyncIterable<Candidate>;
  /** All that was ever published, the oldest first; consumed to the end. */
  readonly disclosed: AsyncIterable<readonly Mutation[]>;
}

/** The changes of a month, held in memory until closed. */
export interface Selection {
  readonly counts: Counts;
  /** In block order, each block by SSIN and first day; may be iterated again. */
  mutations(): Iterable<Mutation>;
  close(): void;
}

/**
 * Holds what is in scope now against what stands disclosed. A record is known by SSIN and first day: unknown is
 * new, another last day or code is a correction, out of scope or gone is a withdrawal of what was disclosed.
 * Throws `evaluations-invalid` if periods of one child overlap, in scope or not.
 */
export async function selectChanges(sources: SelectionSources): Promise<Selection> {
  const { candidates, disclosed } = sources;
  const scratch = openComparisonScratch();
  try {
    for await (const candidate of candidates) scratch.addCandidate(candidate);
    refuseOverlaps(scratch);
    for await (const mutations of disclosed) mutations.forEach(scratch.addDisclosed);
    const changes = scratch.compare();
    return { counts: changes.counts(0), mutations: () => changes.mutations(0), close: changes.close };
  } catch (error) {
    scratch.close();
    throw error;
  }
}

function refuseOverlaps(scratch: ComparisonScratch): void {
  const problems = gatherProblems('evaluations-invalid', text`the evaluations`, exportHint);
  for (const [before, line] of scratch.overlaps()) {
    problems.add({ line, what: text`the period overlaps that of the same child on line ${before}` });
  }
  problems.throwIfAny();
}
