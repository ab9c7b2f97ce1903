/** Who sits at the site's own terminal: an account of the site's own party that proves factors of every kind there. */

import { PasserelleError } from '../errors.ts';
import { loginRefused } from '../gateway/events.ts';
import type { Secret } from '../login/factors.ts';
import { createJudge } from '../login/judge.ts';
import type { Account } from '../ports/account.ts';
import { secretLabel } from '../secrets/label.ts';
import { promptSecret } from '../secrets/prompt.ts';
import { say } from '../words/operator.ts';
import { type Text, text } from '../words/text.ts';
import type { AccountSite } from './keeping.ts';
import { accountTyped, type OwnDoor, proveOwn } from './prove-own.ts';

/** Where somebody at the terminal comes from, for the terms of an account and for the ledger. */
export const terminalAddress = '::1';

/** Asks for something that must not be seen. */
export type Ask = (label: string) => Promise<string>;

const labels: Readonly<Record<Secret, Text>> = {
  password: text`PIN or password`,
  code: text`One-time code`,
};

/**
 * Asks for the password and the code of the account. Throws `login-refused` for whatever is not proven, and for an
 * account that the door refuses; what was missing stands in the ledger only.
 */
export async function proveAtPrompt(
  site: AccountSite,
  name: string,
  ask: Ask = promptSecret,
  refuses: OwnDoor['refuses'] = () => undefined,
): Promise<Account> {
  const { store, clock, party } = site;
  const proof = await proveOwn(
    site,
    createJudge(site),
    name,
    { address: terminalAddress, refuses },
    async (secret) => await ask(say(secretLabel(site.mode, text`${labels[secret]} of ${name}`))),
  );
  if (proof.refusal === undefined) return proof.account;
  const account = (await accountTyped(store, name))?.name;
  const { reason, factors } = proof.refusal;
  const told = { account, address: terminalAddress, reason, factors };
  await store.commit({ at: clock.now(), changes: [], events: [loginRefused(told, 1)] });
  throw new PasserelleError('login-refused', text`what was given does not prove that account`, {
    hint: text`It needs a password and a TOTP device, an undertaking, and to be active and of ${party}. The ledger tells more: passerelle ledger list --event login-refused`,
  });
}
