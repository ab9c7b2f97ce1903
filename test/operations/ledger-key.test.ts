/** Another ledger key: one hand-over, whatever cuts it short. */

import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { loadConfig } from '../../src/config/load.ts';
import { readEntry } from '../../src/ledger/read.ts';
import { replaceLedgerKeyOf } from '../../src/operations/ledger-key.ts';
import { openSite } from '../../src/site.ts';
import { faultyStore } from '../support/faulty-store.ts';
import { passerelle } from '../support/passerelle.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

it.each([
  ['failed', false],
  ['failed, and was durable all the same', true],
])('is handed over to once when the step %s and the command is run again', async (_case, persisted) => {
  const folder = await temporaryFolder();
  expect(await passerelle(folder, 'init', 'inami')).toMatchObject({ status: 0 });
  expect(await passerelle(folder, 'keys', 'generate', 'ledger', '--next')).toMatchObject({ status: 0 });
  const site = await openSite(await loadConfig(path.join(folder, 'passerelle.toml')), systemClock);
  onTestFinished(() => site.close());
  const handOvers = async () =>
    (await Array.fromAsync(site.store.entries(0)))
      .map(readEntry)
      .filter(({ event }) => event === 'ledger-key-replaced').length;

  const { store } = faultyStore(site.store, { at: 0, persisted });
  await expect(replaceLedgerKeyOf({ ...site, store })).rejects.toMatchObject({ code: 'store-failed' });
  const next = path.join(folder, 'secrets/ledger.pem.next');
  expect([existsSync(next), await handOvers()]).toEqual([true, persisted ? 1 : 0]);

  const { former } = await replaceLedgerKeyOf(site);
  expect(await handOvers()).toBe(1);
  expect([existsSync(next), existsSync(`${next}.pub`), existsSync(`${former}.pub`)]).toEqual([
    false,
    false,
    true,
  ]);
});
