/** The terms of an account: what they say of a login that proves its factors. */

import type { LoginTerms } from '../ports/account.ts';
import { isListed, parseAddressList } from './address-list.ts';
import type { FactorMethod } from './factors.ts';

/** Why a login is against the terms. Peers are never told. */
export type TermsProblem = 'other-address' | 'not-yet-valid' | 'expired' | 'other-method';

/** Whether the terms allow a login from `address` (as the socket gives it) on a legal day. */
export function problemOfTerms(
  terms: LoginTerms,
  address: string,
  today: Temporal.PlainDate,
): TermsProblem | undefined {
  if (terms.addresses !== null) {
    const list = parseAddressList(terms.addresses.join(','));
    if (list === undefined || !isListed(list, address)) return 'other-address';
  }
  return problemOfDay(terms, today);
}

/** Whether the account is valid on a legal day: both days of its terms are included. */
export function problemOfDay(
  { validFrom, validUntil }: LoginTerms,
  today: Temporal.PlainDate,
): 'not-yet-valid' | 'expired' | undefined {
  if (validFrom !== null && Temporal.PlainDate.compare(today, validFrom) < 0) return 'not-yet-valid';
  if (validUntil !== null && Temporal.PlainDate.compare(today, validUntil) > 0) return 'expired';
  return undefined;
}

export function mayUse({ methods }: LoginTerms, method: FactorMethod): boolean {
  return methods === null || methods.includes(method);
}
