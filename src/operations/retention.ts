/**
 * What every site owes each day: the purge, an emptied gateway, failed logins forgotten and, when it has come, a
 * word of the sunset.
 */

import type { SiteConfig } from '../config/site-config.ts';
import { forgettableAt } from '../login/throttle.ts';
import type { DataKeyId, Parcel } from '../ports/parcel.ts';
import type { PurgeDate } from '../retention/calendar.ts';
import { type PrunedLog, pruneLog } from '../retention/prune-log.ts';
import type { PurgedKey } from '../retention/purge.ts';
import { purgeDue } from '../retention/purge.ts';
import { removeTransitCopies } from '../retention/transit.ts';
import type { Site } from '../site.ts';
import { historyOf } from '../witness/own.ts';
import { unacknowledgedRestore } from '../witness/restore.ts';
import { clearLeftovers } from './leftovers.ts';
import { tellSunsetOnce } from './sunset.ts';

export interface RetentionReport {
  readonly purged: readonly PurgedKey[];
  /** What is due and waits until the restore of the site is acknowledged. */
  readonly waiting: readonly PurgeDate[];
  /** Parcels whose copies left the gateway. */
  readonly removed: readonly Parcel[];
  /** What was pruned from the ledger, if anything was due. */
  readonly pruned: PrunedLog | undefined;
}

/**
 * Purges and prunes what is due, takes collected parcels off the gateway, tells the ledger of the sunset, clears up
 * after runs that died before it, and forgets whose failed logins weigh nothing any more: addresses are personal
 * data. Harmless to run at any moment. At a restored site nothing is purged or pruned before its operator acknowledged
 * the restore.
 */
export async function runRetention(site: Site): Promise<RetentionReport> {
  const { config, store, deliberation } = site;
  const frame = { store, deliberation, actor: config.site, now: site.clock.now() };
  const isAllowed = remembered(() => mayDestroy(site));
  const { purged, waiting } = await purgeDue({ ...frame, ...erasing(site), isAllowed });
  const removed =
    config.place === 'recipient' ? [] : await removeTransitCopies({ ...frame, delay: config.transit });
  await tellSunsetOnce(site);
  await clearLeftovers({ ...site, folder: openedFolder(config) });
  await store.forgetFailuresUntil(forgettableAt(frame.now));
  return { purged, waiting, removed, pruned: await pruneLog({ ...frame, isAllowed }) };
}

/**
 * A site that was put back to an older state lacks the holds that were placed since, and its ledger is evidence as it
 * stands: its operator acknowledges that first.
 */
async function mayDestroy(site: Site): Promise<boolean> {
  const ledger = { ...site, mode: site.config.mode, party: site.config.site };
  return (await unacknowledgedRestore(ledger)) === undefined && (await historyOf(ledger)()) === undefined;
}

function remembered<Value>(ask: () => Promise<Value>): () => Promise<Value> {
  let answer: Promise<Value> | undefined;
  return () => {
    answer ??= ask();
    return answer;
  };
}

/** Opened files are kept beside the database: they go with their key. */
function erasing({ config, store }: Site<SiteConfig>) {
  const folder = openedFolder(config);
  if (folder === undefined) return {};
  return {
    async erase(key: DataKeyId) {
      const { eraseOpenedFile, openedPath } = await import('../collect/opened-files.ts');
      const inbound = await store.parcels({ direction: 'inbound' });
      for (const parcel of inbound.filter(({ dataKey }) => dataKey === key)) {
        await eraseOpenedFile(openedPath(folder, parcel));
      }
    },
  };
}

function openedFolder(config: SiteConfig): string | undefined {
  return config.place === 'relay' ? undefined : config.collect?.folder;
}
