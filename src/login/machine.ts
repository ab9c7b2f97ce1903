/**
 * The login machine: which sequences of authentication requests (RFC 4252, RFC 4256) open a session. It is
 * a pure function of state and event; it sees verdicts, never a secret, and does nothing by itself.
 *
 * What opens a session is said by the deliberation: factors of every kind that it asks for, proven for one
 * account in one connection. A key proven first is kept (partial success), and is enough if it proves every
 * kind, as an authenticator does that asked for its PIN. All else that is missing is
 * asked in one conversation and judged together at its end, so that nobody learns which part was wrong.
 *
 * The holder of an invitation gives its code as the password, sets its own factors in the same conversation,
 * and is then sent away to log in with them: nothing of an enrolment counts for a session.
 */

import type { Deliberation, FactorKind } from '../deliberations/clause.ts';
import { kindsSuffice } from '../deliberations/rules.ts';
import { PasserelleError } from '../errors.ts';
import type { Invitation } from '../ports/account.ts';
import { text } from '../words/text.ts';
import {
  type Claim,
  kindOfClaim,
  type ProvenFactor,
  provableKinds,
  provenBy,
  type Secret,
} from './factors.ts';
import type {
  DisconnectReason,
  LoginAnswer,
  LoginEvent,
  LoginState,
  MethodName,
  NewSecret,
  Progress,
  RequestMethod,
} from './messages.ts';

interface LoginStep {
  readonly state: LoginState;
  readonly answer: LoginAnswer;
}

export interface LoginMachine {
  readonly start: LoginState;
  step(state: LoginState, event: LoginEvent): LoginStep;
}

export interface LoginCaps {
  /** Wrong guesses in one connection. */
  readonly tries: number;
  /** Requests of any sort in one connection: agents offer many keys. */
  readonly requests: number;
}

/** In the order of asking: WinSCP gives its stored password to the first prompt. */
const secrets = ['password', 'code'] as const satisfies readonly Secret[];

/** Something is being done; the client has nothing to say meanwhile. */
const busyPhases: ReadonlySet<LoginState['phase']> = new Set(['verifying', 'recording', 'writing']);

const newSecrets: Readonly<Record<Invitation['sets'], readonly NewSecret[]>> = {
  password: ['new-password', 'repeated-password'],
  'password-and-totp': ['new-password', 'repeated-password', 'new-code'],
};

/** The machine for the factor kinds of a deliberation. Throws `config-invalid` if it asks for none. */
export function loginMachine(deliberation: Deliberation, caps: LoginCaps): LoginMachine {
  /** The kinds without which nothing opens. */
  const needed = [...provableKinds].filter((kind) => {
    const others = [...provableKinds].filter((other) => other !== kind);
    return !kindsSuffice(deliberation, new Set(others));
  });

  function opens(factors: readonly ProvenFactor[]): boolean {
    return kindsSuffice(deliberation, new Set(factors.map(({ kind }) => kind)));
  }

  function isMissing(kind: FactorKind, factors: readonly ProvenFactor[]): boolean {
    return needed.includes(kind) && factors.every((factor) => factor.kind !== kind);
  }

  function missingSecrets(factors: readonly ProvenFactor[]): readonly Secret[] {
    return secrets.filter((secret) => isMissing(kindOfClaim[secret], factors));
  }

  function mayOfferKey(factors: readonly ProvenFactor[]): boolean {
    return isMissing(kindOfClaim.signature, factors);
  }

  /** The method `password` carries one secret: offered only where the password is all that is missing. */
  function mayGivePassword(factors: readonly ProvenFactor[]): boolean {
    const missing = missingSecrets(factors);
    return missing.length === 1 && missing[0] === 'password';
  }

  function methods(factors: readonly ProvenFactor[]): readonly MethodName[] {
    const key = mayOfferKey(factors) ? (['publickey'] as const) : [];
    const password = mayGivePassword(factors) ? (['password'] as const) : [];
    return [...key, 'keyboard-interactive', ...password];
  }

  function fail(progress: Progress, partial = false): LoginStep {
    const answer = { answer: 'failure', methods: methods(progress.factors), partial } as const;
    return { state: { ...bare(progress), phase: 'choosing' }, answer };
  }

  function failTry(progress: Progress): LoginStep {
    const left = { ...progress, triesLeft: progress.triesLeft - 1 };
    return left.triesLeft === 0 ? disconnect(left, 'too-many-tries') : fail(left);
  }

  function converse(progress: Progress, claims: readonly Secret[], toAsk: readonly Secret[]): LoginStep {
    const [asked, ...rest] = toAsk;
    if (asked === undefined) return verify(progress, claims, true);
    const state = { ...bare(progress), phase: 'asking', claims, asked, toAsk: rest } as const;
    return { state, answer: { answer: 'ask', secret: asked } };
  }

  function request(progress: Progress, method: RequestMethod): LoginStep {
    const { factors } = progress;
    switch (method) {
      case 'none':
      case 'unsupported':
        return fail(progress);
      case 'key-query':
        if (!mayOfferKey(factors)) return fail(progress);
        return { state: { ...bare(progress), phase: 'choosing' }, answer: { answer: 'key-acceptable' } };
      case 'key-signature':
        // An agent goes on offering its keys after partial success: no harm, no gain.
        return mayOfferKey(factors) ? verify(progress, ['signature']) : fail(progress);
      case 'keyboard-interactive':
        return converse(progress, [], missingSecrets(factors));
      case 'password':
        return mayGivePassword(factors) ? verify(progress, ['password']) : fail(progress);
    }
  }

  function enrol(progress: Progress, toAsk: readonly NewSecret[]): LoginStep {
    const [asked, ...rest] = toAsk;
    if (asked === undefined)
      return { state: { ...bare(progress), phase: 'writing' }, answer: { answer: 'enrol' } };
    const state = { ...bare(progress), phase: 'enrolling', asked, toAsk: rest } as const;
    return { state, answer: { answer: 'ask', secret: asked } };
  }

  function judge(
    progress: Progress,
    { claims, conversing }: Pick<LoginState & { phase: 'verifying' }, 'claims' | 'conversing'>,
    { factors: verdict, invitation }: LoginEvent & { readonly event: 'verdict' },
  ): LoginStep {
    // Only in a conversation can more be asked.
    if (invitation !== undefined && conversing && claims.includes('password')) {
      return enrol(progress, newSecrets[invitation]);
    }
    const gained = claims.map((claim) => provenBy(claim, verdict));
    if (gained.some((factors) => factors.length === 0)) {
      // A foreign key is no guess at anything: agents offer several.
      return claims.includes('signature') ? fail(progress) : failTry(progress);
    }
    const factors = [...progress.factors, ...gained.flat()];
    if (!opens(factors)) return fail({ ...progress, factors }, true);
    const state = { ...bare(progress), phase: 'recording', proven: factors } as const;
    return { state, answer: { answer: 'record', factors } };
  }

  function step(state: LoginState, event: LoginEvent): LoginStep {
    if (state.phase === 'open' || state.phase === 'ended') return disconnect(state, 'out-of-turn');
    if (event.event === 'request') {
      if (state.account !== null && state.account !== event.account) {
        return disconnect(state, 'account-switched');
      }
      if (busyPhases.has(state.phase)) return disconnect(state, 'out-of-turn');
      if (state.requestsLeft === 0) return disconnect(state, 'too-many-requests');
      // A request within a conversation abandons it (RFC 4252 section 5.1).
      const requestsLeft = state.requestsLeft - 1;
      return request({ ...bare(state), account: event.account, requestsLeft }, event.method);
    }
    if (event.event === 'responses' && state.phase === 'asking') {
      if (event.count !== 1) return failTry(state);
      return converse(state, [...state.claims, state.asked], state.toAsk);
    }
    if (event.event === 'verdict' && state.phase === 'verifying') {
      return judge(state, state, event);
    }
    if (event.event === 'responses' && state.phase === 'enrolling') {
      return event.count === 1 ? enrol(state, state.toAsk) : failTry(state);
    }
    if (event.event === 'enrolled' && state.phase === 'writing') {
      return event.outcome === 'written' ? disconnect(state, 'enrolled') : failTry(state);
    }
    if (event.event === 'recorded' && state.phase === 'recording') {
      if (event.outcome === 'refused') return failTry(state);
      if (event.outcome === 'impossible') return disconnect(state, 'not-recorded');
      return {
        state: { ...bare(state), factors: state.proven, phase: 'open' },
        answer: { answer: 'accept' },
      };
    }
    return disconnect(state, 'out-of-turn');
  }

  if (opens([])) {
    throw new PasserelleError(
      'config-invalid',
      text`The deliberation asks for no factor: nobody may log in.`,
    );
  }
  const progress = { account: null, factors: [], triesLeft: caps.tries, requestsLeft: caps.requests };
  return { start: { ...progress, phase: 'choosing' }, step };
}

function verify(progress: Progress, claims: readonly Claim[], conversing = false): LoginStep {
  const state = { ...bare(progress), phase: 'verifying', claims, conversing } as const;
  return { state, answer: { answer: 'verify', claims } };
}

function disconnect(progress: Progress, reason: DisconnectReason): LoginStep {
  return { state: { ...bare(progress), phase: 'ended' }, answer: { answer: 'disconnect', reason } };
}

/** The progress alone, without what a phase adds to it. */
function bare({ account, factors, triesLeft, requestsLeft }: Progress): Progress {
  return { account, factors, triesLeft, requestsLeft };
}
