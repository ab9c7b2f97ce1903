/**
 * What a store asks of its database, written once for every database that speaks SQL. A program yields
 * statements and goes on with their answers; a driver runs it, and may or may not have to wait.
 */

export type SqlValue = string | number | Uint8Array | null;

export interface Statement {
  /** The SQL between the values: always ours, never a peer's. Values are bound. */
  readonly text: TemplateStringsArray;
  readonly values: readonly SqlValue[];
  readonly wants: 'rows' | 'changes';
}

export interface Answer {
  readonly rows: readonly unknown[];
  /** Number of rows that were written. */
  readonly changes: number;
}

export type Program<Result> = Generator<Statement, Result, Answer>;

/** Writes; gives the number of rows that changed. */
export function* run(text: TemplateStringsArray, ...values: readonly SqlValue[]): Program<number> {
  return (yield { text, values, wants: 'changes' }).changes;
}

/** All rows. */
export function* all(
  text: TemplateStringsArray,
  ...values: readonly SqlValue[]
): Program<readonly unknown[]> {
  return (yield { text, values, wants: 'rows' }).rows;
}

/** The first row, or `undefined`. */
export function* get(text: TemplateStringsArray, ...values: readonly SqlValue[]): Program<unknown> {
  return (yield* all(text, ...values))[0];
}
