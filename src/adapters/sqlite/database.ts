/** Opens the database file of a site, and runs transactions on it. */

import { chmodSync, closeSync, existsSync, openSync, statSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { PasserelleError } from '../../errors.ts';
import { text } from '../../words/text.ts';
import { requireIdentity, requireSameIdentity, type SiteIdentity } from '../sql/identity.ts';
import type { Answer, Program, Statement } from '../sql/statement.ts';
import { requireNotMoved } from './departure.ts';
import { withStoreErrors } from './errors.ts';
import { isEmpty, migrate, requireNewestForm } from './form.ts';

export interface OpenOptions {
  /**
   * Makes the database if there is none. Without it a missing database is refused: a typing error in the
   * config must not start an empty life beside the real one.
   */
  readonly create: boolean;
  readonly identity: SiteIdentity;
  /** Opens it even if the site has moved away from it. */
  readonly moved?: boolean;
  /** How long to wait for another process's lock. */
  readonly patience?: Temporal.Duration;
}

/** An open database with its prepared statements. */
export interface Session {
  readonly path: string;
  readonly database: DatabaseSync;
  readonly begin: StatementSync;
  readonly commit: StatementSync;
  /** The statement of a tagged text, prepared at its first use: each place in the code has one text, the same each time. */
  readonly statementOf: (text: TemplateStringsArray) => StatementSync;
}

export function sessionOn(path: string, database: DatabaseSync): Session {
  const prepared = new Map<TemplateStringsArray, StatementSync>();
  return {
    path,
    database,
    begin: database.prepare('BEGIN IMMEDIATE'),
    commit: database.prepare('COMMIT'),
    statementOf(text) {
      let statement = prepared.get(text);
      if (statement === undefined) {
        statement = database.prepare(text.join('?'));
        prepared.set(text, statement);
      }
      return statement;
    },
  };
}

export const defaultPatience = Temporal.Duration.from({ seconds: 5 });
const ownerOnly = 0o600;

/** Freed bytes are overwritten; the log shrinks when it can. */
export const settings = `
  PRAGMA secure_delete = ON;
  PRAGMA trusted_schema = OFF;
  PRAGMA journal_size_limit = 67108864;
`;

/** Throws `store-refused` if the database is missing, another site's, another mode's, or too new. */
export function openDatabase(path: string, options: OpenOptions): Session {
  if (options.create) createPrivateFile(path);
  requirePrivateFile(path);
  return withStoreErrors(() => {
    const patience = options.patience ?? defaultPatience;
    const database = new DatabaseSync(path, { timeout: patience.total('milliseconds') });
    try {
      if (!options.create && isEmpty(database)) throw missing(path);
      // A write-ahead log, synced at each commit.
      database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
      database.exec(settings);
      const session = sessionOn(path, database);
      inTransaction(session, () => {
        migrate(database);
        runProgram(session, requireIdentity(options.identity));
        if (options.moved !== true) requireNotMoved(session);
      });
      return session;
    } catch (error) {
      database.close();
      throw error;
    }
  });
}

/**
 * Opens the database to be read, and leaves its folder as it is: of a file without a log, SQLite is told that it
 * stands still. Throws as {@link openDatabase}, and for an older form.
 */
export function openDatabaseToRead(path: string, identity: SiteIdentity): Session {
  return withStoreErrors(() => {
    const database = openFileToRead(path);
    try {
      const session = sessionOn(path, database);
      requireNewestForm(database);
      runProgram(session, requireSameIdentity(identity));
      requireNotMoved(session);
      return session;
    } catch (error) {
      database.close();
      throw error;
    }
  });
}

/** The bare file, whatever is in it. Throws `store-refused` if it is missing or open to others than its owner. */
export function openFileToRead(path: string): DatabaseSync {
  requirePrivateFile(path);
  const url = pathToFileURL(path);
  if (!existsSync(`${path}-wal`)) url.searchParams.set('immutable', '1');
  return withStoreErrors(() => {
    const database = new DatabaseSync(url, {
      readOnly: true,
      timeout: defaultPatience.total('milliseconds'),
    });
    try {
      if (isEmpty(database)) throw missing(path);
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  });
}

/** Runs a program to its end, at once: SQLite answers without making anybody wait. */
export function runProgram<Result>(session: Session, program: Program<Result>): Result {
  let step = program.next();
  while (step.done !== true) step = program.next(answer(session, step.value));
  return step.value;
}

function answer({ statementOf }: Session, { text, values, wants }: Statement): Answer {
  const statement = statementOf(text);
  if (wants === 'rows') return { rows: statement.all(...values), changes: 0 };
  return { rows: [], changes: Number(statement.run(...values).changes) };
}

/** All of `work` or nothing: undone if it throws, or if its result is one that `isUndone` tells. */
export function inTransaction<Result>(
  { database, begin, commit }: Session,
  work: () => Result,
  isUndone: (result: Result) => boolean = () => false,
): Result {
  return withStoreErrors(() => {
    begin.run();
    try {
      const result = work();
      if (isUndone(result)) database.exec('ROLLBACK');
      else commit.run();
      return result;
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK');
      throw error;
    }
  });
}

/**
 * Runs `work` without waiting for the disk at its commits. What it writes is durable with the next commit
 * outside, which syncs the whole log; lost before that, it is lost from its end. For what nobody sees yet.
 */
export function unsynced<Result>({ database }: Session, work: () => Result): Result {
  database.exec('PRAGMA synchronous = NORMAL');
  try {
    return work();
  } finally {
    database.exec('PRAGMA synchronous = FULL');
  }
}

/** Makes an empty file that only its owner may open, if there is none; SQLite gives its log the same mode. */
export function createPrivateFile(path: string): void {
  if (existsSync(path)) return;
  try {
    closeSync(openSync(path, 'wx', ownerOnly));
    chmodSync(path, ownerOnly);
  } catch (cause) {
    throw new PasserelleError('store-failed', text`The database cannot be created at ${path}.`, {
      hint: text`Nothing was changed. Check that the folder exists and that this user may write to it.`,
      cause,
    });
  }
}

function requirePrivateFile(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw missing(path);
  if (process.platform !== 'win32' && (found.mode & 0o077) !== 0) {
    throw new PasserelleError('store-refused', text`Others than its owner may open the database ${path}.`, {
      hint: text`Nothing was read. Run: chmod 600 ${path}`,
    });
  }
}

function missing(path: string): PasserelleError {
  return new PasserelleError('store-refused', text`There is no database at ${path}.`, {
    hint: text`Nothing was created. Check the path in the config; a new site makes its database with init.`,
  });
}
