/** Mutations in memory, gathered in any order and read in the order of a monthly file. */

import { type Counts, type Operation, operations } from '../people/operation.ts';
import { type Mutation, recordOf } from '../people/record.ts';
import { growingColumns } from './growing-columns.ts';
import {
  decodeCode,
  decodeDay,
  decodeEnd,
  decodeSsin,
  encodeCode,
  encodeDay,
  encodeEnd,
  encodeSsin,
} from './numbers.ts';
import { createPairSet, type PairSet } from './pair-set.ts';

export interface MutationColumns {
  /** False, and nothing added, if the same operation on that SSIN and first day is there already. */
  add(mutation: Mutation): boolean;
  counts(): Counts;
  /** In block order, each block by SSIN and first day; may be iterated again, and while nothing is added. */
  mutations(): Iterable<Mutation>;
}

/** Beyond every SSIN: the block and the SSIN in one number sort as a monthly file does. */
const blockStep = 10 ** 11;

export function createMutationColumns(): MutationColumns {
  const rows = growingColumns((length) => ({
    child: new Float64Array(length),
    first: new Int32Array(length),
    last: new Int32Array(length),
    code: new Int32Array(length),
  }));
  const counts: Record<Operation, number> = { new: 0, correction: 0, withdrawal: 0 };
  /** What is there, once something came out of order; before that the row before tells. */
  let known: PairSet | undefined;

  function isNew(child: number, first: number): boolean {
    if (known === undefined) {
      const { columns, length } = rows;
      if (length === 0 || compare(columns, length - 1, child, first) < 0) return true;
      known = createPairSet();
      for (let row = 0; row < length; row += 1) known.add(columns.child[row] ?? 0, columns.first[row] ?? 0);
    }
    return known.add(child, first);
  }

  function* read(order: Iterable<number>): Generator<Mutation> {
    const { child, first, last, code } = rows.columns;
    for (const row of order) {
      const place = child[row] ?? 0;
      const period = { start: decodeDay(first[row] ?? 0), end: decodeEnd(last[row] ?? 0) };
      const ssin = decodeSsin(place % blockStep);
      const operation = operationOf(Math.floor(place / blockStep));
      yield { operation, record: recordOf(ssin, { period, code: decodeCode(code[row] ?? 0) }) };
    }
  }

  return {
    add({ operation, record: { ssin, period, code } }) {
      const child = operations.indexOf(operation) * blockStep + encodeSsin(ssin);
      const first = encodeDay(period.start);
      if (!isNew(child, first)) return false;
      const row = rows.append();
      const { columns } = rows;
      columns.child[row] = child;
      columns.first[row] = first;
      columns.last[row] = encodeEnd(period.end);
      columns.code[row] = encodeCode(code);
      counts[operation] += 1;
      return true;
    },
    counts: () => ({ ...counts }),
    mutations: () => ({
      [Symbol.iterator]() {
        const order = Uint32Array.from({ length: rows.length }, (_, row) => row);
        const { columns } = rows;
        if (known !== undefined) {
          order.sort((a, b) => compare(columns, a, columns.child[b] ?? 0, columns.first[b] ?? 0));
        }
        return read(order);
      },
    }),
  };
}

type Sorted = Readonly<Record<'child' | 'first', ArrayLike<number>>>;

/** Below 0 if the row comes before that child and first day. */
function compare(columns: Sorted, row: number, child: number, first: number): number {
  return (columns.child[row] ?? 0) - child || (columns.first[row] ?? 0) - first;
}

function operationOf(block: number): Operation {
  const operation = operations[block];
  if (operation === undefined) throw new RangeError(`a monthly file has no block ${block}`);
  return operation;
}
