/** What is known of a child now, from every mutation of it that was received and is still kept. */

import type { Trace, Traces } from '../access-register/traces.ts';
import type { PartyId } from '../deliberations/clause.ts';
import { numberOf, returnedNumbers } from '../parcels/place.ts';
import { parcelBlock } from '../parcels/read.ts';
import type { Period } from '../people/period.ts';
import type { Mutation } from '../people/record.ts';
import type { Ssin } from '../people/ssin.ts';
import type { Parcel } from '../ports/parcel.ts';
import type { Store } from '../ports/store.ts';

/** One recognition of a child: known by its first day. */
export interface KnownRecord {
  /** As it was told last. */
  readonly period: Period;
  readonly code: number | undefined;
  readonly withdrawn: boolean;
  /** To whom it was passed on and not taken back since; nobody at a site that passes nothing on. */
  readonly insurers: readonly PartyId[];
}

interface Told {
  readonly parcel: Parcel;
  readonly mutation: Mutation;
}

/** By first day. */
export async function recordsOf(
  store: Store,
  ssin: Ssin,
  { found, parcels }: Traces,
  recipients: ReadonlySet<PartyId>,
): Promise<readonly KnownRecord[]> {
  const byId = new Map(parcels.map((parcel) => [parcel.id, parcel]));
  const told = (await Promise.all(found.map((trace) => toldUnder(store, ssin, trace, byId)))).flat();
  // A sequence number orders what one receiver got; nothing depends on the order between receivers.
  const inOrder = told.toSorted((a, b) => a.parcel.sequenceNumber - b.parcel.sequenceNumber);
  const received = inOrder.filter(({ parcel }) => parcel.direction === 'inbound');
  const passedOn = inOrder.filter(
    ({ parcel }) => parcel.direction === 'outbound' && recipients.has(parcel.receiver),
  );
  const byFirstDay = Map.groupBy(received, firstDay);
  return [...byFirstDay.keys()].sort().flatMap((day): readonly KnownRecord[] => {
    const last = byFirstDay.get(day)?.at(-1)?.mutation;
    if (last === undefined) return [];
    const insurers = standingAt(passedOn.filter((each) => firstDay(each) === day));
    const { period, code } = last.record;
    return [{ period, code, withdrawn: last.operation === 'withdrawal', insurers }];
  });
}

async function toldUnder(
  store: Store,
  ssin: Ssin,
  { key, places }: Trace,
  byId: ReadonlyMap<string, Parcel>,
): Promise<readonly Told[]> {
  const told = places.map(async ({ parcel: id, block }): Promise<readonly Told[]> => {
    const parcel = byId.get(id);
    if (parcel === undefined) return [];
    // What was returned is as if it had never been sent.
    const returned = await returnedNumbers(store, id);
    const mutations = await parcelBlock(store, key, id, block);
    return mutations.flatMap((mutation, slot) =>
      mutation.record.ssin === ssin && !returned.has(numberOf({ block, slot })) ? [{ parcel, mutation }] : [],
    );
  });
  return (await Promise.all(told)).flat();
}

function firstDay({ mutation }: Told): string {
  return mutation.record.period.start.toString();
}

function standingAt(passedOn: readonly Told[]): readonly PartyId[] {
  const standing = new Set<PartyId>();
  for (const { parcel, mutation } of passedOn) {
    if (mutation.operation === 'withdrawal') standing.delete(parcel.receiver);
    else standing.add(parcel.receiver);
  }
  return [...standing].sort();
}
