/** One-time enrolment codes: told once to the holder of an account, who sets its own factors with it. */

import { randomBytes } from 'node:crypto';

/** Letters and digits that are not taken for one another (Crockford's base 32). */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 80 random bits: more than anybody can guess, whatever the throttle. */
const length = 16;
const form = new RegExp(`^[${alphabet}]{${length}}$`);

/** A new code, as it is shown: `XXXX-XXXX-XXXX-XXXX`. */
export function createEnrolmentCode(): string {
  const symbols = [...randomBytes(length)].map((byte) => alphabet[byte % alphabet.length]).join('');
  return symbols.replaceAll(/.{4}(?=.)/g, '$&-');
}

/** What is hashed of a code, or `undefined` if the text is none. Attacker-controlled. */
export function readEnrolmentCode(text: string): string | undefined {
  const symbols = text.slice(0, 64).toUpperCase().replaceAll(/[\s-]/g, '');
  return form.test(symbols) ? symbols : undefined;
}
