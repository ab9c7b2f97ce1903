/**
 * Tables in memory, for what must be sorted or joined and must never reach a disk: SQLite without a file.
 * Personal data pass through here in the clear, so even the sorter stays in memory.
 */

import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { Ssin } from '../people/ssin.ts';
import { remembering } from '../remembered.ts';

export interface Scratch {
  /** Runs statements that take nothing and give nothing. */
  run(sql: string): void;
  /** Prepares a statement that changes rows; calling it gives the number of rows changed. */
  prepare(sql: string): (...values: readonly number[]) => number;
  /** Prepares a query; calling it reads rows of integers, one at a time. One call at a time: prepare another. */
  query(sql: string): (...values: readonly number[]) => Iterable<readonly number[]>;
  /** Prepares a query that finds few rows; calling it reads all of them at once, in half the time of `query`. */
  lookup(sql: string): (...values: readonly number[]) => readonly (readonly number[])[];
  /** Frees all of it. */
  close(): void;
}

/** Opens a scratch with the tables of `schema`, which hold integers only. */
export function openScratch(schema: string): Scratch {
  const database = new DatabaseSync(':memory:');
  // One transaction that never ends: nothing of this is ever to be kept.
  database.exec(`PRAGMA temp_store = MEMORY; BEGIN; ${schema}`);
  return {
    run: (sql) => database.exec(sql),
    prepare(sql) {
      const statement = database.prepare(sql);
      return (...values) => Number(statement.run(...values).changes);
    },
    query(sql) {
      const statement = rowsAsArrays(database.prepare(sql));
      return (...values) => statement.iterate(...values) as Iterable<unknown> as Iterable<readonly number[]>;
    },
    lookup(sql) {
      const statement = rowsAsArrays(database.prepare(sql));
      return (...values) => statement.all(...values) as readonly unknown[] as readonly number[][];
    },
    close: () => database.close(),
  };
}

function rowsAsArrays(statement: StatementSync): StatementSync {
  statement.setReturnArrays(true);
  return statement;
}

/** Stands for the end of an open period; after every day. */
const openEnd = 9999_99_99;

export function encodeSsin(ssin: Ssin): number {
  return Number(ssin);
}

/** `number` must come from {@link encodeSsin}: it is not verified again. */
export function decodeSsin(number: number): Ssin {
  return String(number).padStart(11, '0') as Ssin;
}

/** YYYYMMDD as a number, which sorts as the days do. */
export function encodeDay(day: Temporal.PlainDate): number {
  return day.year * 10_000 + day.month * 100 + day.day;
}

export const decodeDay = remembering(
  (number: number) =>
    new Temporal.PlainDate(Math.floor(number / 10_000), Math.floor(number / 100) % 100, number % 100),
);

/** Stands for no code; before every code. */
const noCode = -1;

export function encodeCode(code: number | undefined): number {
  return code ?? noCode;
}

export function decodeCode(number: number): number | undefined {
  return number === noCode ? undefined : number;
}

export function encodeEnd(end: Temporal.PlainDate | null): number {
  return end === null ? openEnd : encodeDay(end);
}

export function decodeEnd(number: number): Temporal.PlainDate | null {
  return number === openEnd ? null : decodeDay(number);
}
