/** The live sessions of the gateway, and the watch that ends those that may not be here any more. */

import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from '../ports/account.ts';
import type { SessionEnd } from './events.ts';
import { sentence } from './sentences.ts';
import type { GatewaySite } from './site.ts';
import { standingOf } from './standing.ts';

export interface LiveSession {
  readonly account: Account;
  readonly address: string;
  readonly since: Temporal.Instant;
  /** Ends the connection, and says why. */
  end(reason: SessionEnd, words: string): void;
  /** Called once a watch: looks after its own connection. */
  tick(): void;
  /** True while a file of it is open. */
  isTransferring(): boolean;
  /** Resolves when the connection is closed and the ledger knows. */
  readonly over: Promise<void>;
}

export interface Sessions {
  add(session: LiveSession): void;
  /** True if an account may have one more session. */
  hasRoomFor(account: string): boolean;
  endAll(reason: SessionEnd, words: string): Promise<void>;
  /**
   * Ends at once what transfers nothing, and each other session when its files have been closed for a watch: its client
   * may leave by itself, or go on to the next file. What is left after `patience` is cut. Gives the number of those.
   */
  endInOrder(reason: SessionEnd, words: string, patience: Temporal.Duration): Promise<number>;
}

export function createSessions(limits: GatewaySite['limits']): Sessions & { all(): Iterable<LiveSession> } {
  const live = new Set<LiveSession>();

  async function endAll(reason: SessionEnd, words: string): Promise<void> {
    const ending = [...live];
    for (const session of ending) session.end(reason, words);
    await Promise.allSettled(ending.map(({ over }) => over));
  }

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
    endAll,
    async endInOrder(reason, words, patience) {
      const until = performance.now() + patience.total('milliseconds');
      let wereBusy = new Set<LiveSession>();
      for (;;) {
        const busy = new Set([...live].filter((session) => session.isTransferring()));
        const left = busy.union(wereBusy).intersection(live);
        for (const session of live) if (!left.has(session)) session.end(reason, words);
        const milliseconds = Math.min(until - performance.now(), limits.watchSeconds * 1000);
        if (left.size === 0 || milliseconds <= 0) {
          await endAll(reason, words);
          return busy.size;
        }
        wereBusy = busy;
        const pause = new AbortController();
        await Promise.race([
          Promise.allSettled([...left].map(({ over }) => over)),
          sleep(milliseconds, undefined, { signal: pause.signal }).catch(() => {}),
        ]);
        pause.abort();
      }
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
