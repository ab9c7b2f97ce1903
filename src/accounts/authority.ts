/** The authorities of an account: whose OpenSSH user certificates it logs in with. */

import { isFidoAlgorithm } from '../login/fido-key.ts';
import type { Account } from '../ports/account.ts';
import { text } from '../words/text.ts';
import { enrolledKeys, requireSoundKey } from './enrol.ts';
import { type AccountKeeping, changeable, changed, next, put, refused } from './keeping.ts';

/** Trusts an authority, by its public key line, to certify keys for this account and for no other. */
export async function addAuthority(site: AccountKeeping, name: string, line: string): Promise<Account> {
  const key = requireSoundKey(line);
  if (isFidoAlgorithm(key.algorithm)) throw refused(text`The key of an authority cannot be a FIDO2 key.`);
  const account = await changeable(site, name);
  if (enrolledKeys(account).some(({ fingerprint }) => fingerprint === key.fingerprint)) {
    throw refused(text`The account has the key ${key.fingerprint} already.`);
  }
  const authorities = [...account.authorities, key];
  return put(site, next(account, { authorities }), changed('authority-added', key));
}

/** Trusts a certified key no longer, though its certificate be valid. Ends the sessions of the account. */
export async function distrustKey(site: AccountKeeping, name: string, fingerprint: string): Promise<Account> {
  if (!/^SHA256:[A-Za-z0-9+/]{43}$/.test(fingerprint)) {
    throw refused(text`That is no fingerprint.`, text`It is written SHA256:…, as ssh-keygen -l prints it.`);
  }
  const account = await changeable(site, name);
  if (account.distrusted.includes(fingerprint)) throw refused(text`${fingerprint} is distrusted already.`);
  const distrusted = [...account.distrusted, fingerprint];
  return put(site, next(account, { distrusted }), changed('key-distrusted', { fingerprint }));
}
