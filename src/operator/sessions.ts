/**
 * Who is signed in to the operator page. A session is known by the hash of a random token, lives in memory only, and
 * ends with the process, after a while, or when its account changes.
 */

import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { type SessionEnd, sessionEnded } from '../gateway/events.ts';
import { accountStanding } from '../gateway/standing.ts';
import type { Log } from '../log.ts';
import type { Account } from '../ports/account.ts';
import type { Store } from '../ports/store.ts';

export interface PageSession {
  /** As it was when its factors were proven. */
  readonly account: Account;
  readonly address: string;
  readonly since: Temporal.Instant;
}

export interface SessionLimits {
  /** Sessions in all, and of one account. */
  readonly sessions: number;
  readonly sessionsPerAccount: number;
  /** Seconds without a request. */
  readonly idleSeconds: number;
  /** Seconds, however busy it is. */
  readonly longestSeconds: number;
  /** Seconds between two looks at the accounts of all sessions. */
  readonly watchSeconds: number;
}

export interface SessionSite {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  /** Milliseconds that only run forward: a clock that is moved must prolong no session. */
  readonly steadyTime: () => number;
  /** Done at each watch. */
  readonly watched?: () => Promise<void>;
}

export interface PageSessions {
  /** True if an account may have one more session. */
  hasRoomFor(account: string): boolean;
  /** Begins a session; the token is for its holder alone. */
  begin(account: Account, address: string): string;
  /** The session of a token, if it may go on. It is used then, and not idle. */
  find(token: string): Promise<PageSession | undefined>;
  /** Ends the session of a token. Resolves when the ledger knows. */
  end(token: string, reason: SessionEnd): Promise<void>;
  all(): readonly PageSession[];
  /** Ends all of them, and watches no more. */
  stop(): Promise<void>;
}

interface Live extends PageSession {
  readonly begunAt: number;
  usedAt: number;
}

export function createPageSessions(site: SessionSite, limits: SessionLimits): PageSessions {
  const { store, clock, log, steadyTime } = site;
  const live = new Map<string, Live>();
  const telling = new Set<Promise<void>>();

  function drop(key: string, reason: SessionEnd): void {
    const session = live.get(key);
    // Whoever deletes it tells of it: a session ends once.
    if (session === undefined || !live.delete(key)) return;
    const { account, address } = session;
    const told = store
      .commit({
        at: clock.now(),
        changes: [],
        events: [sessionEnded({ account: account.name, address }, reason)],
      })
      .then(
        () => {},
        (error: unknown) => log.error('page-session-untold', { error }),
      )
      .finally(() => telling.delete(told));
    telling.add(told);
  }

  /** Why a session may not go on, or `undefined`. What cannot be known is taken for no. */
  async function problemOf({ account, begunAt, usedAt }: Live): Promise<SessionEnd | undefined> {
    const now = steadyTime();
    if (now - begunAt >= limits.longestSeconds * 1000) return 'too-long';
    if (now - usedAt >= limits.idleSeconds * 1000) return 'idle';
    try {
      const standing = await accountStanding(site, account);
      return standing.admitted ? undefined : standing.reason;
    } catch (error) {
      log.error('sessions-not-watched', { error });
      return 'not-known';
    }
  }

  async function watch(): Promise<void> {
    for (const [key, session] of live) {
      const problem = await problemOf(session);
      if (problem !== undefined) drop(key, problem);
    }
    await site.watched?.().catch((error: unknown) => log.error('page-session-untold', { error }));
    if (timer !== undefined) timer = setTimeout(watch, limits.watchSeconds * 1000);
  }

  let timer: NodeJS.Timeout | undefined = setTimeout(watch, limits.watchSeconds * 1000);

  return {
    hasRoomFor(name) {
      const own = [...live.values()].filter(({ account }) => account.name === name);
      return live.size < limits.sessions && own.length < limits.sessionsPerAccount;
    },
    begin(account, address) {
      const token = randomBytes(32).toString('base64url');
      const now = steadyTime();
      live.set(keyOf(token), { account, address, since: clock.now(), begunAt: now, usedAt: now });
      return token;
    },
    async find(token) {
      const key = keyOf(token);
      const session = live.get(key);
      if (session === undefined) return undefined;
      const problem = await problemOf(session);
      if (problem !== undefined) {
        drop(key, problem);
        return undefined;
      }
      session.usedAt = steadyTime();
      return session;
    },
    async end(token, reason) {
      drop(keyOf(token), reason);
      await Promise.all(telling);
    },
    all: () => [...live.values()],
    async stop() {
      clearTimeout(timer);
      timer = undefined;
      for (const key of [...live.keys()]) drop(key, 'stopping');
      await Promise.all(telling);
    },
  };
}

/** Looked up by its hash, a token is found as fast as it is missed. */
function keyOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
