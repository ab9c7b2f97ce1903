/** A site that leaves its SQLite file: nobody writes while it is carried, and nobody afterwards. */

import { z } from 'zod';
import { PasserelleError } from '../../errors.ts';
import { text } from '../../words/text.ts';
import { readIfAny, readRow } from '../sql/rows.ts';
import { type Row, selectAll, type Table } from '../sql/tables.ts';
import type { Session } from './database.ts';
import { withStoreErrors } from './errors.ts';

const movedRow = z.object({ destination: z.string() });
const cell = z.union([z.string(), z.number(), z.instanceof(Uint8Array), z.null()]);

/** Throws `store-refused` if the site has moved. */
export function requireNotMoved({ database }: Pick<Session, 'database'>): void {
  const moved = readIfAny(movedRow, database.prepare('SELECT destination FROM moved').get());
  if (moved !== undefined) throw hasMoved(moved.destination);
}

/** What a process is told that would go on in the old place. */
export function hasMoved(destination: string): PasserelleError {
  return new PasserelleError('store-refused', text`The site has moved from this file to ${destination}.`, {
    hint: text`Nothing was changed. Use the configuration that names the server under [store].`,
  });
}

/**
 * Does `work` while no other connection can write; when it has been done the site has moved, for good. If it fails,
 * the file is as it was.
 */
export async function departing<Result>(
  { database }: Session,
  destination: string,
  at: Temporal.Instant,
  work: () => Promise<Result>,
): Promise<Result> {
  withStoreErrors(() => database.exec('BEGIN IMMEDIATE'));
  try {
    const result = await work();
    withStoreErrors(() => {
      database
        .prepare('INSERT INTO moved VALUES (1, ?, ?) ON CONFLICT DO NOTHING')
        .run(destination, at.epochMilliseconds);
      database.exec('COMMIT');
    });
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

/** All rows of a table in their order, one by one. */
export function* rowsIn({ database }: Session, table: Table): Generator<Row> {
  const statement = database.prepare(selectAll(table));
  statement.setReturnArrays(true);
  const rows = withStoreErrors(() => statement.iterate());
  for (;;) {
    const { done, value: row } = withStoreErrors(() => rows.next());
    if (done === true) return;
    yield readRow(z.array(cell), row);
  }
}
