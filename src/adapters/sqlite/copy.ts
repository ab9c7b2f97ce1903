/** Copies a database while processes use it. */

import { DatabaseSync } from 'node:sqlite';
import { createPrivateFile } from './database.ts';
import { withStoreErrors } from './errors.ts';

/** Copies one consistent state of `from`, as of now; other processes go on reading and writing. */
export function copyDatabase(from: string, to: string): void {
  // SQLite would make a file that others may read; an empty one it takes as it is.
  createPrivateFile(to);
  withStoreErrors(() => {
    const database = new DatabaseSync(from, { readOnly: true, timeout: 5000 });
    try {
      database.prepare('VACUUM INTO ?').run(to);
    } finally {
      database.close();
    }
  });
}
