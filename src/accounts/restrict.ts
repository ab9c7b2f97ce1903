/** The terms of an account: addresses, days and methods of its logins. */

import { kindsSuffice, latest } from '../deliberations/rules.ts';
import { parseAddressList } from '../login/address-list.ts';
import { factorMethods } from '../login/factors.ts';
import type { Account, LoginTerms } from '../ports/account.ts';
import { kindsInWords } from '../words/deliberation.ts';
import { text } from '../words/text.ts';
import { enrolledKinds } from './enrol.ts';
import { type AccountKeeping, changeable, changed, next, put, refused } from './keeping.ts';

/**
 * Changes the terms that are given and keeps the others. Ends the sessions of the account. Throws
 * `account-refused` for terms that no login could meet.
 */
export async function restrict(
  site: AccountKeeping,
  name: string,
  terms: Partial<LoginTerms>,
): Promise<Account> {
  const account = await changeable(site, name);
  const restricted = next(account, { terms: { ...account.terms, ...terms } });
  requireSoundTerms(restricted.terms);
  const kinds = enrolledKinds(restricted);
  if (account.status === 'active' && !kindsSuffice(site.deliberation, kinds)) {
    throw refused(
      text`By these methods the account proves ${kindsInWords(kinds, text`nothing`)}; point ${site.deliberation.factorKinds.points} asks for ${kindsInWords(latest(site.deliberation.factorKinds), text`nothing`)}.`,
    );
  }
  return put(site, restricted, changed('terms'));
}

function requireSoundTerms({ addresses, validFrom, validUntil, methods }: LoginTerms): void {
  const unread = addresses?.find((entry) => entry.includes(',') || parseAddressList(entry) === undefined);
  if (unread !== undefined || addresses?.length === 0) {
    throw refused(
      text`That is no list of addresses and networks.`,
      text`For example 192.0.2.7,2001:db8::/32`,
    );
  }
  if (validFrom !== null && validUntil !== null && Temporal.PlainDate.compare(validFrom, validUntil) > 0) {
    throw refused(text`The first day is after the last.`);
  }
  const unknown = methods?.find((method) => !factorMethods.has(method));
  if (unknown !== undefined) {
    throw refused(text`There is no method of that name.`, `Methods: ${[...factorMethods].join(', ')}`);
  }
}
