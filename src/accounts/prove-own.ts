/**
 * How somebody of the site's own people proves who they are, wherever they sit: factors of every kind, by the same
 * machine, judge and throttle as at the gateway. The ledger has it before it counts.
 */

import { loginAccepted, type RefusalReason } from '../gateway/events.ts';
import type { Refusal } from '../gateway/login-record.ts';
import type { ProvenFactor, Secret } from '../login/factors.ts';
import type { Claims, Judge, Judgement } from '../login/judge.ts';
import { loginMachine } from '../login/machine.ts';
import type { LoginEvent } from '../login/messages.ts';
import type { Account } from '../ports/account.ts';
import type { Store } from '../ports/store.ts';
import type { AccountKeeping } from './keeping.ts';
import { isAccountName } from './name.ts';

/** Where somebody of the site's own people asks to be let in. */
export interface OwnDoor {
  /** For the terms of an account, the throttle and the ledger. */
  readonly address: string;
  /** Why the door is not for an account of the site that has proven every factor, if it is not. */
  readonly refuses?: (account: Account) => RefusalReason | undefined;
}

export type OwnProof =
  | { readonly account: Account; readonly refusal?: undefined }
  /** `resting`: nothing was looked at, after too many wrong guesses at that name or from that address. */
  | { readonly refusal: Refusal; readonly resting: boolean };

/** One try: whoever mistyped tries again, and the throttle counts it. */
const caps = { tries: 1, requests: 1 } as const;

/** Takes each secret from `give` as it is asked for. What was missing is for the ledger only. */
export async function proveOwn(
  site: AccountKeeping,
  judge: Judge,
  name: string,
  door: OwnDoor,
  give: (secret: Secret) => Promise<string>,
): Promise<OwnProof> {
  const machine = loginMachine(site.deliberation, caps);
  const claims: { [Each in Secret]?: string } = {};
  let judged: Judgement | undefined;
  /** By the door, once all was proven. */
  let refused: RefusalReason | undefined;

  async function answerTo(
    answer: ReturnType<typeof machine.step>['answer'],
  ): Promise<LoginEvent | undefined> {
    switch (answer.answer) {
      case 'ask': {
        // The code of an invitation sets factors at the gateway, and proves nothing here.
        if (!isSecret(answer.secret)) return undefined;
        claims[answer.secret] = await give(answer.secret);
        return { event: 'responses', count: 1 };
      }
      case 'verify':
        judged = await judge.judge(name, door.address, claimsIn(claims));
        return { event: 'verdict', factors: judged.factors };
      case 'record':
        refused = refusalAt(site, door, judged?.account);
        return {
          event: 'recorded',
          outcome: refused === undefined ? await record(site, judged, door, answer.factors) : 'refused',
        };
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
  if (step.answer.answer !== 'accept' || judged?.account === undefined) {
    const reason = refused ?? (await reasonOf(site, name, judged));
    const refusal = { name, reason, factors: judged?.factors ?? [] };
    return { refusal, resting: judged?.restsUntil !== undefined };
  }
  await judge.forgive(name);
  return { account: judged.account };
}

function refusalAt(
  { party }: AccountKeeping,
  { refuses }: OwnDoor,
  account: Account | undefined,
): RefusalReason | undefined {
  if (account === undefined) return 'not-recorded';
  return account.party === party ? refuses?.(account) : 'other-party';
}

/** One step: the login stands in the ledger and its code is used up, or there is no login. */
async function record(
  { store, clock }: AccountKeeping,
  judged: Judgement | undefined,
  { address }: OwnDoor,
  factors: readonly ProvenFactor[],
): Promise<'written' | 'refused'> {
  const { account, totpStep } = judged ?? {};
  if (account === undefined) return 'refused';
  // What was true while the factors were asked for need not be true any more.
  if ((await store.account(account.name))?.version !== account.version) return 'refused';
  const { committed } = await store.commit({
    at: clock.now(),
    changes:
      totpStep === undefined ? [] : [{ change: 'use-totp-step', account: account.name, step: totpStep }],
    events: [loginAccepted({ account: account.name, address }, factors)],
  });
  return committed ? 'written' : 'refused';
}

/** The account of a name that somebody typed: it is written down only if there is one. */
export async function accountTyped(store: Store, name: string): Promise<Account | undefined> {
  return isAccountName(name) ? await store.account(name) : undefined;
}

async function reasonOf(
  { store, party }: AccountKeeping,
  name: string,
  judged: Judgement | undefined,
): Promise<RefusalReason> {
  const account = await accountTyped(store, name);
  if (account !== undefined && account.status !== 'active') return `account-${account.status}`;
  if (account !== undefined && account.party !== party) return 'other-party';
  if (judged?.restsUntil !== undefined) return 'too-many-tries';
  return judged?.barred ?? 'wrong-factor';
}

function isSecret(asked: string): asked is Secret {
  return asked === 'password' || asked === 'code';
}

function claimsIn({ password, code }: { readonly [Each in Secret]?: string }): Claims {
  return { ...(password !== undefined && { password }), ...(code !== undefined && { code }) };
}
