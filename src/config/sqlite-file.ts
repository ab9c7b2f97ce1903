/** For what is done to the file of a database, and has no meaning on a server. */

import { PasserelleError } from '../errors.ts';
import { text } from '../words/text.ts';
import type { SiteConfig } from './site-config.ts';

/** The SQLite file of a site. Throws `usage` if its state stands on a server. */
export function requireSqliteFile({ database }: Pick<SiteConfig, 'database'>): string {
  if (typeof database === 'string') return database;
  throw new PasserelleError(
    'usage',
    text`the state of this site stands on a PostgreSQL server, not in a file`,
    {
      hint: text`The server's own tools do it there (pg_dump, for example): see docs/postgresql.md.`,
    },
  );
}
