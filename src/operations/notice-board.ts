/** NOTICE.txt for the accounts of a gateway: made when it is looked at, of what the store knows then. */

import { legalDay, startOfLegalDay } from '../clock.ts';
import type { PartyId } from '../deliberations/clause.ts';
import type { LedgerKey } from '../ledger/ledger-key.ts';
import type { NoticeBoard } from '../notices/board.ts';
import type { Expiry } from '../notices/expiry.ts';
import { formatNoticeFile } from '../notices/file.ts';
import { remindAfterDays } from '../notices/notice.ts';
import type { Site } from '../site.ts';
import { accountExpiries, openpgpExpiries } from './expiries.ts';
import { noticesOf } from './notices.ts';

/** `key`: that of the site's ledger, if it has one. */
export function noticeBoardOf(
  site: Pick<Site, 'config' | 'deliberation' | 'guard' | 'clock' | 'store'>,
  key: LedgerKey | undefined,
): NoticeBoard {
  const { config, deliberation, clock } = site;
  const { mode, site: from, notices: { remindAfter } = { remindAfter: remindAfterDays } } = config;
  // Whoever asks a thousand times a second has no key read anew.
  const keysOf = onceADay((party: PartyId, now) => openpgpExpiries(config, now, party), clock);
  return {
    async file(account) {
      const { party } = account;
      const today = legalDay(clock.now());
      const expiries = [...(await keysOf(party)), ...accountExpiries(account)];
      const notices = await noticesOf(site, party, remindAfter, expiries);
      const text = formatNoticeFile({ deliberation, mode, site: from, party, today, notices, key });
      return { bytes: Buffer.from(text), modified: startOfLegalDay(today) };
    },
  };
}

function onceADay(
  read: (party: PartyId, now: Temporal.Instant) => Promise<readonly Expiry[]>,
  { now }: Pick<Site['clock'], 'now'>,
): (party: PartyId) => Promise<readonly Expiry[]> {
  let known = { day: '', found: new Map<PartyId, readonly Expiry[]>() };
  return async (party) => {
    const at = now();
    const day = legalDay(at).toString();
    if (known.day !== day) known = { day, found: new Map() };
    const { found } = known;
    const before = found.get(party);
    if (before !== undefined) return before;
    const expiries = await read(party, at);
    found.set(party, expiries);
    return expiries;
  };
}
