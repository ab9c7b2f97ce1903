/** Looks a database file over without changing anything, also one that no store would open. */

import { requireSameIdentity, type SiteIdentity } from '../sql/identity.ts';
import { openFileToRead, runProgram, sessionOn } from './database.ts';
import { requireNotMoved } from './departure.ts';
import { withStoreErrors } from './errors.ts';
import { formOf } from './form.ts';
import { schemaVersion } from './migrations.ts';

export interface ExaminedFile {
  readonly form: number;
  readonly newest: number;
  /** What SQLite's quick check says of it; empty if it is whole. */
  readonly flaws: readonly string[];
}

/** Of a damaged file SQLite can say more than anybody would read. */
const flawsNamed = 3;

/** Throws `store-refused` if it is missing, not private, of another program, site or mode, or has moved away. */
export function examineSqliteFile(path: string, identity: SiteIdentity): ExaminedFile {
  const database = openFileToRead(path);
  try {
    return withStoreErrors(() => {
      const form = formOf(database);
      const session = sessionOn(path, database);
      runProgram(session, requireSameIdentity(identity));
      if (form === schemaVersion) requireNotMoved(session);
      const said = database.prepare(`PRAGMA quick_check(${flawsNamed})`).all();
      const flaws = said.map((row) => String(Object.values(row)[0])).filter((flaw) => flaw !== 'ok');
      return { form, newest: schemaVersion, flaws };
    });
  } finally {
    database.close();
  }
}
