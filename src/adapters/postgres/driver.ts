/** Runs the programs of the store on PostgreSQL. */

import type { Client, Pool } from 'pg';
import { PasserelleError } from '../../errors.ts';
import { text } from '../../words/text.ts';
import { alreadyRunning, type Driver } from '../sql/driver.ts';
import {
  type Connection,
  connect,
  type PostgresOptions,
  rowsOf,
  runProgram,
  withConnection,
} from './connection.ts';
import { dialect } from './dialect.ts';
import { isRolledBack } from './errors.ts';
import { locks } from './locks.ts';
import { scrub } from './scrub.ts';
import { inTransaction } from './transaction.ts';

/** A transaction that was undone for another's sake is tried so often. */
const attempts = 4;

/** The connection by which this process holds the lock of a run; it does one transaction after the other. */
interface Alone {
  readonly client: Client;
  readonly lost: () => boolean;
  /** Resolves when the transaction before has ended. */
  turn: Promise<unknown>;
}

/** The driver on a pool of connections, which it ends when it is closed. */
export function driverOn(pool: Pool, options: PostgresOptions): Driver {
  let alone: Alone | undefined;

  /**
   * While the process runs alone it writes by no other connection than the one that holds the lock. When that
   * connection is lost, and the lock with it, nothing that the run still does can be committed.
   */
  function forWriting<Result>(work: (connection: Connection) => Promise<Result>): Promise<Result> {
    const held = alone;
    if (held === undefined) return withConnection(pool, work);
    const result = held.turn.then(() => {
      if (held.lost()) throw lockLost();
      return work(held.client);
    });
    held.turn = result.catch(() => {});
    return result;
  }

  return {
    dialect,
    ask: (program) => withConnection(pool, (connection) => runProgram(connection, program())),
    write: (program, { isUndone = () => false, repeatable = true } = {}) =>
      repeated(repeatable ? attempts : 1, () =>
        forWriting((connection) =>
          inTransaction(connection, 'write', program(), isUndone, (question) =>
            withConnection(pool, question),
          ),
        ),
      ),
    stage: async (program) => {
      await repeated(attempts, () =>
        forWriting((connection) =>
          inTransaction(
            connection,
            'stage',
            program(),
            () => false,
            () => Promise.resolve(false),
          ),
        ),
      );
    },
    // It says at once what it cannot stage.
    requireStaged: () => {},
    async runAlone(work) {
      const { client, lost } = await connect(options);
      try {
        const [row] = await rowsOf(client, `SELECT 1 WHERE pg_try_advisory_lock(${locks.run})`);
        if (row === undefined) throw alreadyRunning();
        alone = { client, lost, turn: Promise.resolve() };
        try {
          return await work();
        } finally {
          await alone.turn;
          alone = undefined;
        }
      } finally {
        await client.end().catch(() => {});
      }
    },
    scrub: () => withConnection(pool, (connection) => scrub(connection, options.patience)),
    close: () => pool.end(),
  };
}

async function repeated<Result>(times: number, work: () => Promise<Result>): Promise<Result> {
  for (let left = times; ; left -= 1) {
    try {
      return await work();
    } catch (error) {
      if (left <= 1 || !isRolledBack(error)) throw error;
    }
  }
}

function lockLost(): PasserelleError {
  return new PasserelleError('store-failed', text`The connection that holds the lock of this run is lost.`, {
    hint: text`What was not committed is undone, and another run may begin. Run the command again.`,
  });
}
