/** What the files of the channel have in common: a header, and a block of records for each operation. */

import type { ErrorCode } from '../errors.ts';
import type { Mutation } from '../people/record.ts';
import type { ElementRule } from '../xml/grammar.ts';

/** A kind of file. `Item` is what one record of it says. */
export interface FileForm<Item extends Mutation> {
  /** What people call it. */
  readonly title: string;
  readonly namespace: string;
  readonly root: ElementRule;
  /** The children of a record, in order. */
  readonly recordFields: readonly ElementRule[];
  /** Thrown for a file that is not one of this form. */
  readonly invalid: ErrorCode;
  /** What a record says beyond number and period, by the names of its fields. */
  beyond(item: Item): ReadonlyMap<string, string>;
  /** The record with what its fields say beyond number and period, or what is wrong with it. */
  complete(mutation: Mutation, values: ReadonlyMap<string, string>): Item | string;
}
