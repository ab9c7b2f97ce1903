/** Writing logins down: those accepted before they are, those refused after they were. */

import type { ProvenFactor } from '../login/factors.ts';
import type { Account } from '../ports/account.ts';
import { loginAccepted, loginRefused, type RefusalReason, type SessionEnd } from './events.ts';
import type { Sessions } from './sessions.ts';
import type { GatewaySite } from './site.ts';
import { standingOf } from './standing.ts';

export interface Login {
  /** As it was when its factors were proven. */
  readonly account: Account;
  readonly address: string;
  readonly factors: readonly ProvenFactor[];
  readonly totpStep: number | undefined;
}

export type Recorded =
  | { readonly outcome: 'written' }
  /** The code was used before, perhaps on another gateway. */
  | { readonly outcome: 'refused' }
  | { readonly outcome: 'impossible'; readonly reason: RefusalReason; readonly words?: string };

const reasons: Partial<Record<SessionEnd, RefusalReason>> = {
  'channel-closed': 'channel-closed',
  'account-expired': 'expired',
};

/** One step: the login stands in the ledger and its code is used up, or there is no login. */
export async function recordLogin(site: GatewaySite, sessions: Sessions, login: Login): Promise<Recorded> {
  const { account, address, factors, totpStep } = login;
  const standing = await standingOf(site, account);
  if (!standing.admitted) {
    return {
      outcome: 'impossible',
      reason: reasons[standing.reason] ?? 'not-recorded',
      words: standing.sentence,
    };
  }
  if (!sessions.hasRoomFor(account.name)) return { outcome: 'impossible', reason: 'not-recorded' };
  const { committed } = await site.store.commit({
    at: site.clock.now(),
    changes:
      totpStep === undefined ? [] : [{ change: 'use-totp-step', account: account.name, step: totpStep }],
    events: [loginAccepted({ account: account.name, address }, factors)],
  });
  return { outcome: committed ? 'written' : 'refused' };
}

/** How a login failed. What was typed as a name stands nowhere: it may be anything, also a secret. */
export interface Refusal {
  /** The name, if it is an account's. */
  readonly account: string | undefined;
  readonly reason: RefusalReason;
  /** Factors that were proven all the same. */
  readonly factors: readonly ProvenFactor[];
}

/** Between two entries about names that are no accounts. */
const quietTime = Temporal.Duration.from({ minutes: 1 });

/**
 * Writes refused logins down. Guesses at an account are bounded by its penalty; those at names that do not
 * exist are not, and would fill a ledger that is kept for years: one entry a minute tells of all of them.
 */
export function refusalRecorder(
  site: Pick<GatewaySite, 'store' | 'clock' | 'log'>,
): (refusal: Refusal, address: string) => Promise<void> {
  let quietUntil: Temporal.Instant | undefined;
  let untold = 0;

  return async (refusal, address) => {
    const now = site.clock.now();
    site.log.warn({ address, account: refusal.account ?? null, reason: refusal.reason }, 'login refused');
    let occurrences = 1;
    if (refusal.account === undefined) {
      untold += 1;
      if (quietUntil !== undefined && Temporal.Instant.compare(now, quietUntil) < 0) return;
      quietUntil = now.add(quietTime);
      occurrences = untold;
      untold = 0;
    }
    await site.store.commit({
      at: now,
      changes: [],
      events: [loginRefused({ ...refusal, address }, occurrences)],
    });
  };
}
