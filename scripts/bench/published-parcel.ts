/** A parcel as it lies in its receiver's tree. */

import { buffer } from 'node:stream/consumers';
import { rehearsalClock, startOfLegalDay } from '../../src/clock.ts';
import { loadConfig } from '../../src/config/load.ts';
import { parcelBytes } from '../../src/parcels/read.ts';
import { openSite } from '../../src/site.ts';
import { type Site, today } from './sites.ts';

/** The one that a site published last. */
export async function publishedParcel({ paths }: Site): Promise<{ name: string; bytes: Buffer }> {
  const site = await openSite(await loadConfig(paths.config), rehearsalClock(startOfLegalDay(today)));
  try {
    const parcel = (await site.store.parcels({ direction: 'outbound' })).at(-1);
    const stored = (await site.store.dataKeys()).find(({ id }) => id === parcel?.dataKey);
    if (parcel === undefined || stored === undefined) throw new Error('nothing was published');
    const key = (await site.vault()).openDataKey(stored);
    return { name: parcel.name, bytes: await buffer(parcelBytes(site.store, key, parcel)) };
  } finally {
    await site.close();
  }
}
