/** Gives PostgreSQL's errors our codes. */

import { DatabaseError } from 'pg';
import { PasserelleError } from '../../errors.ts';
import { text } from '../../words/text.ts';
import { asOurs, type Meaning } from '../sql/meaning.ts';

const busy: Meaning = {
  code: 'store-busy',
  message: text`Another process holds the database.`,
  hint: text`Nothing was changed. Run the command again; if it lasts, look into pg_stat_activity on the server.`,
};
const full: Meaning = {
  code: 'store-full',
  message: text`There is no room left for the database.`,
  hint: text`Nothing was changed. Free some space on the server's disk, and run the command again.`,
};
const refused: Meaning = {
  code: 'store-refused',
  message: text`The server does not let this user in.`,
  hint: text`Nothing was changed. Check user, database and password under [store], and pg_hba.conf on the server.`,
};
const forbidden: Meaning = {
  code: 'store-refused',
  message: text`The database user of this process may not do that: its role's rights end before it.`,
  hint: text`Nothing was changed. docs/postgresql.md says which command runs as which role.`,
};
const unwritable: Meaning = {
  code: 'store-failed',
  message: text`The database cannot be written.`,
  hint: text`Nothing was changed. Check that [store] names the primary server, and the disk of that server.`,
};
const damaged: Meaning = {
  code: 'store-failed',
  message: text`The database is damaged.`,
  hint: text`Nothing was changed. Stop all processes of the site, and restore the last backup.`,
};
const unreachable: Meaning = {
  code: 'store-failed',
  message: text`The database server cannot be reached, or it broke the connection.`,
  hint: text`What was not committed is undone. Check host and port under [store] and that the server runs; then run the command again.`,
};
const untrusted: Meaning = {
  code: 'store-refused',
  message: text`The database server does not prove by TLS that it is the one under [store].`,
  hint: text`Nothing was sent. Check host and authorities under [store], and ssl on the server.`,
};
const other: Meaning = {
  code: 'store-failed',
  message: text`The database refused what it was asked.`,
  hint: text`Nothing was changed. This is a defect of the program: report it.`,
};

/** By SQLSTATE, or its class (PostgreSQL documentation, appendix A). */
const meanings: ReadonlyMap<string, Meaning> = new Map([
  ['08', unreachable], // connection exception
  ['28', refused], // invalid authorization
  ['3D', refused], // invalid catalog name: no such database
  ['25006', unwritable], // read_only_sql_transaction: a standby
  ['40', busy], // transaction rollback: serialization failure, deadlock
  ['42501', forbidden], // insufficient_privilege
  ['53100', full], // disk_full
  ['53300', busy], // too_many_connections
  ['55P03', busy], // lock_not_available
  ['57014', busy], // query_canceled
  ['57P01', unreachable], // admin_shutdown
  ['57P02', unreachable], // crash_shutdown
  ['57P03', busy], // cannot_connect_now: it is starting up
  ['25P03', unreachable], // idle_in_transaction_session_timeout
  ['58', unwritable], // system error: input or output
  ['XX001', damaged], // data_corrupted
  ['XX002', damaged], // index_corrupted
]);

/** An error of the driver as `store-busy`, `store-full`, `store-refused` or `store-failed`. */
export function meaningOf(error: unknown): PasserelleError {
  return asOurs(meaningFor(error), error);
}

function meaningFor(error: unknown): Meaning {
  if (error instanceof DatabaseError) {
    const { code = '' } = error;
    return meanings.get(code) ?? meanings.get(code.slice(0, 2)) ?? other;
  }
  // All that is left comes from the network and what stands upon it.
  return isAboutTls(error) ? untrusted : unreachable;
}

function isAboutTls(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return /CERT|TLS|SSL|VERIFY/.test(code) || error.message.includes('SSL');
}

/** True if the transaction was undone for the sake of another, and can be run again (SQLSTATE class 40). */
export function isRolledBack(error: unknown): boolean {
  const cause = causeOf(error);
  return cause instanceof DatabaseError && cause.code?.startsWith('40') === true;
}

/** True if nobody answers any more: what was under way may or may not have been done. */
export function isSilence(error: unknown): boolean {
  return meaningFor(causeOf(error)) === unreachable;
}

function causeOf(error: unknown): unknown {
  return error instanceof PasserelleError ? error.cause : error;
}
