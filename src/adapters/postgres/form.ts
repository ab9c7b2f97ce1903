/** Brings the database of a site to the form of this program, and looks whether the server can be trusted with it. */

import { z } from 'zod';
import { PasserelleError } from '../../errors.ts';
import { type Text, text } from '../../words/text.ts';
import { requireNewest, stepsFrom } from '../sql/form.ts';
import { readRow } from '../sql/rows.ts';
import { type Connection, execute, rowsOf, schema } from './connection.ts';
import { locks } from './locks.ts';
import { migrations } from './migrations.ts';

/** VACUUM can be granted since then (the privilege MAINTAIN). */
const oldestServer = 170_000;

const foundRow = z.object({
  server: z.int(),
  encoding: z.string(),
  syncs: z.boolean(),
  schema: z.boolean(),
  form: z.boolean(),
});
const formRow = z.object({ number: z.int().positive() });

export interface Expected {
  /** Makes the tables if there are none. */
  readonly create: boolean;
  readonly mode: 'real' | 'rehearsal';
  /** The steps of the form; a test may give earlier ones. */
  readonly steps?: readonly string[];
}

/** Throws `store-refused` if there is no database of ours, a newer one, or a server that does not keep its word. */
export async function bringToForm(connection: Connection, expected: Expected): Promise<void> {
  const { create, mode, steps = migrations } = expected;
  const found = await look(connection);
  requireServer(found, mode);
  if (!found.form && !create) throw missing();
  if (found.form && stepsFrom(await formOf(connection), steps).length === 0) return;

  await execute(connection, `BEGIN; SELECT pg_advisory_xact_lock(${locks.form})`);
  try {
    // Another process may have been faster.
    const now = await look(connection);
    if (now.schema && !now.form) throw foreign();
    if (!now.form) await createSchema(connection, schema);
    for (const step of stepsFrom(now.form ? await formOf(connection) : 0, steps)) {
      await execute(connection, step);
    }
    await execute(connection, `DELETE FROM form; INSERT INTO form VALUES (${steps.length}); COMMIT`);
  } catch (error) {
    await execute(connection, 'ROLLBACK').catch(() => {});
    throw error;
  }
}

/** For who only reads. Throws as {@link bringToForm}, and for any form but the newest. */
export async function requireForm(connection: Connection, mode: Expected['mode']): Promise<void> {
  requireNewest(await formFound(connection, mode), migrations);
}

/** The form of the tables, whichever it is. Throws `store-refused` if there are none, or the server is not to be trusted. */
export async function formFound(connection: Connection, mode: Expected['mode']): Promise<number> {
  const found = await look(connection);
  requireServer(found, mode);
  if (!found.form) throw missing();
  return await formOf(connection);
}

/** Makes the tables of the newest form in a schema of that name, which the connection searches already. */
export async function createForm(connection: Connection, name: string): Promise<void> {
  await execute(connection, 'BEGIN');
  await createSchema(connection, name);
  for (const step of migrations) await execute(connection, step);
  await execute(connection, `INSERT INTO form VALUES (${migrations.length}); COMMIT`);
}

async function createSchema(connection: Connection, name: string): Promise<void> {
  await execute(
    connection,
    `CREATE SCHEMA ${name}; CREATE TABLE form (number INTEGER NOT NULL); CREATE UNIQUE INDEX one_form ON form ((true))`,
  );
}

async function look(connection: Connection): Promise<z.infer<typeof foundRow>> {
  const [row] = await rowsOf(
    connection,
    // The catalogue itself is asked: what to_regclass remembers may be older than the lock.
    `SELECT current_setting('server_version_num')::int AS server, current_setting('server_encoding') AS encoding,
       current_setting('fsync')::boolean AS syncs,
       EXISTS (SELECT FROM pg_namespace WHERE nspname = '${schema}') AS schema,
       EXISTS (SELECT FROM pg_tables WHERE schemaname = '${schema}' AND tablename = 'form') AS form`,
  );
  return readRow(foundRow, row);
}

async function formOf(connection: Connection): Promise<number> {
  const [row] = await rowsOf(connection, 'SELECT number FROM form');
  return readRow(formRow, row).number;
}

function requireServer({ server, encoding, syncs }: z.infer<typeof foundRow>, mode: Expected['mode']): void {
  const flaws: readonly [boolean, Text, Text][] = [
    [server < oldestServer, text`older than PostgreSQL 17`, text`Upgrade the server.`],
    [encoding !== 'UTF8', text`not in UTF-8`, text`Create the database with ENCODING 'UTF8'.`],
    [
      !syncs && mode === 'real',
      text`on a server that does not wait for its disk (fsync = off)`,
      text`Set fsync = on in postgresql.conf.`,
    ],
  ];
  for (const [flawed, says, hint] of flaws) {
    if (!flawed) continue;
    throw new PasserelleError('store-refused', text`The database is ${says}.`, {
      hint: text`Nothing was changed. ${hint}`,
    });
  }
}

function missing(): PasserelleError {
  return new PasserelleError('store-refused', text`There is no site in this database.`, {
    hint: text`Nothing was created. Check [store] in the configuration; a site comes there by: passerelle migrate-store`,
  });
}

function foreign(): PasserelleError {
  return new PasserelleError('store-refused', text`The schema ${schema} belongs to another program.`, {
    hint: text`Nothing was changed. Give the site a database of its own.`,
  });
}
