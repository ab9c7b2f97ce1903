/**
 * The store on SQLite: one file, its write-ahead log, and nothing else. Each call is a transaction that is
 * on the disk when it resolves. Calls are synchronous inside; a lock held by another process makes the
 * caller wait, at most the patience given.
 */

import type { Store } from '../ports/store.ts';
import type { Driver } from './sql/driver.ts';
import type { SiteIdentity } from './sql/identity.ts';
import { storeOnDriver } from './sql/store.ts';
import { aloneOn } from './sqlite/alone.ts';
import {
  inTransaction,
  type OpenOptions,
  openDatabase,
  openDatabaseToRead,
  runProgram,
  type Session,
} from './sqlite/database.ts';
import { dialect } from './sqlite/dialect.ts';
import { withStoreErrors } from './sqlite/errors.ts';
import { scrubbingOn } from './sqlite/scrub.ts';
import { stagingOn } from './sqlite/staging.ts';

/**
 * Opens the database of a site. Throws `store-refused` if it is missing (without `create`), open to others
 * than its owner, newer than this program, or of another site, mode or deliberation.
 */
export async function openSqliteStore(path: string, options: OpenOptions): Promise<Store> {
  return storeOn(openDatabase(path, options), options.identity);
}

/** The same to be read: whatever writes fails. Changes no file. Throws `store-refused` for an older form too. */
export async function readSqliteStore(path: string, identity: SiteIdentity): Promise<Store> {
  return storeOn(openDatabaseToRead(path, identity), identity);
}

/** The store on an open database, which it closes in the end. */
export function storeOn(session: Session, identity: SiteIdentity): Store {
  return storeOnDriver(driverOn(session), identity);
}

function driverOn(session: Session): Driver {
  const staging = stagingOn(session);
  return {
    dialect,
    stage: staging.stage,
    requireStaged: staging.requireStaged,
    async ask(program, { seesStaged = false } = {}) {
      const settled = seesStaged ? staging.settled() : undefined;
      if (settled !== undefined) {
        await settled;
        staging.requireStaged();
      }
      return withStoreErrors(() => runProgram(session, program()));
    },
    async write(program, { isUndone, discardsStaged = false } = {}) {
      const finished = staging.finished();
      // Nobody who stages nothing waits, not even for the next turn.
      if (finished !== undefined) await finished;
      const result = inTransaction(session, () => runProgram(session, program()), isUndone);
      if (discardsStaged) staging.forget();
      return result;
    },
    ...aloneOn(session),
    ...scrubbingOn(session),
    async close() {
      await staging.finished();
      session.database.close();
    },
  };
}
