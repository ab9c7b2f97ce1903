/** Leaves no deleted byte in the files of the tables. */

import { setTimeout as sleep } from 'node:timers/promises';
import { steadyTime } from '../../clock.ts';
import { PasserelleError } from '../../errors.ts';
import { text } from '../../words/text.ts';
import { type Connection, execute } from './connection.ts';
import { rightsByTable } from './rights.ts';

/** Rows of these go, or are written over. */
const scrubbedTables = Object.entries(rightsByTable).flatMap(([table, { relay }]) =>
  relay.includes('MAINTAIN') ? [table] : [],
);

/** Milliseconds between two looks whether what was deleted is still seen. */
const pause = 50;

/** What the server has to say while it works. */
interface Notice {
  readonly severity?: string | undefined;
  readonly detail?: string | undefined;
}

/**
 * Writes every table that loses rows into a new file; the old one is truncated when that is done. Whoever still
 * looks at what was deleted, and be it the server at its own upkeep, is waited for. Throws `store-busy` if that
 * takes longer than `patience`, and `store-refused` without the right to it.
 */
export async function scrub(connection: Connection, patience: Temporal.Duration): Promise<void> {
  const end = steadyTime() + patience.total('milliseconds');
  for (const table of scrubbedTables) {
    while (!(await rewrite(connection, table))) {
      if (steadyTime() > end) throw stillSeen();
      await sleep(pause);
    }
  }
}

/** True if no deleted row had to be kept. */
async function rewrite(connection: Connection, table: string): Promise<boolean> {
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
  return !notices.some(leavesDeadRows);
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
