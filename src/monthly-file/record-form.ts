/** How a flow writes its records: all that the files of one channel have other than those of another. */

import type { Operation } from '../people/operation.ts';

/** A field with a code: whole numbers from 0 to 999, each of which the flow gives its meaning. */
export interface CodeField {
  readonly name: string;
  readonly values: readonly number[];
}

/** Names of elements, as the flow's schemas have them. */
export interface RecordForm {
  /** Before `:monthly-file:1` and `:feedback-file:1`. */
  readonly namespace: string;
  /** The block of each operation. */
  readonly blocks: Readonly<Record<Operation, string>>;
  readonly ssin: string;
  readonly firstDay: string;
  /** Left out while no last day is known. */
  readonly lastDay: string;
  /** What a record says beyond number and period, if the deliberation allows it. */
  readonly code?: CodeField;
}
