/**
 * The store on SQLite: one file, its write-ahead log, and nothing else. Each call is a transaction that is
 * on the disk when it resolves. Calls are synchronous inside; a lock held by another process makes the
 * caller wait, at most the patience given.
 */

import type { Step, Store } from '../ports/store.ts';
import { accountReadsOn, failuresOn } from './sqlite/accounts.ts';
import { aloneOn } from './sqlite/alone.ts';
import { applyChange } from './sqlite/changes.ts';
import {
  inTransaction,
  type OpenOptions,
  openDatabase,
  type Session,
  type SiteIdentity,
} from './sqlite/database.ts';
import { appendEvents, ledgerReadsOn } from './sqlite/ledger.ts';
import { parcelReadsOn, stagingOn } from './sqlite/parcels.ts';
import { scrubbingOn } from './sqlite/scrub.ts';

/**
 * Opens the database of a site. Throws `store-refused` if it is missing (without `create`), open to others
 * than its owner, newer than this program, or of another site, mode or deliberation.
 */
export async function openSqliteStore(path: string, options: OpenOptions): Promise<Store> {
  return storeOn(openDatabase(path, options), options.identity);
}

/** The store on an open database, which it closes in the end. */
export function storeOn(session: Session, identity: SiteIdentity): Store {
  return {
    ...committingOn(session, identity),
    ...stagingOn(session),
    ...aloneOn(session),
    ...parcelReadsOn(session),
    ...accountReadsOn(session),
    ...failuresOn(session),
    ...ledgerReadsOn(session),
    ...scrubbingOn(session),
    async close() {
      session.database.close();
    },
  };
}

function committingOn(session: Session, identity: SiteIdentity): Pick<Store, 'commit'> {
  return {
    async commit(step) {
      return inTransaction(
        session,
        () => perform(session, identity, step),
        ({ committed }) => !committed,
      );
    },
  };
}

function perform(session: Session, identity: SiteIdentity, step: Step) {
  for (const change of step.changes) {
    const conflict = applyChange(session.sql, change);
    if (conflict !== undefined) return { committed: false, conflict } as const;
  }
  return { committed: true, head: appendEvents(session, identity, step) } as const;
}
