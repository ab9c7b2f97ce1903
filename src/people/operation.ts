/**
 * What happened to a record. `new`: never sent before. `correction`: sent before with the same first day,
 * the last day has changed. `withdrawal`: the recognition is taken back as if never given.
 */
export type Operation = 'new' | 'correction' | 'withdrawal';

/** In the order of the blocks of a monthly file. */
export const operations: readonly Operation[] = ['new', 'correction', 'withdrawal'];

/** How many records a file or parcel holds of each. */
export type Counts = Readonly<Record<Operation, number>>;

/** The sum over all operations. */
export function total(counts: Counts): number {
  return operations.reduce((sum, operation) => sum + counts[operation], 0);
}
