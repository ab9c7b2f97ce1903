/** Writing logins down: those accepted before they are, those refused after they were. */

import { partiesServed } from '../accounts/enrol.ts';
import { isAccountName } from '../accounts/name.ts';
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
  if (!partiesServed(site.deliberation, site.party).includes(account.party)) {
    return { outcome: 'impossible', reason: 'other-party' };
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

/** How a login failed. */
export interface Refusal {
  /** What was typed as a name; attacker-controlled. It is written down only if it is an account's. */
  readonly name: string;
  readonly reason: RefusalReason;
  /** Factors that were proven all the same. */
  readonly factors: readonly ProvenFactor[];
}

export interface RefusalRecorder {
  record(refusal: Refusal, address: string): Promise<void>;
  /** Writes what was counted and is due; `all`: whatever was counted. */
  tell(all?: boolean): Promise<void>;
}

/** Refusals of one account, for one reason, with the same kinds proven. */
interface Series {
  readonly account: Account | undefined;
  readonly refusal: Refusal;
  address: string;
  untold: number;
  quiet: Temporal.Duration;
  quietUntil: Temporal.Instant;
}

/** Between two entries of a series: at first, and at most. */
const quietTime = {
  first: Temporal.Duration.from({ minutes: 1 }),
  greatest: Temporal.Duration.from({ hours: 1 }),
};

/** In place of the address, where one entry tells of several. */
const severalAddresses = 'several';

/**
 * Writes every refused login down, once for each connection. A foreign key costs its sender nothing and is
 * no guess that the throttle would count; so are names that no account has: one entry for each would let
 * strangers fill a ledger that is kept for years. So the first refusal of a series is written at once, and
 * those that follow are counted: one entry a minute tells of them, then one in two minutes, and so on up to
 * an hour, until the series has paused for as long. What is counted is written when the gateway stops; a
 * crash loses the count since the last entry, never the first entry.
 */
export function refusalRecorder(site: Pick<GatewaySite, 'store' | 'clock' | 'log'>): RefusalRecorder {
  const { store, clock, log } = site;
  const everySeries = new Map<string, Series>();

  async function write(series: Series, now: Temporal.Instant): Promise<void> {
    const { account, refusal, address, untold } = series;
    series.untold = 0;
    series.quietUntil = now.add(series.quiet);
    series.quiet = shorter(series.quiet.add(series.quiet), quietTime.greatest);
    const told = {
      account: account?.name,
      address,
      reason: reasonFor(refusal, account),
      factors: refusal.factors,
    };
    try {
      await store.commit({ at: now, changes: [], events: [loginRefused(told, untold)] });
    } catch (error) {
      series.untold += untold;
      throw error;
    }
  }

  return {
    async record(refusal, address) {
      const now = clock.now();
      const account = isAccountName(refusal.name) ? await store.account(refusal.name) : undefined;
      const reason = reasonFor(refusal, account);
      log.warn('login-refused', { address, account: account?.name ?? null, reason });
      const kinds = refusal.factors.map(({ kind }) => kind);
      const key = JSON.stringify([account?.name ?? null, reason, kinds]);
      const series = everySeries.get(key);
      if (series !== undefined) {
        if (series.untold === 0) series.address = address;
        else if (series.address !== address) series.address = severalAddresses;
        series.untold += 1;
        return;
      }
      const first = { account, refusal, address, untold: 1, quiet: quietTime.first, quietUntil: now };
      everySeries.set(key, first);
      await write(first, now);
    },
    async tell(all = false) {
      const now = clock.now();
      for (const [key, series] of everySeries) {
        const isDue = Temporal.Instant.compare(now, series.quietUntil) >= 0;
        if (series.untold > 0 && (all || isDue)) await write(series, now);
        else if (isDue) everySeries.delete(key);
      }
    },
  };
}

/** The ledger tells why an account could not have been let in, whatever was tried. Peers are never told. */
function reasonFor({ reason }: Refusal, account: Account | undefined): RefusalReason {
  return account === undefined || account.status === 'active' ? reason : `account-${account.status}`;
}

function shorter(one: Temporal.Duration, other: Temporal.Duration): Temporal.Duration {
  return Temporal.Duration.compare(one, other) < 0 ? one : other;
}
