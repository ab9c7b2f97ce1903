/** Mutations in memory, gathered in any order and read in the order of a monthly file. */

import { type Counts, type Operation, operations } from '../people/operation.ts';
import { type Mutation, recordOf } from '../people/record.ts';
import {
  decodeCode,
  decodeDay,
  decodeEnd,
  decodeSsin,
  encodeCode,
  encodeDay,
  encodeEnd,
  encodeSsin,
  openScratch,
  type Scratch,
} from './scratch.ts';

/** Several files may be gathered at once, told apart by the number of their part. */
export interface MutationScratch {
  /** False, and nothing added, if the part has the same operation on that SSIN and first day already. */
  add(part: number, mutation: Mutation): boolean;
  counts(part: number): Counts;
  /** In block order, each block by SSIN and first day. */
  mutations(part: number): Iterable<Mutation>;
  close(): void;
}

/** Table of mutations; `block` is the place of the operation in a monthly file. */
export const mutationTable = `
  CREATE TABLE mutation (
    part INTEGER, block INTEGER, ssin INTEGER, first INTEGER, last INTEGER, code INTEGER,
    PRIMARY KEY (part, block, ssin, first)
  ) WITHOUT ROWID;`;

export function openMutationScratch(scratch: Scratch = openScratch(mutationTable)): MutationScratch {
  const insert = scratch.prepare('INSERT INTO mutation VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING');
  return {
    add(part, { operation, record: { ssin, period, code } }) {
      const block = operations.indexOf(operation);
      const [first, last] = [encodeDay(period.start), encodeEnd(period.end)];
      return insert(part, block, encodeSsin(ssin), first, last, encodeCode(code)) === 1;
    },
    counts(part) {
      const counts: Record<Operation, number> = { new: 0, correction: 0, withdrawal: 0 };
      const sql = 'SELECT block, count(*) FROM mutation WHERE part = ? GROUP BY block';
      for (const [block = 0, count = 0] of scratch.query(sql)(part)) counts[operationOf(block)] = count;
      return counts;
    },
    mutations: (part) => ({ [Symbol.iterator]: () => readMutations(scratch, part) }),
    close: scratch.close,
  };
}

function* readMutations(scratch: Scratch, part: number): Generator<Mutation> {
  const sql =
    'SELECT block, ssin, first, last, code FROM mutation WHERE part = ? ORDER BY block, ssin, first';
  for (const [block = 0, ssin = 0, first = 0, last = 0, code = 0] of scratch.query(sql)(part)) {
    const content = { period: { start: decodeDay(first), end: decodeEnd(last) }, code: decodeCode(code) };
    yield { operation: operationOf(block), record: recordOf(decodeSsin(ssin), content) };
  }
}

function operationOf(block: number): Operation {
  const operation = operations[block];
  if (operation === undefined) throw new RangeError(`a monthly file has no block ${block}`);
  return operation;
}
