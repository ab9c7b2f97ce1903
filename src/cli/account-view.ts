/** What operators see of an account. */

import type { Account, LoginTerms } from '../ports/account.ts';
import { counted, joined, Text, text, type Words } from '../words/text.ts';
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
  { heading: text`name` },
  { heading: text`party` },
  { heading: text`role` },
  { heading: text`status` },
  { heading: text`undertaking` },
  { heading: text`factors` },
];

export function cellsOf(account: Account): readonly Words[] {
  const view = viewOf(account);
  const { name, party, role, status, undertaking, keys, cards, authorities } = view;
  const factors = [
    view.password && text`password`,
    view.totp && text`totp`,
    keys.length > 0 && counted(keys.length, text`${keys.length} key`, text`${keys.length} keys`),
    cards.length > 0 && counted(cards.length, text`${cards.length} card`, text`${cards.length} cards`),
    authorities.length > 0 &&
      counted(
        authorities.length,
        text`${authorities.length} authority`,
        text`${authorities.length} authorities`,
      ),
  ];
  return [
    name,
    party,
    role,
    status,
    undertaking?.toString() ?? '–',
    joined(
      factors.filter((factor) => factor instanceof Text),
      ', ',
    ),
  ];
}

export function tell(output: Output, account: Account): void {
  const view = viewOf(account);
  output.result(view, function* () {
    yield* table(columns, [cellsOf(account)]);
    for (const { algorithm, fingerprint } of view.keys) yield text`key ${fingerprint} ${algorithm}`;
    for (const { algorithm, fingerprint } of view.authorities)
      yield text`authority ${fingerprint} ${algorithm}`;
    for (const fingerprint of view.distrusted) yield text`distrusted ${fingerprint}`;
    for (const { fingerprint, notAfter } of view.cards) yield text`card ${fingerprint} until ${notAfter}`;
    if (view.invitedUntil !== null) yield text`invited until ${view.invitedUntil}`;
    yield* termsLines(view.terms);
  });
}

function* termsLines({ addresses, validFrom, validUntil, methods }: LoginTerms): Iterable<Text> {
  if (addresses !== null) yield text`from ${addresses.join(', ')} only`;
  if (validFrom !== null || validUntil !== null) {
    yield text`valid from ${validFrom ?? text`the beginning`} until ${validUntil ?? text`the end`}, both days included`;
  }
  if (methods !== null) yield text`by ${methods.join(', ')} only`;
}
