/** Proves that a copy of a site's database is what the site would open: its ledger, its parcels, its keys. */

import { createHash } from 'node:crypto';
import { PasserelleError } from '../errors.ts';
import { type NotedHead, verifyLedger } from '../ledger/verify.ts';
import { parcelBytes, parcelRecords } from '../parcels/read.ts';
import type { Store } from '../ports/store.ts';
import type { Vault } from '../retention/vault.ts';
import { text } from '../words/text.ts';

/** The head of a ledger that is whole and has passed `before`. Throws `ledger-broken`. */
export async function proveLedger(store: Store, before: NotedHead): Promise<NotedHead> {
  const verdict = await verifyLedger(store.entries(0), before, undefined, store.subtrees);
  if (verdict.ok) return verdict.head;
  throw new PasserelleError('ledger-broken', text`the ledger is broken at entry ${verdict.sequence}`, {
    hint: text`See what «passerelle ledger verify» says, and keep the last good backup.`,
  });
}

/**
 * Opens every data key, and reads every file and record under it; gives the number of parcels read. Throws
 * `store-failed` if a byte is missing or altered, or if the keys are wrapped by another master key.
 */
export async function proveParcels(store: Store, vault: Vault): Promise<number> {
  const keys = new Map((await store.dataKeys()).map((stored) => [stored.id, stored]));
  const parcels = await store.parcels({});
  for (const parcel of parcels) {
    const stored = keys.get(parcel.dataKey);
    if (stored === undefined)
      throw new PasserelleError('store-failed', text`A parcel stands under no data key.`);
    const key = vault.openDataKey(stored);
    if (parcel.removedAt === null) {
      const hash = createHash('sha256');
      for await (const bytes of parcelBytes(store, key, parcel)) hash.update(bytes);
      if (hash.digest('hex') !== parcel.digest) {
        throw new PasserelleError(
          'store-failed',
          text`${parcel.name} is not the file that the ledger tells of.`,
        );
      }
    }
    for await (const _records of parcelRecords(store, key, parcel.id));
  }
  return parcels.length;
}
