/** Leaves no deleted byte in the files of the tables. */

import { PasserelleError } from '../../errors.ts';
import { text } from '../../words/text.ts';
import { type Connection, execute } from './connection.ts';
import { rightsByTable } from './rights.ts';

/** Rows of these go, or are written over. */
const scrubbedTables = Object.entries(rightsByTable).flatMap(([table, { relay }]) =>
  relay.includes('MAINTAIN') ? [table] : [],
);

/** What the server has to say while it works. */
interface Notice {
  readonly severity?: string | undefined;
  readonly detail?: string | undefined;
}

/**
 * Writes every table that loses rows into a new file; the old one is truncated when that is done. Throws
 * `store-busy` while somebody still looks at what was deleted, and `store-refused` without the right to it.
 */
export async function scrub(connection: Connection): Promise<void> {
  for (const table of scrubbedTables) {
    const notices: Notice[] = [];
    const listen = (notice: Notice) => notices.push(notice);
    connection.on('notice', listen);
    try {
      await execute(connection, `VACUUM (FULL, VERBOSE) ${table}`);
    } finally {
      connection.off('notice', listen);
    }
    // VACUUM passes over what it may not touch with no more than a warning.
    if (notices.some(({ severity }) => severity === 'WARNING')) throw notAllowed(table);
    if (notices.some(leavesDeadRows)) throw stillSeen();
  }
}

/** The first number of the detail is that of the dead rows that had to be kept, in whatever language. */
function leavesDeadRows({ detail }: Notice): boolean {
  const [kept] = /\d+/.exec(detail ?? '') ?? [];
  return kept !== undefined && kept !== '0';
}

function notAllowed(table: string): PasserelleError {
  return new PasserelleError('store-refused', text`This database user may not rewrite the table ${table}.`, {
    hint: text`What was purged is purged, its key is gone. Run the purge as the role passerelle_relay or as the owner.`,
  });
}

function stillSeen(): PasserelleError {
  return new PasserelleError(
    'store-busy',
    text`A transaction on the server still sees rows that were deleted.`,
    {
      hint: text`What was purged is purged, its key is gone. Run the purge again to clean the files as well.`,
    },
  );
}
