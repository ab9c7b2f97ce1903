/** The form of account names: nothing that means something to a path, a terminal, SQL or a log. */

import type { PartyId } from '../deliberations/clause.ts';

const form = /^[a-z][a-z0-9-]{1,31}$/;

export function isAccountName(text: string): boolean {
  return form.test(text);
}

/** What the account of a party is called at the gateway that it fetches from, unless an operator chose otherwise. */
export function usualAccountName(party: PartyId, place: 'publisher' | 'relay' | 'recipient'): string {
  return place === 'recipient' ? `insurer-${party}` : party;
}
