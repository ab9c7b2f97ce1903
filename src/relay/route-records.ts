/** Finds whom each mutation concerns, by what insurers were told before and by the CIN's answer of today. */

import { legalDay } from '../clock.ts';
import { latest } from '../deliberations/rules.ts';
import { inboundParcel } from '../intake/inbound.ts';
import type { ReadParcel } from '../intake/stages.ts';
import { stageParcel } from '../parcels/stage.ts';
import type { InsurerCode } from '../people/insurer.ts';
import type { Operation } from '../people/operation.ts';
import type { Mutation } from '../people/record.ts';
import type { Ssin } from '../people/ssin.ts';
import type { Affiliation } from '../ports/affiliation.ts';
import type { HoldReason } from '../ports/parcel.ts';
import { requireProportion } from '../publish/volume.ts';
import { openHistory } from './history.ts';
import { type Routing, routeByAffiliation, routeMutation } from './route.ts';
import { createSplit } from './split.ts';
import type { HeldAlike, RelaySite, RoutedRecords } from './stages.ts';

/**
 * Routes a parcel that was just read, and keeps its records for the register. Throws `volume-unconfirmed` for
 * a month out of proportion, whatever the publisher confirmed: two institutions look at it.
 */
export async function routeRecords(site: RelaySite, read: ReadParcel): Promise<RoutedRecords> {
  const { month, counts: announced } = read.header;
  const volume = { month, counts: announced, confirmed: site.confirmedVolume };
  const confirmation = requireProportion(site.deliberation, site.party, volume);
  const replaced = new Map<Ssin, Ssin>();
  const route = await createRouter(site, replaced);
  const split = createSplit();
  const stager = stageParcel(site.store, read.key, read.id, replaced);
  const held = createHolding();
  const untold = { 'already-known': 0, superseded: 0 };
  let place = 0;
  for await (const mutations of read.mutations) {
    const routings = await route(mutations, read.header.sequenceNumber);
    await stager.record(mutations);
    for (const [index, { operation }] of mutations.entries()) {
      const routing = routings[index];
      if (routing === undefined) throw new RangeError('a mutation was not routed');
      if ('nothing' in routing) untold[routing.nothing] += 1;
      else if ('held' in routing) held.add(operation, routing.held, place);
      else for (const { insurer, mutation } of routing.tell) split.add(insurer, mutation);
      place += 1;
    }
  }
  const { counts } = await stager.finish();
  const parcel = inboundParcel(site, read, counts);
  return {
    month: parcel.month,
    key: read.key,
    origin: parcel.id,
    received: { parcel, storedKey: read.storedKey, confirmation },
    split,
    held: held.all(),
    released: [],
    tried: [],
    untold,
    replaced,
  };
}

function createHolding() {
  const held = new Map<string, HeldAlike & { readonly places: number[] }>();
  return {
    add(operation: Operation, reason: HoldReason, place: number): void {
      const alike = `${operation} ${reason}`;
      const there = held.get(alike);
      if (there === undefined) held.set(alike, { operation, reason, places: [place] });
      else there.places.push(place);
    },
    all: (): readonly HeldAlike[] => [...held.values()],
  };
}

/**
 * Routes batches of mutations, all of one parcel received, on the day it is called. Adds to `replaced` each number
 * about which the CIN answered under another.
 */
export async function createRouter(site: RelaySite, replaced: Map<Ssin, Ssin>) {
  const today = legalDay(site.clock.now());
  const served = new Set<InsurerCode>(latest(site.deliberation.recipients).map((insurer) => insurer.id));
  const history = await openHistory(site);
  return async (mutations: readonly Mutation[], sequenceNumber: number): Promise<readonly Routing[]> => {
    const records = mutations.map((mutation) => mutation.record);
    const histories = await history.of(records, sequenceNumber);
    const decided = mutations.map((mutation, index) => {
      const known = histories[index];
      if (known === undefined) throw new RangeError('a record was not looked up');
      return routeMutation(mutation, known);
    });
    // The CIN is told of no child about whom it need not be asked.
    const asked = records.filter((_, index) => decided[index] === 'ask-affiliation');
    const ssins = asked.map(({ ssin }) => ssin);
    const answers = (await site.affiliation.affiliationsOn(ssins, today)).values();
    return records.map((record, index) => {
      const routing = decided[index];
      if (routing !== undefined && routing !== 'ask-affiliation') return routing;
      const answer: Affiliation = answers.next().value ?? { outcome: 'unavailable' };
      if (answer.replacedBy !== undefined) replaced.set(record.ssin, answer.replacedBy);
      return routeByAffiliation(record, answer, served);
    });
  };
}
