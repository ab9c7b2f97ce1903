/** The one step that makes a month visible to its insurers, together with all that tells of it. */

import { PasserelleError } from '../errors.ts';
import { fetchedEvent } from '../intake/inbound.ts';
import type { LedgerEvent } from '../ledger/event.ts';
import { inBlock } from '../parcels/place.ts';
import { total } from '../people/operation.ts';
import type { ParcelId } from '../ports/parcel.ts';
import type { Change } from '../ports/store.ts';
import { text } from '../words/text.ts';
import type { Place, RelayedMonth, RelaySite, SealedParts } from './stages.ts';
import { triedChanges, triedEvents } from './tries.ts';

/** All or nothing. Throws `channel-closed` if the last legal day went by while the parts were sealed. */
export async function deliver(site: RelaySite, sealed: SealedParts): Promise<RelayedMonth> {
  await site.guard.requireOpen();
  const month = relayedMonth(sealed);
  const result = await site.store.commit({
    at: site.clock.now(),
    changes: changesOf(sealed),
    events: [relayedEvent(site, month), ...eventsOf(site, sealed, month), ...triedEvents(site, sealed)],
  });
  if (!result.committed) {
    throw new PasserelleError(
      'store-failed',
      text`the month ${sealed.month} was not delivered: ${result.conflict}`,
      {
        hint: text`Nothing was delivered. Another process changed the same data; run the command again.`,
      },
    );
  }
  return month;
}

function* changesOf(sealed: SealedParts): Generator<Change> {
  const { origin, received, parts, held, released } = sealed;
  if (received !== undefined) {
    yield { change: 'create-data-key', key: received.storedKey };
    yield { change: 'add-parcel', parcel: received.parcel };
    const since = received.parcel.addedAt;
    for (const { places, ...alike } of held) {
      for (const place of places) {
        yield { change: 'hold-record', held: { ...placeIn(origin, place), ...alike, since } };
      }
    }
  }
  for (const parcel of parts) yield { change: 'add-parcel', parcel };
  for (const place of released) yield { change: 'release-held', held: placeIn(origin, place) };
  yield* triedChanges(sealed);
}

function placeIn(parcel: ParcelId, place: Place) {
  return { parcel, ...inBlock(place + 1) };
}

function relayedMonth({
  month,
  received,
  parts,
  held,
  released,
  untold,
  replaced,
}: SealedParts): RelayedMonth {
  const reasons = Map.groupBy(held, ({ reason }) => reason);
  return {
    month,
    received: received === undefined ? 0 : total(received.parcel.counts),
    delivered: Object.fromEntries(parts.map((part) => [part.receiver, total(part.counts)])),
    held: Object.fromEntries(
      [...reasons].map(([reason, alike]) => [
        reason,
        alike.reduce((sum, { places }) => sum + places.length, 0),
      ]),
    ),
    released: released.length,
    alreadyKnown: untold['already-known'],
    superseded: untold.superseded,
    replaced: replaced.size,
  };
}

/** The month's sum, which must hold: received + released = delivered + held + already known + superseded. */
function relayedEvent(site: RelaySite, month: RelayedMonth): LedgerEvent {
  return {
    event: 'parcel-relayed',
    actor: site.party,
    details: {
      month: month.month,
      received: month.received,
      released: month.released,
      delivered: Object.values(month.delivered).reduce((sum, count) => sum + count, 0),
      held: Object.values(month.held).reduce((sum, count) => sum + count, 0),
      alreadyKnown: month.alreadyKnown,
      superseded: month.superseded,
      replaced: month.replaced,
      affiliation: site.affiliation.description,
    },
  };
}

function eventsOf(site: RelaySite, sealed: SealedParts, month: RelayedMonth): readonly LedgerEvent[] {
  const { received, parts } = sealed;
  return [
    ...(received === undefined ? [] : [fetchedEvent(site, received.parcel), ...received.confirmation]),
    ...parts.map(
      (part): LedgerEvent => ({
        event: 'parcel-delivered',
        actor: site.party,
        details: {
          parcel: part.name,
          digest: part.digest,
          month: part.month,
          sequence: part.sequenceNumber,
          to: part.receiver,
          ...part.counts,
        },
      }),
    ),
    ...Object.entries(month.held).map(
      ([reason, count]): LedgerEvent => ({
        event: 'record-held',
        actor: site.party,
        details: { month: month.month, reason, records: count },
      }),
    ),
    ...(month.released === 0
      ? []
      : [
          {
            event: 'held-released',
            actor: site.party,
            details: { month: month.month, records: month.released },
          } satisfies LedgerEvent,
        ]),
  ];
}
