/** Finds the insurers of each record, by what they hold already and by the CIN's answer of today. */

import { legalDay } from '../clock.ts';
import { latest } from '../deliberations/rules.ts';
import { inboundParcel } from '../intake/inbound.ts';
import type { ReadParcel } from '../intake/stages.ts';
import { stageParcel } from '../parcels/stage.ts';
import type { InsurerCode } from '../people/insurer.ts';
import type { Operation } from '../people/operation.ts';
import type { HoldReason } from '../ports/parcel.ts';
import type { Mutation } from '../raised-scores/record.ts';
import { routeMutation } from '../raised-scores/route.ts';
import { createSplit } from '../raised-scores/split.ts';
import { type DisclosureIndex, openDisclosures } from './disclosures.ts';
import type { HeldAlike, RelaySite, RoutedRecords } from './stages.ts';

/** Routes a parcel that was just read, and keeps its records for the register. */
export async function routeRecords(site: RelaySite, read: ReadParcel): Promise<RoutedRecords> {
  const route = await createRouter(site);
  const split = createSplit();
  const stager = stageParcel(site.store, read.key, read.id);
  const held = createHolding();
  let alreadyKnown = 0;
  let place = 0;
  for await (const mutations of read.mutations) {
    await stager.record(mutations);
    const routings = await route(mutations);
    for (const [index, mutation] of mutations.entries()) {
      const routing = routings[index];
      if (routing === undefined || 'nothing' in routing) alreadyKnown += 1;
      else if ('held' in routing) held.add(mutation.operation, routing.held, place);
      else for (const insurer of routing.to) split.add(insurer, mutation);
      place += 1;
    }
  }
  const { counts } = await stager.finish();
  const parcel = inboundParcel(site, read, counts);
  return {
    month: parcel.month,
    key: read.key,
    origin: parcel.id,
    received: { parcel, storedKey: read.storedKey },
    split,
    held: held.all(),
    released: [],
    alreadyKnown,
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

/** Routes batches of mutations on the day it is called. */
export async function createRouter(site: RelaySite) {
  const today = legalDay(site.clock.now());
  const served = new Set<InsurerCode>(latest(site.deliberation.recipients).map((insurer) => insurer.id));
  const disclosures: DisclosureIndex = await openDisclosures(site.store, site.vault);
  return async (mutations: readonly Mutation[]) => {
    const known = await disclosures.of(mutations.map((mutation) => mutation.record));
    // Who holds a record already is told of its changes wherever the child is insured today.
    const asked = mutations.flatMap(({ operation, record }) => (operation === 'new' ? [record.ssin] : []));
    const answers = (await site.affiliation.affiliationsOn(asked, today)).values();
    return mutations.map((mutation, index) => {
      const affiliation = mutation.operation === 'new' ? answers.next().value : undefined;
      return routeMutation(mutation, known[index] ?? [], affiliation, served);
    });
  };
}
