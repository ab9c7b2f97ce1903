/** Signing in and out: the only requests by which anything changes here. */

import type { AccountSite } from '../accounts/keeping.ts';
import { proveOwn } from '../accounts/prove-own.ts';
import { isSiteRole, operator, siteRoles } from '../accounts/site-role.ts';
import { onTheBeat } from '../gateway/beat.ts';
import type { RefusalReason } from '../gateway/events.ts';
import { refusalRecorder } from '../gateway/login-record.ts';
import type { Log } from '../log.ts';
import type { Judge } from '../login/judge.ts';
import type { Account } from '../ports/account.ts';
import { signInPage } from './pages/sign-in.ts';
import { paths } from './paths.ts';
import { type Answer, forEverybody, forRoles, goTo, type PageRequest, page, type Route } from './route.ts';
import type { PageSessions } from './sessions.ts';
import type { SignInView } from './view.ts';

export interface SignInSite {
  readonly site: AccountSite;
  readonly judge: Judge;
  readonly sessions: PageSessions;
  readonly log: Log;
}

export interface SignInDesk {
  readonly routes: readonly Route[];
  /** Writes down the refused logins that were counted and are due. */
  tellRefusals(): Promise<void>;
  /** Resolves when the ledger knows of every refusal. */
  settled(): Promise<void>;
}

export function createSignInDesk({ site, judge, sessions, log }: SignInSite): SignInDesk {
  const refusals = refusalRecorder({ ...site, log });
  const telling = new Set<Promise<void>>();

  function remember(work: Promise<void>): void {
    const told = work
      .catch((error: unknown) => log.error('page-session-untold', { error }))
      .finally(() => telling.delete(told));
    telling.add(told);
  }

  function show({ language }: PageRequest, note: SignInView['note'], status = 200): Answer {
    return page(signInPage({ mode: site.mode, note }, language), status);
  }

  async function signIn(request: PageRequest): Promise<Answer> {
    const { form, address } = request;
    const given = { password: form.get('password') ?? '', code: (form.get('code') ?? '').trim() };
    const name = (form.get('account') ?? '').trim();
    const door = { address, refuses };
    const proof = await onTheBeat(() => proveOwn(site, judge, name, door, async (secret) => given[secret]));
    if (proof.refusal !== undefined) {
      // Said first and written afterwards: writing takes another time for a name that is an account's.
      remember(refusals.record(proof.refusal, address));
      if (proof.refusal.reason === 'not-recorded') return show(request, 'crowded', 503);
      return show(request, proof.resting ? 'resting' : 'refused', 403);
    }
    return { ...goTo(homeOf(proof.account)), session: sessions.begin(proof.account, address) };
  }

  function refuses({ name, role }: Account): RefusalReason | undefined {
    if (!isSiteRole(role)) return 'other-role';
    return sessions.hasRoomFor(name) ? undefined : 'not-recorded';
  }

  return {
    routes: [
      forEverybody('GET', paths.signIn, (request) => {
        if (request.session !== undefined) return goTo(homeOf(request.session.account));
        // Said once: the browser forgets what is over.
        return request.hadSession ? { ...show(request, 'ended'), session: null } : show(request, null);
      }),
      forEverybody('POST', paths.signIn, signIn),
      forRoles(siteRoles, 'POST', paths.signOut, async (request) => {
        await sessions.end(request.token, 'left');
        return { ...show(request, 'signed-out'), session: null };
      }),
    ],
    tellRefusals: () => refusals.tell(),
    async settled() {
      await Promise.all(telling);
      await refusals.tell(true);
    },
  };
}

/** Where somebody begins. */
function homeOf({ role }: Account): string {
  return role === operator ? paths.overview : paths.evidence;
}
