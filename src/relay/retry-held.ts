/**
 * Asks again about records that were held. A record leaves its month under that month's key, in a part of
 * its own, so that each month's sum of received, delivered and held stays exact.
 */

import { PasserelleError } from '../errors.ts';
import { blockSize } from '../parcels/block.ts';
import { inBlock, numberOf } from '../parcels/place.ts';
import { parcelBlock } from '../parcels/read.ts';
import type { ReferenceMonth } from '../people/reference-month.ts';
import type { HeldBlock, HoldReason, Parcel } from '../ports/parcel.ts';
import type { Change } from '../ports/store.ts';
import type { Mutation } from '../raised-scores/record.ts';
import { createSplit } from '../raised-scores/split.ts';
import type { OpenDataKey } from '../retention/vault.ts';
import { createRouter } from './route-records.ts';
import type { Place, RelaySite, RoutedRecords } from './stages.ts';

/**
 * Routes the held records of each month that can now be settled, the oldest month first. Those of the month
 * that was just taken in have been asked after a moment ago, and nothing can have superseded them.
 */
export async function* retryHeld(
  site: RelaySite,
  justTakenIn: ReferenceMonth | undefined,
): AsyncGenerator<RoutedRecords> {
  if ((await site.store.heldCount()) === 0) return;
  const inbound = await site.store.parcels({ direction: 'inbound', sender: site.upstream });
  const keys = new Map((await site.store.dataKeys()).map((stored) => [stored.id, stored]));
  for (const parcel of inbound) {
    const stored = keys.get(parcel.dataKey);
    if (stored === undefined || parcel.month === justTakenIn) continue;
    const routed = await routeHeld(site, parcel, site.vault.openDataKey(stored));
    if (routed.released.length > 0) yield routed;
    else routed.split.close();
  }
}

async function routeHeld(site: RelaySite, parcel: Parcel, key: OpenDataKey): Promise<RoutedRecords> {
  // A router for each month: it must see what the month before has just delivered.
  const route = await createRouter(site);
  const split = createSplit();
  const released: Place[] = [];
  const untold = { 'already-known': 0, superseded: 0 };
  /** Numbers of the records that no try has settled yet. */
  const triedFor = new Map<HoldReason, number[]>();
  for await (const held of site.store.heldOf(parcel.id)) {
    const mutations = await mutationsOf(site, parcel, held, key);
    const routings = await route(mutations, parcel.sequenceNumber);
    for (const [index, { block, slot }] of held.records.entries()) {
      const routing = routings[index];
      if (routing === undefined) throw new RangeError('a held record was not routed');
      if ('held' in routing) {
        const numbers = triedFor.get(routing.held) ?? [];
        triedFor.set(routing.held, numbers);
        numbers.push(numberOf({ block, slot }));
        continue;
      }
      released.push(block * blockSize + slot);
      if ('nothing' in routing) untold[routing.nothing] += 1;
      else for (const { insurer, mutation } of routing.tell) split.add(insurer, mutation);
    }
  }
  await noteTries(site, parcel, triedFor);
  return {
    month: parcel.month,
    key,
    origin: parcel.id,
    received: undefined,
    split,
    held: [],
    released,
    untold,
  };
}

/** Lets operators see how often was asked, and what the last answer was. */
async function noteTries(
  { store, clock, party }: RelaySite,
  { id, month }: Parcel,
  triedFor: ReadonlyMap<HoldReason, readonly number[]>,
): Promise<void> {
  const records = triedFor.values().reduce((sum, numbers) => sum + numbers.length, 0);
  if (records === 0) return;
  function* changes(): Generator<Change> {
    for (const [reason, numbers] of triedFor) {
      for (const number of numbers)
        yield { change: 'try-held', held: { parcel: id, ...inBlock(number) }, reason };
    }
  }
  const result = await store.commit({
    at: clock.now(),
    changes: changes(),
    events: [{ event: 'held-tried', actor: party, details: { month, records } }],
  });
  if (!result.committed) {
    throw new PasserelleError('store-failed', `held records of ${month} were not tried: ${result.conflict}`, {
      hint: 'Another process changed the same data; run the command again.',
    });
  }
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
