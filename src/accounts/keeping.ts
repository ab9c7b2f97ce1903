/** How accounts are kept: each change is one step of the store, told by the ledger. */

import type { Clock } from '../clock.ts';
import type { Deliberation, PartyId } from '../deliberations/clause.ts';
import { PasserelleError } from '../errors.ts';
import type { LedgerEvent } from '../ledger/event.ts';
import type { Account, EnrolledKey } from '../ports/account.ts';
import type { Store } from '../ports/store.ts';
import type { Vault } from '../retention/vault.ts';
import { text, type Words } from '../words/text.ts';
import { isAccountName } from './name.ts';

export interface AccountSite {
  readonly store: Store;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly deliberation: Deliberation;
  /** The party whose gateway the account is on. */
  readonly party: PartyId;
  readonly mode: 'real' | 'rehearsal';
}

/** What all but a TOTP secret can do with: an account is revoked even where the master key is out of reach. */
export type AccountKeeping = Omit<AccountSite, 'vault'>;

/** The account of that name, as it stands. Throws `account-refused` if there is none, or if it is revoked. */
export async function changeable(site: AccountKeeping, name: string): Promise<Account> {
  const account = isAccountName(name) ? await site.store.account(name) : undefined;
  if (account === undefined) throw refused(text`There is no account of that name.`);
  if (account.status === 'revoked') throw refused(text`The account ${name} is revoked, and stays so.`);
  return account;
}

/** The account after a change. */
export function next(account: Account, change: Partial<Omit<Account, 'name' | 'version'>>): Account {
  return { ...account, ...change, version: account.version + 1 };
}

type AccountEvent = Pick<LedgerEvent, 'event' | 'details'>;

/** The ledger's entry for a change of that name, about a key if there is one. */
export function changed(change: string, key?: Pick<EnrolledKey, 'fingerprint'>): AccountEvent {
  return { event: 'account-changed', details: { change, ...(key && { key: key.fingerprint }) } };
}

/** Stores the account and tells the ledger in one step. Throws `account-refused` if it was changed meanwhile. */
export async function put(
  site: AccountKeeping,
  account: Account,
  { event, details }: AccountEvent,
): Promise<Account> {
  const result = await site.store.commit({
    at: site.clock.now(),
    changes: [{ change: 'put-account', account }],
    events: [{ event, actor: site.party, details: { account: account.name, ...details } }],
  });
  if (!result.committed) {
    throw refused(
      text`The account ${account.name} was changed by someone else at the same moment.`,
      text`Try again.`,
    );
  }
  return account;
}

export function refused(message: Words, hint?: Words): PasserelleError {
  return new PasserelleError('account-refused', message, hint === undefined ? {} : { hint });
}
