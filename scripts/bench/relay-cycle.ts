/**
 * The relay's cycle, cold: `passerelle relay` as a process, and relay-by-shell.sh, by turns (README.md).
 *
 *   node scripts/bench/relay-cycle.ts [--runs 11] [--children 30] [--extract 1000] [--into docs]
 */

import { cp, rm } from 'node:fs/promises';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { rehearsalClock, startOfLegalDay } from '../../src/clock.ts';
import { loadConfig } from '../../src/config/load.ts';
import { parcelBytes } from '../../src/parcels/read.ts';
import { openSite } from '../../src/site.ts';
import { requireDelivered } from './figures.ts';
import { writeEvaluations, writeExtract } from './mock-data.ts';
import { serve, timed } from './passerelle.ts';
import { openKey, protectedKey, type RelayKey } from './relay-key.ts';
import { report } from './report.ts';
import type { Row } from './rows.ts';
import { openShellSetting } from './shell-setting.ts';
import {
  insurers,
  inTemporaryFolder,
  makeSites,
  month,
  publisher,
  relay,
  type Site,
  siteIn,
  today,
} from './sites.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '11' },
    children: { type: 'string', default: '30' },
    extract: { type: 'string', default: '1000' },
    into: { type: 'string' },
  },
});
const runs = Number(values.runs);
const children = Number(values.children);
const extractLines = Math.max(children, Number(values.extract));

/** One way to do the cycle; gives its seconds. */
type Contestant = () => Promise<number>;

await inTemporaryFolder(async (folder) => {
  const sites = path.join(folder, 'sites');
  await makeSites(sites);
  const [source, ours] = [siteIn(sites, publisher), siteIn(sites, relay)];
  await writeEvaluations(source.paths.evaluations, children);
  await writeExtract(ours.paths.extract, extractLines, insurers, today);
  await timed(source, ['publish', month, '--confirm-volume', String(children)]);
  const parcel = await publishedParcel(source);
  const opened = siteIn(path.join(folder, 'opened'), relay);
  await cp(ours.paths.site, opened.paths.site, { recursive: true });

  const shellWith = (name: string, key: RelayKey) =>
    openShellSetting(path.join(folder, name), parcel, ours.paths.extract, key);
  const shells = [
    await shellWith('a', await protectedKey(ours)),
    await shellWith('b', await openKey(opened)),
  ] as const;
  try {
    const seconds = await byTurns([
      passerelle(source, ours, path.join(folder, 'run')),
      shells[0].timed,
      passerelle(source, opened, path.join(folder, 'run')),
      shells[1].timed,
    ]);
    await report({ part: 'relay-cycle', rows: rowsOf(seconds), into: values.into });
  } finally {
    for (const shell of shells) await shell.close();
  }
});

/**
 * The relay of a site that has not fetched anything yet. Both sites are fresh copies for each run, in `folder`: to a
 * publisher that has met it before, the relay would come with an older state of its ledger.
 */
function passerelle(source: Site, site: Site, folder: string): Contestant {
  const fresh = async ({ party, paths }: Site): Promise<Site> => {
    const copy = siteIn(folder, party);
    await rm(copy.paths.site, { recursive: true, force: true });
    await cp(paths.site, copy.paths.site, { recursive: true });
    return copy;
  };
  return async () => {
    const [there, here] = [await fresh(source), await fresh(site)];
    const gateway = await serve(there);
    try {
      const { seconds, result } = await timed(here, ['relay', '--confirm-volume', String(children)]);
      requireDelivered(result, children);
      return seconds;
    } finally {
      await gateway.stop();
    }
  };
}

/** The seconds of each contestant. A first round fills caches, of the compiler and of gpg, and is not counted. */
async function byTurns(contestants: readonly Contestant[]): Promise<readonly (readonly number[])[]> {
  const seconds: number[][] = contestants.map(() => []);
  for (let round = 0; round <= runs; round += 1) {
    for (const [place, run] of contestants.entries()) {
      const taken = await run();
      if (round > 0) seconds[place]?.push(taken);
    }
  }
  return seconds;
}

/** The parcel as it lies in the relay's tree. */
async function publishedParcel({ paths }: Site) {
  const site = await openSite(await loadConfig(paths.config), rehearsalClock(startOfLegalDay(today)));
  try {
    const [parcel] = await site.store.parcels({ direction: 'outbound' });
    const [stored] = await site.store.dataKeys();
    if (parcel === undefined || stored === undefined) throw new Error('nothing was published');
    const key = (await site.vault()).openDataKey(stored);
    return { name: parcel.name, bytes: await buffer(parcelBytes(site.store, key, parcel)) };
  } finally {
    await site.close();
  }
}

function rowsOf([ours = [], shell = [], oursOpen = [], shellOpen = []]: readonly (readonly number[])[]) {
  const row = (key: string, seconds: readonly number[], theirs: readonly number[]): Row => ({
    work: `relay, cold, OpenPGP key ${key}`,
    unit: 's',
    compared: 'time',
    ours: seconds,
    peers: { 'the script': theirs },
    goal: { times: 2, of: 'the script' },
  });
  return [row('under a passphrase', ours, shell), row('in the open', oursOpen, shellOpen)];
}
