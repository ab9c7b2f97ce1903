/** Rows of whole numbers in memory, column by column: what a million objects would take ten times as much for. */

import { freeMemory } from './free-memory.ts';

type Column = Float64Array | Int32Array | Int16Array | Uint8Array;

/** Makes the empty columns of a table; all have the same length. */
type Layout<Columns> = (length: number) => Columns;

export interface GrowingColumns<Columns> {
  /** Number of rows. */
  readonly length: number;
  /** At least as long as there are rows; replaced as they grow, and then empty. */
  readonly columns: Columns;
  /** Makes room for a row more, and gives its index. */
  append(): number;
}

const smallest = 1024;
/** Little is set aside in vain; to copy four times as much costs next to nothing. */
const growth = 1.25;

export function growingColumns<Columns extends Readonly<Record<string, Column>>>(
  layout: Layout<Columns>,
): GrowingColumns<Columns> {
  let columns = layout(smallest);
  let capacity = smallest;
  let length = 0;
  return {
    get length() {
      return length;
    },
    get columns() {
      return columns;
    },
    append() {
      if (length === capacity) {
        capacity = Math.ceil(capacity * growth);
        const wider = layout(capacity);
        for (const [name, column] of Object.entries(columns)) {
          wider[name]?.set(column);
          freeMemory(column);
        }
        columns = wider;
      }
      length += 1;
      return length - 1;
    },
  };
}
