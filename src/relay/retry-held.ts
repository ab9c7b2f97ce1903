/**
 * Asks again about records that were held. A record leaves its month under that month's key, in a part of
 * its own, so that each month's sum of received, delivered and held stays exact.
 */

import { PasserelleError } from '../errors.ts';
import { numberOf } from '../parcels/place.ts';
import { parcelBlock } from '../parcels/read.ts';
import type { Mutation } from '../people/record.ts';
import type { ReferenceMonth } from '../people/reference-month.ts';
import type { Ssin } from '../people/ssin.ts';
import type { HeldBlock, HoldReason, Parcel } from '../ports/parcel.ts';
import type { OpenDataKey } from '../retention/vault.ts';
import { text } from '../words/text.ts';
import { createRouter } from './route-records.ts';
import { createSplit } from './split.ts';
import type { Place, RelaySite, RoutedRecords } from './stages.ts';
import { triedChanges, triedEvents } from './tries.ts';

/**
 * Routes the held records of each month that can now be settled, the oldest month first. Where none can be,
 * it is noted that they were tried. The month taken in last is left out: its records were asked after a moment
 * ago, and nothing can have superseded them.
 */
export async function* retryHeld(
  site: RelaySite,
  takenInLast: ReferenceMonth | undefined,
): AsyncGenerator<RoutedRecords> {
  if ((await site.store.heldCount()) === 0) return;
  const inbound = await site.store.parcels({ direction: 'inbound', sender: site.upstream });
  const keys = new Map((await site.store.dataKeys()).map((stored) => [stored.id, stored]));
  for (const parcel of inbound) {
    const stored = keys.get(parcel.dataKey);
    if (stored === undefined || parcel.month === takenInLast) continue;
    const routed = await routeHeld(site, parcel, site.vault.openDataKey(stored));
    if (routed.released.length > 0) yield routed;
    else await noteTries(site, routed);
  }
}

async function noteTries(site: RelaySite, routed: RoutedRecords): Promise<void> {
  const [event] = triedEvents(site, routed);
  if (event === undefined) return;
  const at = site.clock.now();
  const result = await site.store.commit({ at, changes: triedChanges(routed), events: [event] });
  if (result.committed) return;
  throw new PasserelleError(
    'store-failed',
    text`what is held of ${routed.month} was changed: ${result.conflict}`,
    {
      hint: text`Another process changed the same data; run the command again.`,
    },
  );
}

async function routeHeld(site: RelaySite, parcel: Parcel, key: OpenDataKey): Promise<RoutedRecords> {
  // A router for each month: it must see what the month before has just delivered.
  const replaced = new Map<Ssin, Ssin>();
  const route = await createRouter(site, replaced);
  const split = createSplit();
  const released: Place[] = [];
  const tried = new Map<HoldReason, Place[]>();
  const untold = { 'already-known': 0, superseded: 0 };
  for await (const held of site.store.heldOf(parcel.id)) {
    const mutations = await mutationsOf(site, parcel, held, key);
    const routings = await route(mutations, parcel.sequenceNumber);
    for (const [index, record] of held.records.entries()) {
      const routing = routings[index];
      if (routing === undefined) throw new RangeError('a mutation was not routed');
      const place = numberOf(record) - 1;
      if ('held' in routing) {
        // That nobody answers today says nothing new of the child.
        const newest = routing.held === 'affiliation-unavailable' ? record.reason : routing.held;
        const alike = tried.get(newest);
        if (alike === undefined) tried.set(newest, [place]);
        else alike.push(place);
        continue;
      }
      released.push(place);
      if ('nothing' in routing) untold[routing.nothing] += 1;
      else for (const { insurer, mutation } of routing.tell) split.add(insurer, mutation);
    }
  }
  return {
    month: parcel.month,
    key,
    origin: parcel.id,
    received: undefined,
    split,
    held: [],
    released,
    tried: [...tried].map(([reason, places]) => ({ reason, places })),
    untold,
    replaced,
  };
}

/** What the held records of a block say, in their order. */
async function mutationsOf(
  site: RelaySite,
  { id }: Parcel,
  { block, records }: HeldBlock,
  key: OpenDataKey,
): Promise<readonly Mutation[]> {
  const mutations = await parcelBlock(site.store, key, id, block);
  return records.map(({ slot }) => {
    const mutation = mutations[slot];
    if (mutation === undefined) throw new RangeError('a held record points outside its block');
    return mutation;
  });
}
