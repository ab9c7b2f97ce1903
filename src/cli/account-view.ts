/** What operators see of an account. */

import type { Account, LoginTerms } from '../ports/account.ts';
import { type Columns, type Output, table } from './output.ts';

/** An account without its secrets. */
export function viewOf({
  name,
  party,
  role,
  status,
  undertaking,
  password,
  keys,
  authorities,
  distrusted,
  certificates,
  totp,
  invitation,
  terms,
}: Account) {
  return {
    name,
    party,
    role,
    status,
    undertaking,
    password: password !== null,
    totp: totp !== null,
    keys: keys.map(({ algorithm, fingerprint }) => ({ algorithm, fingerprint })),
    authorities: authorities.map(({ algorithm, fingerprint }) => ({ algorithm, fingerprint })),
    distrusted,
    cards: certificates.map(({ key, notAfter }) => ({ fingerprint: key.fingerprint, notAfter })),
    invitedUntil: invitation?.until ?? null,
    terms,
  };
}

export const columns: Columns = [
  { heading: 'name' },
  { heading: 'party' },
  { heading: 'role' },
  { heading: 'status' },
  { heading: 'undertaking' },
  { heading: 'factors' },
];

export function cellsOf(account: Account): readonly string[] {
  const view = viewOf(account);
  const { name, party, role, status, undertaking, keys, cards, authorities } = view;
  const factors = [
    view.password && 'password',
    view.totp && 'totp',
    keys.length > 0 && `${keys.length} keys`,
    cards.length > 0 && `${cards.length} cards`,
    authorities.length > 0 && `${authorities.length} authorities`,
  ];
  return [name, party, role, status, undertaking?.toString() ?? '–', factors.filter(Boolean).join(', ')];
}

export function tell(output: Output, account: Account): void {
  const view = viewOf(account);
  output.result(view, function* () {
    yield* table(columns, [cellsOf(account)]);
    for (const { algorithm, fingerprint } of view.keys) yield `key ${fingerprint} ${algorithm}`;
    for (const { algorithm, fingerprint } of view.authorities) yield `authority ${fingerprint} ${algorithm}`;
    for (const fingerprint of view.distrusted) yield `distrusted ${fingerprint}`;
    for (const { fingerprint, notAfter } of view.cards) yield `card ${fingerprint} until ${notAfter}`;
    if (view.invitedUntil !== null) yield `invited until ${view.invitedUntil}`;
    yield* termsLines(view.terms);
  });
}

function* termsLines({ addresses, validFrom, validUntil, methods }: LoginTerms): Iterable<string> {
  if (addresses !== null) yield `from ${addresses.join(', ')} only`;
  if (validFrom !== null || validUntil !== null) {
    yield `valid from ${validFrom ?? 'the beginning'} until ${validUntil ?? 'the end'}, both days included`;
  }
  if (methods !== null) yield `by ${methods.join(', ')} only`;
}
