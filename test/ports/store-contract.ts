/**
 * What every store must do, whatever it is made of. The test of an adapter calls {@link storeContract} with
 * a way to open it; nothing here knows of any database.
 */

import { describe, onTestFinished } from 'vitest';
import type { Store } from '../../src/ports/store.ts';
import { accountContract } from './store-contract/accounts.ts';
import { archiveContract } from './store-contract/archive.ts';
import { holdContract } from './store-contract/holds.ts';
import { ledgerContract } from './store-contract/ledger.ts';
import { parcelContract } from './store-contract/parcels.ts';
import { processContract } from './store-contract/processes.ts';
import { pruningContract } from './store-contract/pruning.ts';

/** `prepare` makes a new empty database and gives a function that opens it, each time as another process would. */
export function storeContract(name: string, prepare: () => Promise<() => Promise<Store>>): void {
  async function openTwice(): Promise<readonly [Store, Store]> {
    const open = await prepare();
    const stores = [await open(), await open()] as const;
    onTestFinished(async () => {
      for (const store of stores) await store.close();
    });
    return stores;
  }

  async function openOnce(): Promise<Store> {
    const store = await (await prepare())();
    onTestFinished(() => store.close());
    return store;
  }

  describe(name, () => {
    parcelContract(openOnce);
    archiveContract(openOnce);
    accountContract(openOnce);
    holdContract(openOnce);
    ledgerContract(openOnce);
    pruningContract(openOnce);
    processContract(openTwice);
  });
}
