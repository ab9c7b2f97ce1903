/** NOTICE.txt for the accounts of a gateway: made when it is looked at, of what the store knows then. */

import { legalDay, startOfLegalDay } from '../clock.ts';
import type { LedgerKey } from '../ledger/ledger-key.ts';
import type { NoticeBoard } from '../notices/board.ts';
import { formatNoticeFile } from '../notices/file.ts';
import type { Site } from '../site.ts';
import { noticesOf } from './notices.ts';

/** `key`: that of the site's ledger, if it has one. */
export function noticeBoardOf(
  site: Pick<Site, 'config' | 'deliberation' | 'guard' | 'clock' | 'store'>,
  key: LedgerKey | undefined,
): NoticeBoard {
  const { config, deliberation, clock } = site;
  return {
    async file({ name, party }) {
      const today = legalDay(clock.now());
      const remindAfter = config.notices?.remindAfter;
      const notices = await noticesOf(site, party, {
        account: name,
        ...(remindAfter !== undefined && { remindAfter }),
      });
      const { mode, site: from } = config;
      const text = formatNoticeFile({ deliberation, mode, site: from, party, today, notices, key });
      return { bytes: Buffer.from(text), modified: startOfLegalDay(today) };
    },
  };
}
