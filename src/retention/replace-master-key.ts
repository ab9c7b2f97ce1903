/**
 * Another master key: every data key is wrapped anew and every secret sealed anew under it, in one step. The data stay as
 * they are: they stand under their data keys.
 */

import { PasserelleError } from '../errors.ts';
import { certificateLabel } from '../login/card-proof.ts';
import { totpLabel } from '../login/judge.ts';
import type { Account } from '../ports/account.ts';
import type { DataKey } from '../ports/parcel.ts';
import type { Change, Store } from '../ports/store.ts';
import { text } from '../words/text.ts';
import { createVault, rewrapDataKey, type Vault } from './vault.ts';

export interface Replacement {
  readonly store: Store;
  /** Who replaces it, for the ledger. */
  readonly actor: string;
  readonly now: Temporal.Instant;
  /** Master keys. */
  readonly from: Uint8Array;
  readonly to: Uint8Array;
}

/** What stands under a master key. */
interface Sealed {
  readonly keys: readonly DataKey[];
  readonly accounts: readonly Account[];
}

/**
 * Puts everything under the new key. Harmless to run again: what stands under the new key already is left as it is.
 * Throws `store-failed`, with nothing changed, if something opens with neither. Whoever calls it keeps everybody else from
 * sealing meanwhile, and has both keys on the disk: from the commit on only the new one opens the database.
 */
export async function replaceMasterKey(
  replacement: Replacement,
): Promise<{ readonly keys: number; readonly accounts: number }> {
  const { store, actor, now, from, to } = replacement;
  const sealed = await sealedIn(store);
  const counts = { keys: sealed.keys.length, accounts: sealed.accounts.length };
  const hasAny = counts.keys + counts.accounts > 0;
  if (hasAny && opensAll(sealed, to)) return counts;
  const [before, after] = [createVault(from), createVault(to)];
  const changes: Change[] = [
    ...sealed.keys.map((key): Change => {
      const wrapped = rewrapDataKey(from, to, key);
      return { change: 'rewrap-data-key', key: key.id, wrapped, replaces: key.wrapped };
    }),
    ...sealed.accounts.map(
      (account): Change => ({ change: 'put-account', account: resealed(account, before, after) }),
    ),
  ];
  const { committed } = await store.commit({
    at: now,
    changes,
    events: [{ event: 'master-key-replaced', actor, details: counts }],
  });
  if (committed) return counts;
  throw new PasserelleError(
    'store-busy',
    text`Somebody changed keys or accounts meanwhile: nothing was replaced.`,
    {
      hint: text`Stop all processes of the site, and run this again.`,
    },
  );
}

async function sealedIn(store: Store): Promise<Sealed> {
  const keys = (await store.dataKeys()).filter(({ destroyedAt }) => destroyedAt === null);
  const accounts = (await store.accounts()).filter(
    ({ totp, certificates }) => totp !== null || certificates.length > 0,
  );
  return { keys, accounts };
}

function opensAll({ keys, accounts }: Sealed, masterKey: Uint8Array): boolean {
  const vault = createVault(masterKey);
  try {
    for (const key of keys) vault.openDataKey(key);
    for (const account of accounts) resealed(account, vault, vault);
    return true;
  } catch {
    return false;
  }
}

function resealed(account: Account, before: Vault, after: Vault): Account {
  const anew = (label: string, sealed: Uint8Array) =>
    after.sealSecret(label, before.openSecret(label, sealed));
  return {
    ...account,
    totp: account.totp && anew(totpLabel(account.name), account.totp),
    certificates: account.certificates.map((certificate) => ({
      ...certificate,
      sealed: anew(certificateLabel(account.name, certificate.key.fingerprint), certificate.sealed),
    })),
    version: account.version + 1,
  };
}
