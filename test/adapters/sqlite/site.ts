/** A site's database for tests of the SQLite adapter itself. */

import path from 'node:path';
import { onTestFinished } from 'vitest';
import { type OpenOptions, openDatabase, type Session } from '../../../src/adapters/sqlite/database.ts';
import { storeOn } from '../../../src/adapters/store-sqlite.ts';
import type { Store } from '../../../src/ports/store.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

export const identity = {
  site: 'inami',
  mode: 'rehearsal',
  deliberation: '21/250',
  policy: 'f'.repeat(64),
} as const;

/** Opens a new database that waits at most 50 ms for a lock, with the connection beneath the store. */
export async function openSite(
  over: Partial<OpenOptions> = {},
): Promise<{ file: string; session: Session; store: Store }> {
  const file = path.join(await temporaryFolder(), 'site.db');
  const patience = Temporal.Duration.from({ milliseconds: 50 });
  const session = openDatabase(file, { create: true, identity, patience, ...over });
  const store = storeOn(session, identity);
  onTestFinished(() => {
    if (session.database.isOpen) session.database.close();
  });
  return { file, session, store };
}
