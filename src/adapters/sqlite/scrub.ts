/** Leaves no deleted byte in the database's files. */

import { z } from 'zod';
import { PasserelleError } from '../../errors.ts';
import type { Store } from '../../ports/store.ts';
import { text } from '../../words/text.ts';
import { readRow } from '../sql/rows.ts';
import type { Session } from './database.ts';
import { withStoreErrors } from './errors.ts';

const checkpointRow = z.object({ busy: z.int() });

export function scrubbingOn(session: Session): Pick<Store, 'scrub'> {
  return {
    /** Deleted cells were overwritten already; this rewrites the file without them and empties the log. */
    async scrub() {
      emptyLog(session);
      withStoreErrors(() => session.database.exec('VACUUM'));
      emptyLog(session);
    },
  };
}

/** Throws `store-busy` while another process still reads from the log. */
function emptyLog({ database }: Session): void {
  const row = withStoreErrors(() => database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get());
  if (readRow(checkpointRow, row).busy !== 0) {
    throw new PasserelleError(
      'store-busy',
      text`Another process reads the database: its log cannot be emptied.`,
      {
        hint: text`What was purged is purged, its key is gone. Run the purge again to clean the file as well.`,
      },
    );
  }
}
