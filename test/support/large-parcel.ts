/** A parcel that takes a while to fetch, put at the door of a site that stands. */

import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { loadConfig } from '../../src/config/load.ts';
import { formatParcelName } from '../../src/parcels/name.ts';
import { stageParcel } from '../../src/parcels/stage.ts';
import type { Parcel } from '../../src/ports/parcel.ts';
import { openSite } from '../../src/site.ts';
import { month, standingClock } from './channel.ts';

/** Gives its path in the receiver's tree. No flow would make such a file: its bytes are zeros. */
export async function layLargeParcel(
  folder: string,
  receiver: string,
  { bytes, at }: { readonly bytes: number; readonly at: string },
): Promise<string> {
  const config = await loadConfig(path.join(folder, 'passerelle.toml'));
  const clock = { ...standingClock(at), moveTo: () => {} };
  const site = await openSite(config, clock);
  try {
    const name = {
      deliberation: config.deliberation.number,
      month: month('2022-03'),
      sender: config.site,
      receiver,
      sequenceNumber: 1,
    };
    const { stored, key } = (await site.vault()).createDataKey(name.month, clock.now());
    const id = randomUUID();
    const stager = stageParcel(site.store, key, id);
    await stager.write(new Uint8Array(bytes));
    const parcel: Parcel = {
      ...name,
      ...(await stager.finish()),
      id,
      dataKey: stored.id,
      direction: 'outbound',
      name: formatParcelName(name),
      addedAt: clock.now(),
      collectedAt: null,
      receiptedAt: null,
      removedAt: null,
    };
    await site.store.commit({
      at: clock.now(),
      changes: [
        { change: 'create-data-key', key: stored },
        { change: 'add-parcel', parcel },
      ],
      events: [{ event: 'parcel-published', actor: config.site, details: { parcel: parcel.name } }],
    });
    return `/inbox/${parcel.month}/${parcel.name}`;
  } finally {
    await site.close();
  }
}
