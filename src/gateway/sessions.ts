/** The live sessions of the gateway, and the watch that ends those that may not be here any more. */

import type { Account } from '../ports/account.ts';
import type { SessionEnd } from './events.ts';
import { sentence } from './sentences.ts';
import type { GatewaySite } from './site.ts';
import { standingOf } from './standing.ts';

export interface LiveSession {
  readonly account: Account;
  /** Ends the connection, and says why. */
  end(reason: SessionEnd, words: string): void;
  /** Called once a watch: looks after its own connection. */
  tick(): void;
  /** Resolves when the connection is closed and the ledger knows. */
  readonly over: Promise<void>;
}

export interface Sessions {
  add(session: LiveSession): void;
  /** True if an account may have one more session. */
  hasRoomFor(account: string): boolean;
  endAll(reason: SessionEnd, words: string): Promise<void>;
}

export function createSessions(limits: GatewaySite['limits']): Sessions & { all(): Iterable<LiveSession> } {
  const live = new Set<LiveSession>();
  return {
    all: () => [...live],
    add(session) {
      live.add(session);
      const forget = () => live.delete(session);
      session.over.then(forget, forget);
    },
    hasRoomFor(account) {
      const own = [...live].filter((session) => session.account.name === account);
      return live.size < limits.sessions && own.length < limits.sessionsPerAccount;
    },
    async endAll(reason, words) {
      const ending = [...live];
      for (const session of ending) session.end(reason, words);
      await Promise.allSettled(ending.map(({ over }) => over));
    },
  };
}

/**
 * Looks at the channel and at the accounts of live sessions, again and again, until `stop` is called. What
 * cannot be known is taken for no. `looked` is called at each look, `closed` once, when the channel is found closed.
 */
export function watchSessions(
  site: GatewaySite,
  sessions: { all(): Iterable<LiveSession> },
  { looked, closed }: { readonly looked: () => void; readonly closed: () => void },
): { stop(): void } {
  let timer: NodeJS.Timeout | undefined;
  let wasOpen = true;

  async function look(): Promise<void> {
    looked();
    for (const session of sessions.all()) session.tick();
    const accounts = new Map<string, LiveSession[]>();
    for (const session of sessions.all()) {
      const { name, version } = session.account;
      const key = `${name} ${version}`;
      accounts.set(key, [...(accounts.get(key) ?? []), session]);
    }
    for (const [first, ...others] of accounts.values()) {
      if (first === undefined) continue;
      const standing = await standingOf(site, first.account);
      if (standing.admitted) continue;
      for (const session of [first, ...others]) session.end(standing.reason, standing.sentence);
    }
    if (wasOpen && !(await site.guard.state()).open) {
      wasOpen = false;
      closed();
    }
  }

  async function watch(): Promise<void> {
    try {
      await look();
    } catch (error) {
      site.log.error('sessions-not-watched', { error });
      for (const session of sessions.all()) session.end('not-known', sentence('not-now'));
    }
    if (timer !== undefined) timer = setTimeout(watch, site.limits.watchSeconds * 1000);
  }

  timer = setTimeout(watch, site.limits.watchSeconds * 1000);
  return {
    stop() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
