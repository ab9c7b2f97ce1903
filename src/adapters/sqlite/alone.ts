/** One process at a time, by a lock that the operating system takes back when its holder dies. */

import { DatabaseSync } from 'node:sqlite';
import { hasCode } from '../../errors.ts';
import type { Store } from '../../ports/store.ts';
import { alreadyRunning } from '../sql/driver.ts';
import { createPrivateFile, type Session } from './database.ts';
import { withStoreErrors } from './errors.ts';

/**
 * The lock is SQLite's own exclusive lock on an empty database beside the site's: held in the site's own
 * database it would stop the gateways, and the file system alone offers no lock that dies with its holder.
 */
export function aloneOn({ path }: Session): Pick<Store, 'runAlone'> {
  return {
    async runAlone(work) {
      const lock = takeLock(`${path}.lock`);
      try {
        return await work();
      } finally {
        lock.close();
      }
    },
  };
}

function takeLock(path: string): DatabaseSync {
  createPrivateFile(path);
  return withStoreErrors(() => {
    const lock = new DatabaseSync(path, { timeout: 0 });
    try {
      withStoreErrors(() => lock.exec('BEGIN EXCLUSIVE'));
      return lock;
    } catch (cause) {
      lock.close();
      if (!hasCode(cause, 'store-busy')) throw cause;
      throw alreadyRunning(cause);
    }
  });
}
