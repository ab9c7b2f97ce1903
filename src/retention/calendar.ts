/** What is kept until when, and what will be purged while it still matters to somebody. */

import { legalDay } from '../clock.ts';
import type { Deliberation } from '../deliberations/clause.ts';
import { lastDayKept } from '../deliberations/rules.ts';
import { parcelRecords } from '../parcels/read.ts';
import { covers } from '../people/period.ts';
import type { ReferenceMonth } from '../people/reference-month.ts';
import type { DataKey, DataKeyId, Parcel } from '../ports/parcel.ts';
import type { Store } from '../ports/store.ts';
import type { Vault } from './vault.ts';

/** One month's data under one key. */
export interface PurgeDate {
  readonly key: DataKeyId;
  readonly month: ReferenceMonth;
  /** Legal day of receipt (at the publisher: of publication). */
  readonly received: Temporal.PlainDate;
  /** Last day on which the data are kept; they are purged on the next. */
  readonly lastDay: Temporal.PlainDate;
}

/** Until when each key that still lives is kept, the first due first. */
export async function purgeCalendar(store: Store, deliberation: Deliberation): Promise<readonly PurgeDate[]> {
  const dates = liveKeys(await store.dataKeys()).map((key) => purgeDate(deliberation, key));
  return dates.sort((a, b) => Temporal.PlainDate.compare(a.lastDay, b.lastDay));
}

export function purgeDate(deliberation: Deliberation, key: DataKey): PurgeDate {
  return {
    key: key.id,
    month: key.month,
    received: legalDay(key.anchor),
    lastDay: lastDayKept(deliberation, key.anchor),
  };
}

export function liveKeys(keys: readonly DataKey[]): readonly DataKey[] {
  return keys.filter((key) => key.destroyedAt === null);
}

/**
 * The parcels that tell of each record once: those received, or at the publisher, that receives none,
 * those published.
 */
export function originals(parcels: readonly Parcel[]): readonly Parcel[] {
  const received = parcels.filter((parcel) => parcel.direction === 'inbound');
  return received.length > 0 ? received : parcels;
}

/** How far ahead the list of warnings looks. */
export const foresight = Temporal.Duration.from({ days: 90 });

/**
 * For each month due within `within`: how many of its records have a period that still runs on the day of
 * the purge. Six years run from receipt and not from the end of the period, so such records are purged all
 * the same; an operator should know beforehand. Reads the sealed blocks of those months only.
 */
export async function stillRunning(
  { store, vault, deliberation }: { store: Store; vault: Vault; deliberation: Deliberation },
  today: Temporal.PlainDate,
  within: Temporal.Duration = foresight,
): Promise<readonly (PurgeDate & { readonly records: number })[]> {
  const horizon = today.add(within);
  const parcels = await store.parcels({});
  const warnings = [];
  for (const stored of liveKeys(await store.dataKeys())) {
    const due = purgeDate(deliberation, stored);
    const day = due.lastDay.add({ days: 1 });
    if (Temporal.PlainDate.compare(day, horizon) > 0) continue;
    const key = vault.openDataKey(stored);
    let records = 0;
    for (const { id } of originals(parcels.filter((parcel) => parcel.dataKey === stored.id))) {
      for await (const block of parcelRecords(store, key, id)) {
        const running = block.filter(
          ({ operation, record }) => operation !== 'withdrawal' && covers(record.period, day),
        );
        records += running.length;
      }
    }
    if (records > 0) warnings.push({ ...due, records });
  }
  return warnings;
}
