/**
 * `passerelle relay`, cold, and relay-by-shell.sh do one month by turns, with the same parcel and the same extract:
 * once with the relay's OpenPGP key under a passphrase, and once in the open.
 */

import { cp, rm } from 'node:fs/promises';
import path from 'node:path';
import { byTurns, type Contestant, type Rounds, rowsOfContest } from './contestants.ts';
import { requireDelivered } from './figures.ts';
import { writeEvaluations, writeExtract } from './mock-data.ts';
import { serve, timed } from './passerelle.ts';
import { publishedParcel } from './published-parcel.ts';
import { openKey, protectedKey, type RelayKey } from './relay-key.ts';
import type { Goal, Row } from './rows.ts';
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

export interface Contest extends Rounds {
  readonly records: number;
  /** Children of whom the extract tells. */
  readonly extract: number;
}

/** A row for each form of the key. */
export async function contestRows(contest: Contest, work: string, goal: Goal): Promise<readonly Row[]> {
  return rowsOfContest(work, goal, await secondsOf(contest));
}

async function secondsOf(contest: Contest): Promise<readonly (readonly number[])[]> {
  const { records, extract } = contest;
  let seconds: readonly (readonly number[])[] = [];
  await inTemporaryFolder(async (folder) => {
    const sites = path.join(folder, 'sites');
    await makeSites(sites);
    const [source, ours] = [siteIn(sites, publisher), siteIn(sites, relay)];
    await writeEvaluations(source.paths.evaluations, records);
    await writeExtract(ours.paths.extract, extract, insurers, today);
    await timed(source, ['publish', month, '--confirm-volume', String(records)]);
    const parcel = await publishedParcel(source);
    const opened = siteIn(path.join(folder, 'opened'), relay);
    await cp(ours.paths.site, opened.paths.site, { recursive: true });

    const shellWith = (name: string, key: RelayKey) =>
      openShellSetting(path.join(folder, name), parcel, ours.paths.extract, key);
    const shells = [
      await shellWith('a', await protectedKey(ours)),
      await shellWith('b', await openKey(opened)),
    ] as const;
    const run = path.join(folder, 'run');
    const contestants = [
      passerelle(source, ours, run, records),
      shells[0].timed,
      passerelle(source, opened, run, records),
      shells[1].timed,
    ];
    try {
      seconds = await byTurns(contestants, contest);
    } finally {
      for (const shell of shells) await shell.close();
    }
  });
  return seconds;
}

/**
 * The relay of a site that has not fetched anything yet. Both sites are fresh copies for each run, in `folder`: to a
 * publisher that has met it before, the relay would come with an older state of its ledger.
 */
function passerelle(source: Site, site: Site, folder: string, records: number): Contestant {
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
      const { seconds, result } = await timed(here, ['relay', '--confirm-volume', String(records)]);
      requireDelivered(result, records);
      return seconds;
    } finally {
      await gateway.stop();
    }
  };
}
