/** Held records by reason and by age: figures for everybody, and masked records for those who solve them. */

import { legalDay } from '../clock.ts';
import type { Deliberation } from '../deliberations/clause.ts';
import { heldLimitsCrossed, latest } from '../deliberations/rules.ts';
import { formatReference } from '../feedback/reference.ts';
import { numberOf } from '../parcels/place.ts';
import { parcelBlock } from '../parcels/read.ts';
import type { Operation } from '../people/operation.ts';
import type { Period } from '../people/period.ts';
import { maskSsin } from '../people/ssin.ts';
import type { HeldRecord, HoldReason, Parcel, ParcelId } from '../ports/parcel.ts';
import type { Store } from '../ports/store.ts';
import type { Vault } from '../retention/vault.ts';
import { type Text, text } from '../words/text.ts';

/** How many records are held for a reason, by the limits that they have crossed. */
export interface HeldFigures {
  readonly reason: HoldReason;
  /** By number of limits crossed, from none to all of them. */
  readonly byAge: readonly number[];
}

/** A held record as an operator may see it. */
export interface HeldView {
  readonly reference: string;
  /** Masked: see `maskSsin`. */
  readonly child: string;
  readonly operation: Operation;
  readonly period: Period;
  readonly reason: HoldReason;
  readonly since: Temporal.PlainDate;
  /** Days since then. */
  readonly age: number;
  readonly tries: number;
}

interface Asked {
  readonly store: Store;
  readonly deliberation: Deliberation;
  readonly today: Temporal.PlainDate;
}

/** What each place in {@link HeldFigures.byAge} stands for, in words. */
export function ageBands(deliberation: Deliberation): readonly Text[] {
  const days = latest(deliberation.heldLimits).map((limit) => Temporal.Duration.from(limit).days);
  const bands = days.map(
    (limit, index) => text`${index === 0 ? 0 : (days[index - 1] ?? 0) + 1}–${limit} days`,
  );
  return [...bands, text`over ${days.at(-1) ?? 0} days`];
}

/** Needs no key. Reasons by name. */
export async function heldFigures({ store, deliberation, today }: Asked): Promise<readonly HeldFigures[]> {
  const bands = latest(deliberation.heldLimits).length + 1;
  const figures = new Map<HoldReason, number[]>();
  for (const { reason, since, records } of await store.heldTallies()) {
    const byAge = figures.get(reason) ?? Array.from({ length: bands }, () => 0);
    const band = heldLimitsCrossed(deliberation, since, today);
    byAge[band] = (byAge[band] ?? 0) + records;
    figures.set(reason, byAge);
  }
  return [...figures]
    .map(([reason, byAge]) => ({ reason, byAge }))
    .sort((a, b) => a.reason.localeCompare(b.reason));
}

/** The records one by one, the oldest month first. */
export async function* heldViews({ store, today }: Asked, vault: Vault): AsyncGenerator<HeldView> {
  const keys = new Map((await store.dataKeys()).map((stored) => [stored.id, stored]));
  for await (const { parcel, block, records } of heldBlocks(store)) {
    const stored = keys.get(parcel.dataKey);
    if (stored === undefined) continue;
    const mutations = await parcelBlock(store, vault.openDataKey(stored), parcel.id, block);
    for (const held of records) {
      const mutation = mutations[held.slot];
      if (mutation === undefined) throw new RangeError('a held record points outside its block');
      const { ssin, period } = mutation.record;
      yield { ...viewOf(parcel, held, today), child: maskSsin(ssin), period };
    }
  }
}

/** Blocks with held records, the oldest month first, each with the parcel in which it came. All, or those of `parcels`. */
export async function* heldBlocks(store: Store, parcels?: ReadonlySet<ParcelId>) {
  const holding = parcels ?? new Set((await store.heldTallies()).map(({ parcel }) => parcel));
  if (holding.size === 0) return;
  for (const parcel of await store.parcels({ direction: 'inbound' })) {
    if (!holding.has(parcel.id)) continue;
    for await (const held of store.heldOf(parcel.id)) yield { parcel, ...held };
  }
}

function viewOf({ month }: Parcel, held: HeldRecord, today: Temporal.PlainDate) {
  const { operation, reason, tries } = held;
  const since = legalDay(held.since);
  const age = since.until(today).days;
  const reference = formatReference({ month, number: numberOf(held) });
  return { reference, operation, reason, since, age, tries };
}
