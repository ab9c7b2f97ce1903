/** Where a site that is carried to PostgreSQL stands until all of it is there and proven: in a schema that no store opens. */

import { z } from 'zod';
import { PasserelleError } from '../../errors.ts';
import type { LedgerEvent } from '../../ledger/event.ts';
import { text } from '../../words/text.ts';
import { alreadyRunning } from '../sql/driver.ts';
import type { SiteIdentity } from '../sql/identity.ts';
import { ledgerOf } from '../sql/ledger.ts';
import { readRow } from '../sql/rows.ts';
import type { SqlValue } from '../sql/statement.ts';
import { type Row, selectAll, type Table } from '../sql/tables.ts';
import { type Connection, execute, rowsOf, runProgram, schema } from './connection.ts';
import { createForm } from './form.ts';
import { locks } from './locks.ts';

const arriving = `${schema}_arriving`;

/** Rows written at a time, or fewer if they hold many bytes. */
const batchRows = 500;
const batchBytes = 4 * 1024 * 1024;
/** Rows read at a time: few, for a chunk of a parcel is a row. */
const fetchedRows = 16;

const value = z.union([z.string(), z.number(), z.instanceof(Uint8Array), z.null()]);

/**
 * Makes empty tables for a site to come, in place of what an earlier attempt may have left. Holds the lock of a run
 * for as long as the connection lives. Throws `already-running`, or `store-refused` if there is a site.
 */
export async function prepareArrival(connection: Connection): Promise<void> {
  const [taken] = await rowsOf(connection, `SELECT 1 WHERE pg_try_advisory_lock(${locks.run})`);
  if (taken === undefined) throw alreadyRunning();
  const [site] = await rowsOf(connection, `SELECT 1 FROM pg_namespace WHERE nspname = '${schema}'`);
  if (site !== undefined) {
    throw new PasserelleError('store-refused', text`The database on the server is not empty.`, {
      hint: text`Nothing was changed. If the site was carried there before, look with the new configuration: passerelle ledger verify.`,
    });
  }
  await execute(connection, `DROP SCHEMA IF EXISTS ${arriving} CASCADE`);
  await execute(connection, `SET search_path = ${arriving}`);
  await createForm(connection, arriving);
}

/** Writes rows into an empty table, a batch at a time; each batch is durable. */
export async function writeRows(connection: Connection, table: Table, rows: Iterable<Row>): Promise<void> {
  let batch: Row[] = [];
  let bytes = 0;
  for (const row of rows) {
    batch.push(row);
    bytes += row.reduce<number>((sum, cell) => sum + (cell instanceof Uint8Array ? cell.length : 0), 0);
    if (batch.length < batchRows && bytes < batchBytes) continue;
    await insert(connection, table, batch);
    batch = [];
    bytes = 0;
  }
  if (batch.length > 0) await insert(connection, table, batch);
}

async function insert(connection: Connection, { name, columns }: Table, rows: readonly Row[]): Promise<void> {
  const width = columns.length;
  const places = rows.map((_, row) => `(${columns.map((_name, column) => `$${row * width + column + 1}`)})`);
  await rowsOf(connection, `INSERT INTO ${name} (${columns}) VALUES ${places}`, rows.flat());
}

/** Reads the rows back as they stand, in their order. */
export async function* readRows(connection: Connection, table: Table): AsyncGenerator<Row> {
  await execute(connection, `BEGIN; DECLARE carried NO SCROLL CURSOR FOR ${selectAll(table)}`);
  try {
    for (;;) {
      const rows = await rowsOf(connection, `FETCH ${fetchedRows} FROM carried`);
      for (const row of rows) yield inOrder(table, row);
      if (rows.length < fetchedRows) return;
    }
  } finally {
    await execute(connection, 'ROLLBACK');
  }
}

function inOrder({ columns }: Table, row: unknown): readonly SqlValue[] {
  const cells = readRow(z.record(z.string(), value), row);
  return columns.map((column) => cells[column] ?? null);
}

/** Opens the site that has arrived to the stores, with the event in its ledger that says so. */
export async function openArrival(
  connection: Connection,
  identity: SiteIdentity,
  at: Temporal.Instant,
  event: LedgerEvent,
): Promise<void> {
  await execute(connection, 'BEGIN');
  try {
    // The next parcel gets the serial after the last.
    await execute(
      connection,
      `SELECT setval(pg_get_serial_sequence('${arriving}.parcel', 'serial'), max(serial)) FROM parcel HAVING max(serial) > 0`,
    );
    await runProgram(connection, ledgerOf(identity).append({ at, events: [event] }));
    await execute(connection, `ALTER SCHEMA ${arriving} RENAME TO ${schema}; COMMIT`);
  } catch (error) {
    await execute(connection, 'ROLLBACK').catch(() => {});
    throw error;
  }
}
