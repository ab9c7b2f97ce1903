/** An account that nothing is known of but its name: what a test says of it besides, it says itself. */

import { type Account, withoutTerms } from '../../src/ports/account.ts';

export const bareAccount: Account = {
  name: 'insurer-300',
  party: '300',
  role: 'insurability',
  status: 'active',
  undertaking: null,
  password: null,
  keys: [],
  authorities: [],
  distrusted: [],
  certificates: [],
  totp: null,
  invitation: null,
  terms: withoutTerms,
  version: 1,
};
