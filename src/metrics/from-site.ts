/** What the database tells of the channel and of the data that it keeps. */

import { startOfLegalDay } from '../clock.ts';
import { missingAt } from '../operations/deadlines.ts';
import { heldAgesAt } from '../operations/held.ts';
import type { Parcel } from '../ports/parcel.ts';
import type { Site } from '../site.ts';
import { type Sample, sample } from './families.ts';

export async function channelMetrics({ guard, clock }: Site): Promise<readonly Sample[]> {
  const state = await guard.state();
  const left = state.open ? clock.now().until(startOfLegalDay(state.lastDay.add({ days: 1 }))) : undefined;
  return [
    sample('passerelle_channel_open', Number(state.open), {}),
    sample('passerelle_sunset_seconds', Math.floor(left?.total('seconds') ?? 0), {}),
  ];
}

/** By direction, from what has just begun to what is settled. */
const states = {
  outbound: ['waiting', 'collected', 'receipted', 'removed'],
  inbound: ['received', 'receipted'],
} as const;

export async function parcelMetrics({ store }: Pick<Site, 'store'>): Promise<readonly Sample[]> {
  const counts = Map.groupBy(await store.parcels({}), (parcel) => `${parcel.direction} ${stateOf(parcel)}`);
  return (['outbound', 'inbound'] as const).flatMap((direction) =>
    states[direction].map((state) => {
      const count = counts.get(`${direction} ${state}`)?.length ?? 0;
      return sample('passerelle_parcels', count, { direction, state });
    }),
  );
}

function stateOf({ direction, collectedAt, receiptedAt, removedAt }: Parcel): string {
  if (direction === 'inbound') return receiptedAt === null ? 'received' : 'receipted';
  if (removedAt !== null) return 'removed';
  if (receiptedAt !== null) return 'receipted';
  return collectedAt === null ? 'waiting' : 'collected';
}

/** Nothing at a site that holds no records, and nothing after the last day. */
export async function heldMetrics(site: Site): Promise<readonly Sample[]> {
  const ages = await heldAgesAt(site);
  if (ages === undefined) return [];
  return [
    sample('passerelle_held_records', ages.held, {}),
    ...ages.beyond.map(({ limit, records }) => sample('passerelle_held_records_beyond', records, { limit })),
  ];
}

export async function overdueMetrics(site: Site): Promise<readonly Sample[]> {
  const missing = await missingAt(site);
  return (['month', 'receipt'] as const).map((what) =>
    sample('passerelle_overdue', missing.filter((each) => each.what === what).length, { what }),
  );
}
