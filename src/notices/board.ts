/** Where an account sees in its tree what stands for it. */

import type { Account } from '../ports/account.ts';

/** The name of the file, at the root of the tree. */
export const noticeName = 'NOTICE.txt';

export interface NoticeFile {
  readonly bytes: Uint8Array;
  readonly modified: Temporal.Instant;
}

export interface NoticeBoard {
  /** The notice as it is now: of one day and one state always the same bytes. */
  file(account: Account): Promise<NoticeFile>;
}
