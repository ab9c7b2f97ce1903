import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeBackup } from '../../src/backup/make.ts';
import { rehearsalClock } from '../../src/clock.ts';
import { loadConfig } from '../../src/config/load.ts';
import { hasCode, PasserelleError } from '../../src/errors.ts';
import type { Store } from '../../src/ports/store.ts';
import { openSite } from '../../src/site.ts';
import { type StandingSites, standingSites } from '../support/standing-sites.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

let sites: StandingSites;
beforeAll(async () => {
  sites = await standingSites();
});
afterAll(() => sites.remove());

const full = new PasserelleError('store-full', 'There is no room left.');

describe('a backup of which the ledger cannot tell', () => {
  it.each<[string, (store: Store) => Store['commit']]>([
    ['nothing was written', () => async () => Promise.reject(full)],
    [
      'it was written, and nobody heard of it',
      (store) => async (step) => {
        await store.commit(step);
        throw full;
      },
    ],
  ])('is not there, whether %s [A44]', async (_case, commit) => {
    const { folder } = await sites.copyOf('opgroeien');
    const clock = rehearsalClock(Temporal.Instant.from('2022-03-20T10:00:00Z'));
    const site = await openSite(await loadConfig(path.join(folder, 'passerelle.toml')), clock);
    const below = await temporaryFolder();
    try {
      const faulty = { ...site, store: { ...site.store, commit: commit(site.store) } };
      await expect(makeBackup(faulty, below)).rejects.toSatisfy((error) => hasCode(error, 'store-full'));
      expect(await readdir(below)).toEqual([]);
      const { folder: made } = await makeBackup(site, below);
      expect(await readdir(below)).toEqual([path.basename(made)]);
    } finally {
      await site.close();
    }
  });
});
