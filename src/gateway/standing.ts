/** Whether an account that logged in may still be here: asked at login, at every open, and by the watch. */

import { legalDay } from '../clock.ts';
import { problemOfDay } from '../login/terms.ts';
import type { Account } from '../ports/account.ts';
import type { SessionEnd } from './events.ts';
import { closedChannelSentence, sentence } from './sentences.ts';
import type { GatewaySite } from './site.ts';

export type Standing =
  | { readonly admitted: true }
  | { readonly admitted: false; readonly reason: SessionEnd; readonly sentence: string };

/**
 * `account` as it was when it logged in. Any change to it since ends its sessions: what was true at login
 * need not be true any more.
 */
export async function standingOf(
  site: Pick<GatewaySite, 'guard' | 'store' | 'deliberation' | 'clock'>,
  account: Account,
): Promise<Standing> {
  const state = await site.guard.state();
  if (!state.open) {
    const closed = closedChannelSentence(site.deliberation.number, state);
    return { admitted: false, reason: 'channel-closed', sentence: closed };
  }
  return accountStanding(site, account);
}

/** The same but for the channel, for those who are here for something else. */
export async function accountStanding(
  site: Pick<GatewaySite, 'store' | 'clock'>,
  account: Account,
): Promise<Standing> {
  const now = await site.store.account(account.name);
  if (now?.status !== 'active' || now.version !== account.version) {
    return { admitted: false, reason: 'account-changed', sentence: sentence('account-changed') };
  }
  // The days of its terms go by without any change to it.
  if (problemOfDay(now.terms, legalDay(site.clock.now())) !== undefined) {
    return { admitted: false, reason: 'account-expired', sentence: sentence('account-expired') };
  }
  return { admitted: true };
}
