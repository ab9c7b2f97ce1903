/**
 * Asks again about records that were held. A record leaves its month under that month's key, in a part of
 * its own, so that each month's sum of received, delivered and held stays exact.
 */

import { parcelBlock } from '../parcels/read.ts';
import type { HeldRecord, Parcel } from '../ports/parcel.ts';
import type { Mutation } from '../raised-scores/record.ts';
import { createSplit } from '../raised-scores/split.ts';
import type { OpenDataKey } from '../retention/vault.ts';
import { createRouter } from './route-records.ts';
import type { RelaySite, RoutedRecords } from './stages.ts';

/** Routes the held records of each month that can now be settled, the oldest month first. */
export async function* retryHeld(site: RelaySite): AsyncGenerator<RoutedRecords> {
  const inbound = await site.store.parcels({ direction: 'inbound', sender: site.upstream });
  const heldByParcel = Map.groupBy(await site.store.heldRecords(), (held) => held.parcel);
  const keys = new Map((await site.store.dataKeys()).map((stored) => [stored.id, stored]));
  for (const parcel of inbound) {
    const held = heldByParcel.get(parcel.id);
    const stored = keys.get(parcel.dataKey);
    if (held === undefined || stored === undefined) continue;
    const routed = await routeHeld(site, parcel, held, site.vault.openDataKey(stored));
    if (routed.released.length > 0) yield routed;
    else routed.split.close();
  }
}

async function routeHeld(
  site: RelaySite,
  parcel: Parcel,
  held: readonly HeldRecord[],
  key: OpenDataKey,
): Promise<RoutedRecords> {
  // A router for each month: it must see what the month before has just delivered.
  const route = await createRouter(site);
  const split = createSplit();
  const released: string[] = [];
  let alreadyKnown = 0;
  for (const record of held) {
    const mutation = await heldMutation(site, record, key);
    const [routing] = await route([mutation]);
    if (routing === undefined || 'held' in routing) continue;
    released.push(record.id);
    if ('nothing' in routing) alreadyKnown += 1;
    else for (const insurer of routing.to) split.add(insurer, mutation);
  }
  return {
    month: parcel.month,
    key,
    received: undefined,
    split,
    held: [],
    released,
    alreadyKnown,
  };
}

async function heldMutation(site: RelaySite, held: HeldRecord, key: OpenDataKey): Promise<Mutation> {
  const mutation = (await parcelBlock(site.store, key, held.parcel, held.block))[held.slot];
  if (mutation === undefined) throw new RangeError('a held record points outside its block');
  return mutation;
}
