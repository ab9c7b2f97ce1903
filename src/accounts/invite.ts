/** Invitations: the holder sets its own password and TOTP device, so that no operator ever knows them. */

import type { Clock } from '../clock.ts';
import { createEnrolmentCode, readEnrolmentCode } from '../login/enrolment-code.ts';
import { totpLabel } from '../login/judge.ts';
import { hashPassword, passwordProblem } from '../login/password.ts';
import { totpStepOf } from '../login/totp.ts';
import type { Account, Invitation } from '../ports/account.ts';
import type { Store } from '../ports/store.ts';
import type { Vault } from '../retention/vault.ts';
import { type AccountKeeping, changeable, changed, next, put } from './keeping.ts';

/** For how long a code may be good. */
export const inviteHours = { greatest: 14 * 24 } as const;

/**
 * Invites the holder; an earlier invitation is worth nothing from then on. The code is for the holder, shown
 * once: only its hash is kept.
 */
export async function invite(
  site: AccountKeeping,
  name: string,
  asked: { readonly sets: Invitation['sets']; readonly valid: Temporal.Duration },
): Promise<{ readonly account: Account; readonly code: string }> {
  const code = createEnrolmentCode();
  const hash = await hashPassword(readEnrolmentCode(code) ?? '');
  const account = await changeable(site, name);
  const until = site.clock.now().add(asked.valid);
  const invited = next(account, { invitation: { code: hash, until, sets: asked.sets } });
  return { account: await put(site, invited, changed('invited')), code };
}

/** What the holder chose; every text is attacker-controlled. */
export interface ChosenFactors {
  readonly password: string;
  readonly repeated: string;
  /** The secret that the holder was given, and a code of the device that it set up with it. */
  readonly totp: { readonly secret: Uint8Array; readonly code: string } | undefined;
}

/**
 * Gives the account the factors that its holder chose, and uses its invitation up, in one step. `false` if
 * they are not fit, or if the account has changed since `account` was read: then nothing is changed.
 */
export async function takeUpInvitation(
  { store, vault, clock }: { readonly store: Store; readonly vault: Vault; readonly clock: Clock },
  account: Account,
  { password, repeated, totp }: ChosenFactors,
): Promise<boolean> {
  if (password !== repeated || passwordProblem(password) !== undefined) return false;
  // Whoever intercepted the code would know the password too.
  if (readEnrolmentCode(password) !== undefined) return false;
  const step = totp && totpStepOf(totp.code, totp.secret, clock.authenticatorTime());
  if (totp !== undefined && step === undefined) return false;
  const chosen = {
    password: await hashPassword(password),
    ...(totp && { totp: vault.sealSecret(totpLabel(account.name), totp.secret) }),
    invitation: null,
  };
  const { name } = account;
  const { committed } = await store.commit({
    at: clock.now(),
    changes: [
      { change: 'put-account', account: next(account, chosen) },
      ...(step === undefined ? [] : [{ change: 'use-totp-step', account: name, step } as const]),
    ],
    events: [
      {
        event: 'account-changed',
        actor: name,
        details: { account: name, change: totp === undefined ? 'password' : 'password,totp' },
      },
    ],
  });
  return committed;
}
