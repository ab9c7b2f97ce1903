/**
 * Who sits at the site's own terminal: an account of the site's own party that proves factors of every kind
 * there, by the same machine, judge and throttle as at the gateway. The ledger has it before it counts.
 */

import { PasserelleError } from '../errors.ts';
import { loginAccepted, loginRefused, type RefusalReason } from '../gateway/events.ts';
import type { ProvenFactor, Secret } from '../login/factors.ts';
import { type Claims, createJudge, type Judgement } from '../login/judge.ts';
import { loginMachine } from '../login/machine.ts';
import type { LoginEvent } from '../login/messages.ts';
import type { Account } from '../ports/account.ts';
import { secretLabel } from '../secrets/label.ts';
import { promptSecret } from '../secrets/prompt.ts';
import type { AccountSite } from './keeping.ts';
import { isAccountName } from './name.ts';

/** Where somebody at the terminal comes from, for the terms of an account and for the ledger. */
export const terminalAddress = '::1';

/** Asks for something that must not be seen. */
export type Ask = (label: string) => Promise<string>;

const labels: Readonly<Record<Secret, string>> = { password: 'PIN or password', code: 'One-time code' };

/** One try: whoever mistyped runs the command again, and the throttle counts it. */
const caps = { tries: 1, requests: 1 } as const;

/**
 * Asks for the password and the code of the account. Throws `login-refused` for whatever is not proven; what was
 * missing stands in the ledger only.
 */
export async function proveAtPrompt(
  site: AccountSite,
  name: string,
  ask: Ask = promptSecret,
): Promise<Account> {
  const machine = loginMachine(site.deliberation, caps);
  const judge = createJudge(site);
  const claims: { [Each in Secret]?: string } = {};
  let judged: Judgement | undefined;

  async function answerTo(
    answer: ReturnType<typeof machine.step>['answer'],
  ): Promise<LoginEvent | undefined> {
    switch (answer.answer) {
      case 'ask': {
        // The code of an invitation sets factors at the gateway, and proves nothing here.
        if (!isSecret(answer.secret)) return undefined;
        claims[answer.secret] = await ask(secretLabel(site.mode, `${labels[answer.secret]} of ${name}`));
        return { event: 'responses', count: 1 };
      }
      case 'verify':
        judged = await judge.judge(name, terminalAddress, claimsIn(claims));
        return { event: 'verdict', factors: judged.factors };
      case 'record':
        return { event: 'recorded', outcome: await record(site, judged, answer.factors) };
      default:
        return undefined;
    }
  }

  let step = machine.step(machine.start, { event: 'request', account: name, method: 'keyboard-interactive' });
  for (;;) {
    const event = await answerTo(step.answer);
    if (event === undefined) break;
    step = machine.step(step.state, event);
  }
  if (step.answer.answer !== 'accept' || judged?.account === undefined)
    throw await refusal(site, name, judged);
  await judge.forgive(name);
  return judged.account;
}

/** One step: the login stands in the ledger and its code is used up, or there is no login. */
async function record(
  { store, clock, party }: AccountSite,
  judged: Judgement | undefined,
  factors: readonly ProvenFactor[],
): Promise<'written' | 'refused'> {
  const { account, totpStep } = judged ?? {};
  if (account?.party !== party) return 'refused';
  // What was true while the factors were asked for need not be true any more.
  if ((await store.account(account.name))?.version !== account.version) return 'refused';
  const { committed } = await store.commit({
    at: clock.now(),
    changes:
      totpStep === undefined ? [] : [{ change: 'use-totp-step', account: account.name, step: totpStep }],
    events: [loginAccepted({ account: account.name, address: terminalAddress }, factors)],
  });
  return committed ? 'written' : 'refused';
}

async function refusal(
  { store, clock, party }: AccountSite,
  name: string,
  judged: Judgement | undefined,
): Promise<PasserelleError> {
  // What was typed as a name is written down only if it is an account's.
  const account = isAccountName(name) ? await store.account(name) : undefined;
  const factors = judged?.factors ?? [];
  const reason = reasonOf(judged, account, party);
  const told = { account: account?.name, address: terminalAddress, reason, factors };
  await store.commit({ at: clock.now(), changes: [], events: [loginRefused(told, 1)] });
  return new PasserelleError('login-refused', 'what was given does not prove that account', {
    hint: `It needs a password and a TOTP device, an undertaking, and to be active and of ${party}. The ledger tells more: passerelle ledger list --event login-refused`,
  });
}

function reasonOf(judged: Judgement | undefined, account: Account | undefined, party: string): RefusalReason {
  if (account !== undefined && account.status !== 'active') return `account-${account.status}`;
  if (account !== undefined && account.party !== party) return 'other-party';
  if (judged?.restsUntil !== undefined) return 'too-many-tries';
  return judged?.barred ?? 'wrong-factor';
}

function isSecret(asked: string): asked is Secret {
  return asked in labels;
}

function claimsIn({ password, code }: { readonly [Each in Secret]?: string }): Claims {
  return { ...(password !== undefined && { password }), ...(code !== undefined && { code }) };
}
