/** At the publisher: the records that came back, as its operator may see them. */

import { numberOf } from '../parcels/place.ts';
import { parcelBlock } from '../parcels/read.ts';
import type { Operation } from '../people/operation.ts';
import type { Period } from '../people/period.ts';
import { maskSsin } from '../people/ssin.ts';
import type { Parcel } from '../ports/parcel.ts';
import type { Store } from '../ports/store.ts';
import type { Vault } from '../retention/vault.ts';
import { formatReference } from './reference.ts';

export interface ReturnedView {
  readonly reference: string;
  /** Masked: see `maskSsin`. The number stands in the opened file. */
  readonly child: string;
  readonly operation: Operation;
  readonly period: Period;
  readonly reason: string;
  /** The feedback file in which it came. */
  readonly feedback: Parcel;
}

/** What was returned of each month, the oldest first. */
export async function* returnedViews(store: Store, vault: Vault): AsyncGenerator<ReturnedView> {
  const parcels = new Map((await store.parcels({})).map((parcel) => [parcel.id, parcel]));
  const keys = new Map((await store.dataKeys()).map((stored) => [stored.id, stored]));
  for (const origin of parcels.values()) {
    const stored = keys.get(origin.dataKey);
    if (origin.direction !== 'outbound' || stored === undefined) continue;
    for await (const { block, records } of store.returnedOf(origin.id)) {
      const mutations = await parcelBlock(store, vault.openDataKey(stored), origin.id, block);
      for (const returned of records) {
        const [mutation, feedback] = [mutations[returned.slot], parcels.get(returned.feedback)];
        if (mutation === undefined || feedback === undefined) {
          throw new RangeError('a returned record points outside its parcels');
        }
        const { operation, record } = mutation;
        yield {
          reference: formatReference({ month: origin.month, number: numberOf(returned) }),
          child: maskSsin(record.ssin),
          operation,
          period: record.period,
          reason: returned.reason,
          feedback,
        };
      }
    }
  }
}
