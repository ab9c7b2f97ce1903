/** Transactions on PostgreSQL: one writer at a time, as on SQLite, and nobody in doubt about a commit. */

import { z } from 'zod';
import { PasserelleError } from '../../errors.ts';
import { text } from '../../words/text.ts';
import { readRow } from '../sql/rows.ts';
import type { Program } from '../sql/statement.ts';
import { type Connection, execute, rowsOf, runProgram } from './connection.ts';
import { isSilence } from './errors.ts';
import { locks } from './locks.ts';

/**
 * At READ COMMITTED a statement sees all that was committed before it began. With the lock taken first,
 * writing transactions follow one another, and each sees all of those before it.
 */
const begin = {
  write: `SELECT pg_advisory_xact_lock(${locks.write})`,
  // What is lost in a crash of the server is lost from the end of its log: never before a later commit.
  stage: 'SET LOCAL synchronous_commit = off',
} as const;

const transactionRow = z.object({ id: z.string() });
const statusRow = z.object({ status: z.enum(['committed', 'aborted', 'in progress']).nullable() });

/**
 * All of a program or nothing. When the connection breaks at the very commit, `elsewhere` (another connection)
 * is asked what became of it; only if nobody can tell, the error says so.
 */
export async function inTransaction<Result>(
  connection: Connection,
  kind: keyof typeof begin,
  program: Program<Result>,
  isUndone: (result: Result) => boolean,
  elsewhere: (question: (connection: Connection) => Promise<boolean>) => Promise<boolean>,
): Promise<Result> {
  let id: string;
  let result: Result;
  try {
    await execute(connection, `BEGIN ISOLATION LEVEL READ COMMITTED; ${begin[kind]}`);
    const [row] = await rowsOf(connection, 'SELECT pg_current_xact_id()::text AS id');
    id = readRow(transactionRow, row).id;
    result = await runProgram(connection, program);
    if (isUndone(result)) {
      await execute(connection, 'ROLLBACK');
      return result;
    }
  } catch (error) {
    // A connection that cannot even undo is broken, and the server undoes by itself.
    await execute(connection, 'ROLLBACK').catch(() => {});
    throw error;
  }
  try {
    await execute(connection, 'COMMIT');
  } catch (error) {
    if (!isSilence(error)) throw error;
    if (!(await elsewhere((other) => wasCommitted(other, id)).catch(inDoubt))) throw error;
  }
  return result;
}

/** Waits until the transaction has ended, as it holds the lock of those that write. */
async function wasCommitted(connection: Connection, id: string): Promise<boolean> {
  await execute(connection, `BEGIN; ${begin.write}; COMMIT`);
  const [row] = await rowsOf(connection, 'SELECT pg_xact_status($1::xid8) AS status', [id]);
  return readRow(statusRow, row).status === 'committed';
}

function inDoubt(cause: unknown): never {
  throw new PasserelleError('store-failed', text`The connection broke while a step was being committed.`, {
    hint: text`All of the step was done, or nothing: run the command again once the server answers; it repeats nothing.`,
    cause,
  });
}
