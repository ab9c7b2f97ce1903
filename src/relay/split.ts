/** Gathers, at the relay, the routed records of a month into one part for each insurer. */

import { PasserelleError } from '../errors.ts';
import type { InsurerCode } from '../people/insurer.ts';
import type { Counts } from '../people/operation.ts';
import type { Mutation } from '../people/record.ts';
import { openMutationScratch } from '../tables/mutation-scratch.ts';
import { text } from '../words/text.ts';

/** Parts in memory, until closed. */
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
  close(): void;
}

export function createSplit(): Split {
  const scratch = openMutationScratch();
  const insurers = new Set<InsurerCode>();
  return {
    add(insurer, mutation) {
      if (!scratch.add(Number(insurer), mutation)) {
        throw new PasserelleError(
          'monthly-file-invalid',
          text`one record stands twice among what is ${mutation.operation} for insurer ${insurer}`,
          { hint: text`Nothing was delivered. Ask the publisher to publish the month again.` },
        );
      }
      insurers.add(insurer);
    },
    insurers: () => [...insurers].sort(),
    counts: (insurer) => scratch.counts(Number(insurer)),
    mutations: (insurer) => scratch.mutations(Number(insurer)),
    close: scratch.close,
  };
}
