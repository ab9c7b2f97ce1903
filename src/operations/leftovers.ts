/** What runs that died left behind, once there is no next run to mend it. */

import { legalDay } from '../clock.ts';
import { isPurgeDue } from '../deliberations/rules.ts';
import { hasCode } from '../errors.ts';
import type { Site } from '../site.ts';
import { endedState } from './sunset.ts';

interface Leaving extends Pick<Site, 'store' | 'deliberation' | 'guard' | 'clock'> {
  /** Folder of opened files, at a site that has one. */
  readonly folder: string | undefined;
}

/**
 * Clears up after the last legal day, when nothing is fetched any more: what was staged for a parcel that never
 * came, and files that were never opened to their end. An opened file for which no parcel accounts, because
 * the process died between the two or the database is an older one, goes when whatever was received on the
 * last day is purged. Does nothing before the end, nor while a run is under way.
 */
export async function clearLeftovers({ store, deliberation, guard, clock, folder }: Leaving): Promise<void> {
  const ended = await endedState({ guard });
  if (ended === undefined) return;
  const lastReceipt = ended.since.subtract({ milliseconds: 1 });
  const strays = isPurgeDue(deliberation, lastReceipt, legalDay(clock.now()));
  try {
    await store.runAlone(async () => {
      await store.discardStaged();
      if (folder === undefined) return;
      const { eraseStrays } = await import('../collect/opened-files.ts');
      await eraseStrays(folder, strays ? await store.parcels({ direction: 'inbound' }) : undefined);
    });
  } catch (error) {
    if (!hasCode(error, 'already-running')) throw error;
  }
}
