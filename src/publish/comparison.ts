/** What is in scope now, held in memory against what stands disclosed, child by child. */

import type { Candidate } from '../flow.ts';
import { type Operation, operations } from '../people/operation.ts';
import { type Mutation, recordOf } from '../people/record.ts';
import { growingColumns } from '../tables/growing-columns.ts';
import { createMutationColumns, type MutationColumns } from '../tables/mutation-columns.ts';
import {
  decodeCode,
  decodeDay,
  decodeEnd,
  decodeSsin,
  encodeCode,
  encodeDay,
  encodeEnd,
  encodeSsin,
} from '../tables/numbers.ts';
import { orderOf } from '../tables/order.ts';

export interface Comparison {
  /** Adds a period as the publisher's system has it. */
  addCandidate(candidate: Candidate): void;
  /** Applies what was published, the oldest first: the last word on a record is what stands. */
  addDisclosed(mutation: Mutation): void;
  /** Pairs of lines on which periods of one child overlap, by the second; none if and only if no two periods do. */
  overlaps(): readonly (readonly [number, number])[];
  /** What changed. Periods must not overlap. */
  changes(): MutationColumns;
}

/** `line`: of the export; of what was disclosed, a number that grows. `stands`: in scope, or not withdrawn. */
const emptyColumns = (length: number) => ({
  child: new Float64Array(length),
  first: new Int32Array(length),
  last: new Int32Array(length),
  code: new Int32Array(length),
  line: new Int32Array(length),
  stands: new Uint8Array(length),
});

interface Row {
  readonly child: number;
  readonly first: number;
  readonly last: number;
  readonly code: number;
  readonly line: number;
  readonly stands: boolean;
}

export function createComparison(): Comparison {
  const candidates = createRows();
  const disclosed = createRows();
  return {
    addCandidate: ({ ssin, period, code, line, inScope }) => {
      candidates.add(recordOf(ssin, { period, code }), line, inScope);
    },
    addDisclosed: ({ operation, record }) => {
      disclosed.add(record, disclosed.count(), operation !== 'withdrawal');
    },
    overlaps() {
      const pairs: [number, number][] = [];
      let before: Row | undefined;
      for (const row of candidates.inOrder()) {
        if (before?.child === row.child && row.first <= before.last) pairs.push([before.line, row.line]);
        before = row;
      }
      return pairs.sort(([, line], [, other]) => line - other);
    },
    changes() {
      const changes = createMutationColumns();
      // Block by block, so that each comes in its place.
      for (const operation of operations) {
        for (const [now, standing] of side(inScope(candidates.inOrder()), lastWords(disclosed.inOrder()))) {
          if (operationOf(now, standing) === operation) changes.add(mutationOf(operation, now ?? standing));
        }
      }
      return changes;
    },
  };
}

function createRows() {
  const rows = growingColumns(emptyColumns);
  function rowAt(index: number): Row {
    const { child, first, last, code, line, stands } = rows.columns;
    return {
      child: child[index] ?? 0,
      first: first[index] ?? 0,
      last: last[index] ?? 0,
      code: code[index] ?? 0,
      line: line[index] ?? 0,
      stands: stands[index] === 1,
    };
  }
  return {
    count: () => rows.length,
    add({ ssin, period, code }: Mutation['record'], line: number, stands: boolean): void {
      const row = rows.append();
      const { columns } = rows;
      columns.child[row] = encodeSsin(ssin);
      columns.first[row] = encodeDay(period.start);
      columns.last[row] = encodeEnd(period.end);
      columns.code[row] = encodeCode(code);
      columns.line[row] = line;
      columns.stands[row] = stands ? 1 : 0;
    },
    /** By child, first day and line. */
    *inOrder(): Generator<Row> {
      let ofChild: Row[] = [];
      for (const index of orderOf(rows.columns.child.subarray(0, rows.length))) {
        const row = rowAt(index);
        if (ofChild[0] !== undefined && ofChild[0].child !== row.child) {
          yield* ofChild.sort((a, b) => a.first - b.first || a.line - b.line);
          ofChild = [];
        }
        ofChild.push(row);
      }
      yield* ofChild.sort((a, b) => a.first - b.first || a.line - b.line);
    },
  };
}

function* inScope(rows: Iterable<Row>): Generator<Row> {
  for (const row of rows) if (row.stands) yield row;
}

/** The last row of each record, unless it took the record back. */
function* lastWords(rows: Iterable<Row>): Generator<Row> {
  let last: Row | undefined;
  for (const row of rows) {
    if (last?.stands === true && compare(last, row) !== 0) yield last;
    last = row;
  }
  if (last?.stands === true) yield last;
}

/** Puts what is known of one record on both sides together; both come in order. */
function* side(
  left: Iterator<Row>,
  right: Iterator<Row>,
): Generator<readonly [now: Row | undefined, standing: Row | undefined]> {
  let [a, b] = [left.next(), right.next()];
  while (a.done !== true || b.done !== true) {
    const order = a.done === true ? 1 : b.done === true ? -1 : compare(a.value, b.value);
    yield [order <= 0 ? a.value : undefined, order >= 0 ? b.value : undefined];
    if (order <= 0) a = left.next();
    if (order >= 0) b = right.next();
  }
}

function compare(a: Row, b: Row): number {
  return a.child - b.child || a.first - b.first;
}

function operationOf(now: Row | undefined, standing: Row | undefined): Operation | undefined {
  if (standing === undefined) return 'new';
  if (now === undefined) return 'withdrawal';
  return now.last === standing.last && now.code === standing.code ? undefined : 'correction';
}

function mutationOf(operation: Operation, row: Row | undefined): Mutation {
  if (row === undefined) throw new RangeError('a change without a record');
  const period = { start: decodeDay(row.first), end: decodeEnd(row.last) };
  return { operation, record: recordOf(decodeSsin(row.child), { period, code: decodeCode(row.code) }) };
}
