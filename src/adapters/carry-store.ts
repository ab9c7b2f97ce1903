/**
 * Carries a site from its SQLite file to PostgreSQL. It can be killed at any moment and run again: until the last
 * moment only the file can be used, then only the server; never both.
 *
 * 1. All rows are copied into a schema that no store opens, while nobody can write to the file.
 * 2. They are read back and compared, table by table; the ledger is recomputed from its first entry.
 * 3. The file is closed for good.
 * 4. The schema is opened to the stores, with the event in the ledger that tells of it.
 */

import { createHash } from 'node:crypto';
import { PasserelleError } from '../errors.ts';
import type { StoredEntry } from '../ledger/event.ts';
import { verifyLedger } from '../ledger/verify.ts';
import { text } from '../words/text.ts';
import { openArrival, prepareArrival, readRows, writeRows } from './postgres/arrival.ts';
import { type Connection, connect, type PostgresServer, runProgram } from './postgres/connection.ts';
import type { SiteIdentity } from './sql/identity.ts';
import { readSubtrees } from './sql/ledger-tree.ts';
import { entryRow, readRow } from './sql/rows.ts';
import { startDigest, type Table, type TableDigest, tables } from './sql/tables.ts';
import { aloneOn } from './sqlite/alone.ts';
import { openDatabase, type Session } from './sqlite/database.ts';
import { departing, rowsIn } from './sqlite/departure.ts';

export interface Carriage {
  /** The SQLite file. */
  readonly from: string;
  readonly to: PostgresServer;
  readonly identity: SiteIdentity;
  readonly at: Temporal.Instant;
  /** Told of each table that was copied and of each that was proven, and when the file is closed. */
  readonly progress?: (done: CarriageStep) => Promise<void> | void;
}

export type CarriageStep =
  | { readonly step: 'copied' | 'proven'; readonly table: string; readonly rows: number }
  | { readonly step: 'closed' };

export interface Carried {
  readonly tables: readonly TableDigest[];
  /** SHA-256 over the digests of all tables, hexadecimal. */
  readonly digest: string;
}

const patience = Temporal.Duration.from({ seconds: 5 });

/**
 * Throws `already-running`, `store-busy`, `store-refused` if the server holds a site already, and `store-failed` or
 * `ledger-broken` if what arrived is not what was sent; the file can then be used as before.
 */
export async function carryStore(carriage: Carriage): Promise<Carried> {
  const { from, to, identity, at } = carriage;
  const session = openDatabase(from, { create: false, identity, moved: true });
  try {
    return await aloneOn(session).runAlone(async () => {
      const { client } = await connect({ server: to, patience });
      try {
        await prepareArrival(client);
        const destination = `${to.database} on ${to.host}`;
        const carried = await departing(session, destination, at, () => copyAll(carriage, session, client));
        await carriage.progress?.({ step: 'closed' });
        const rows = carried.tables.reduce((sum, table) => sum + table.rows, 0);
        const details = {
          from: 'sqlite',
          to: 'postgres',
          tables: tables.length,
          rows,
          digest: carried.digest,
        };
        await openArrival(client, identity, at, { event: 'store-moved', actor: identity.site, details });
        return carried;
      } finally {
        await client.end();
      }
    });
  } finally {
    session.database.close();
  }
}

async function copyAll({ progress }: Carriage, session: Session, connection: Connection): Promise<Carried> {
  const sent: TableDigest[] = [];
  for (const table of tables) {
    const digest = startDigest(table);
    await writeRows(connection, table, passing(rowsIn(session, table), digest));
    const copied = digest.end();
    sent.push(copied);
    await progress?.({ step: 'copied', table: table.name, rows: copied.rows });
  }
  for (const [index, table] of tables.entries()) {
    const arrived = await digestOf(connection, table);
    const { rows, digest } = sent[index] ?? arrived;
    if (arrived.rows !== rows || arrived.digest !== digest) throw altered(table);
    await progress?.({ step: 'proven', table: table.name, rows });
  }
  await proveLedger(connection);
  const digest = createHash('sha256')
    .update(sent.map((table) => table.digest).join('\n'))
    .digest('hex');
  return { tables: sent, digest };
}

function* passing<Item>(items: Iterable<Item>, digest: { add(item: Item): void }): Generator<Item> {
  for (const item of items) {
    digest.add(item);
    yield item;
  }
}

async function digestOf(connection: Connection, table: Table): Promise<TableDigest> {
  const digest = startDigest(table);
  for await (const row of readRows(connection, table)) digest.add(row);
  return digest.end();
}

async function proveLedger(connection: Connection): Promise<void> {
  const verdict = await verifyLedger(entriesOn(connection), undefined, undefined, (wanted) =>
    runProgram(connection, readSubtrees(wanted)),
  );
  if (verdict.ok) return;
  throw new PasserelleError('ledger-broken', text`The ledger is broken at entry ${verdict.sequence}.`, {
    hint: text`The site was not moved: the file can be used as before. Look into it with: passerelle ledger verify`,
  });
}

async function* entriesOn(connection: Connection): AsyncGenerator<StoredEntry> {
  const [table] = tables.filter(({ name }) => name === 'ledger');
  if (table === undefined) throw new RangeError('there is no table of the ledger');
  for await (const [sequence, bytes, hash] of readRows(connection, table)) {
    yield readRow(entryRow, { sequence, bytes, hash });
  }
}

function altered({ name }: Table): PasserelleError {
  return new PasserelleError('store-failed', text`What arrived in the table ${name} is not what was sent.`, {
    hint: text`The site was not moved: the file can be used as before. Look at the server, then run the command again.`,
  });
}
