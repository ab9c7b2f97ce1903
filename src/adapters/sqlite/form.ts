/** Brings a database file to the form of this program, and says in which form it is. */

import type { DatabaseSync } from 'node:sqlite';
import { PasserelleError } from '../../errors.ts';
import { text } from '../../words/text.ts';
import { requireNewest, stepsFrom } from '../sql/form.ts';
import { migrations, schemaVersion } from './migrations.ts';

/** Marks the file as ours (`PRAGMA application_id`): "PASS" in ASCII. */
const applicationId = 0x50415353;

/**
 * Takes the database from its form to ours (or, in tests, to an older one), inside the caller's transaction.
 * Throws `store-refused`.
 */
export function migrate(database: DatabaseSync, form = schemaVersion): void {
  const version = pragma(database, 'user_version');
  if (!isEmpty(database)) requireOurs(database);
  const missing = stepsFrom(version, migrations.slice(0, form));
  // To write again what stands there would cost a wait for the disk at each start.
  if (missing.length === 0) return;
  for (const step of missing) {
    if (typeof step === 'string') database.exec(step);
    else step(database);
  }
  database.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${form}`);
}

/** For who only reads: throws `store-refused` for another program's file, and for any form but the newest. */
export function requireNewestForm(database: DatabaseSync): void {
  requireNewest(formOf(database), migrations);
}

/** The form of the database. Throws `store-refused` for another program's file. */
export function formOf(database: DatabaseSync): number {
  requireOurs(database);
  return pragma(database, 'user_version');
}

function requireOurs(database: DatabaseSync): void {
  if (pragma(database, 'application_id') === applicationId) return;
  throw new PasserelleError('store-refused', text`The file is a database of another program.`, {
    hint: text`Nothing was changed. Check the path in the config.`,
  });
}

/** True for a file that nothing was created in yet. */
export function isEmpty(database: DatabaseSync): boolean {
  return database.prepare('SELECT 1 FROM sqlite_schema').get() === undefined;
}

function pragma(database: DatabaseSync, name: 'user_version' | 'application_id'): number {
  return Number(database.prepare(`PRAGMA ${name}`).get()?.[name]);
}
