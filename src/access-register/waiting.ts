/** Records of a child that were received and given to nobody yet, for there is no single insurer to give them to. */

import { parcelBlock } from '../parcels/read.ts';
import type { ReferenceMonth } from '../people/reference-month.ts';
import type { Ssin } from '../people/ssin.ts';
import type { RegisterEntry } from '../ports/parcel.ts';
import type { Store } from '../ports/store.ts';
import type { OpenDataKey } from '../retention/vault.ts';
import type { Traces } from './traces.ts';

export interface Waiting {
  readonly month: ReferenceMonth;
  readonly since: Temporal.Instant;
}

export async function waitingOf(
  store: Store,
  ssin: Ssin,
  { found, parcels }: Traces,
): Promise<readonly Waiting[]> {
  if ((await store.heldCount()) === 0) return [];
  const months = new Map(parcels.map(({ id, month }) => [id, month]));
  const waiting: Waiting[] = [];
  for (const { key, places } of found) {
    for (const place of places) {
      const month = months.get(place.parcel);
      const since = month && (await heldSince(store, ssin, key, place));
      if (month !== undefined && since !== undefined) waiting.push({ month, since });
    }
  }
  return waiting;
}

async function heldSince(
  store: Store,
  ssin: Ssin,
  key: OpenDataKey,
  { parcel, block }: RegisterEntry,
): Promise<Temporal.Instant | undefined> {
  for await (const held of store.heldOf(parcel)) {
    if (held.block !== block) continue;
    const mutations = await parcelBlock(store, key, parcel, block);
    return held.records.find(({ slot }) => mutations[slot]?.record.ssin === ssin)?.since;
  }
  return undefined;
}
