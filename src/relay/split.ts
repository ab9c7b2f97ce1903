/** Gathers, at the relay, the routed records of a month into one part for each insurer. */

import { PasserelleError } from '../errors.ts';
import type { InsurerCode } from '../people/insurer.ts';
import type { Counts } from '../people/operation.ts';
import type { Mutation } from '../people/record.ts';
import { createMutationColumns, type MutationColumns } from '../tables/mutation-columns.ts';
import { text } from '../words/text.ts';

/** Parts in memory. */
export interface Split {
  /**
   * Adds a record to the insurer's part. Throws `monthly-file-invalid` if the part has the same operation
   * on the same SSIN and first day: one month says one thing once.
   */
  add(insurer: InsurerCode, mutation: Mutation): void;
  /** Those to whom anything was added, by code. */
  insurers(): readonly InsurerCode[];
  counts(insurer: InsurerCode): Counts;
  /** In block order, each block by SSIN and first day; may be iterated again. */
  mutations(insurer: InsurerCode): Iterable<Mutation>;
}

const noRecords: Counts = { new: 0, correction: 0, withdrawal: 0 };

export function createSplit(): Split {
  const parts = new Map<InsurerCode, MutationColumns>();
  const partOf = (insurer: InsurerCode) => {
    const there = parts.get(insurer);
    if (there !== undefined) return there;
    const part = createMutationColumns();
    parts.set(insurer, part);
    return part;
  };
  return {
    add(insurer, mutation) {
      if (partOf(insurer).add(mutation)) return;
      throw new PasserelleError(
        'monthly-file-invalid',
        text`one record stands twice among what is ${mutation.operation} for insurer ${insurer}`,
        { hint: text`Nothing was delivered. Ask the publisher to publish the month again.` },
      );
    },
    insurers: () => [...parts.keys()].sort(),
    counts: (insurer) => parts.get(insurer)?.counts() ?? noRecords,
    mutations: (insurer) => parts.get(insurer)?.mutations() ?? [],
  };
}
