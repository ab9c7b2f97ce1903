/** The conversation in which the holder of an invitation sets its own factors. */

import { takeUpInvitation } from '../accounts/invite.ts';
import type { NewSecret } from '../login/messages.ts';
import { createTotpSecret, totpSecretText } from '../login/totp.ts';
import type { Account } from '../ports/account.ts';
import { sentence } from './sentences.ts';
import type { GatewaySite } from './site.ts';

export const newSecretPrompts: Readonly<Record<NewSecret, string>> = {
  'new-password': 'New password: ',
  'repeated-password': 'New password again: ',
  'new-code': 'One-time code of the new device: ',
};

export interface Enrolment {
  /** What is to be read before the prompt. The secret of the new device is told here, and nowhere else. */
  instruction(secret: NewSecret): string;
  /** Takes a response: attacker-controlled. */
  take(secret: NewSecret, response: string): void;
  /** Gives the account its new factors. `false` if they are not fit, or the invitation is used up. */
  finish(): Promise<boolean>;
}

/** `account` as it was when the code of its invitation was judged. */
export function beginEnrolment(
  site: Pick<GatewaySite, 'store' | 'vault' | 'clock'>,
  account: Account,
): Enrolment {
  const secret = createTotpSecret();
  const given = new Map<NewSecret, string>();
  return {
    instruction(asked) {
      if (asked === 'new-password') return sentence('choose-password');
      return asked === 'new-code' ? `${sentence('new-device')}\r\n\r\n${totpSecretText(secret)}\r\n` : '';
    },
    take: (asked, response) => given.set(asked, response),
    async finish() {
      const [password = '', repeated = ''] = [given.get('new-password'), given.get('repeated-password')];
      const code = given.get('new-code');
      const totp = code === undefined ? undefined : { secret, code };
      given.clear();
      return takeUpInvitation(site, account, { password, repeated, totp });
    },
  };
}
