/** Whether ledger and data tell the same of a month, and whether its sum holds. */

import type { LedgerTally } from './from-ledger.ts';
import { type MonthTally, type ParcelTally, recordsOf } from './tally.ts';

/** The first thing that is not as it must be. */
export interface Disagreement {
  readonly figure: string;
  readonly ledger: string;
  /** What the data tell; for a sum that does not hold, what its parts come to. */
  readonly other: string;
}

/** `received = delivered + held + returned + already known + superseded`, at the relay. */
export interface MonthSum {
  readonly received: number;
  readonly delivered: number;
  readonly held: number;
  readonly returned: number;
  readonly alreadyKnown: number;
  readonly superseded: number;
}

export function sumOf({ parcels, ...tally }: LedgerTally, publisher: string, relay: string): MonthSum {
  const { held, returned, alreadyKnown, superseded } = tally;
  const received = recordsOf(parcels, { from: publisher, to: relay });
  // What goes to the publisher is what is returned.
  const delivered = recordsOf(parcels, { from: relay }) - recordsOf(parcels, { from: relay, to: publisher });
  return { received, delivered, held, returned, alreadyKnown, superseded };
}

/** Parts of the sum, added up. */
export function partsOf({ delivered, held, returned, alreadyKnown, superseded }: MonthSum): number {
  return delivered + held + returned + alreadyKnown + superseded;
}

/** What of the data the ledger does not bear out, or the other way round. What was purged is told by the ledger alone. */
export function compareWithData(ledger: LedgerTally, data: MonthTally | undefined): Disagreement | undefined {
  const living = ledger.parcels.filter(({ name }) => !ledger.purged.has(name));
  const stored = new Map((data?.parcels ?? []).map((parcel) => [parcel.name, parcel]));
  for (const parcel of living) {
    const kept = stored.get(parcel.name);
    if (kept === undefined) return differs(`parcel ${parcel.name}`, 'there', 'missing');
    for (const figure of ['from', 'to', 'sequence', 'records', 'digest'] as const) {
      if (parcel[figure] !== kept[figure]) {
        return differs(`${figure} of ${parcel.name}`, parcel[figure], kept[figure]);
      }
    }
    for (const [figure, when] of marks) {
      const [told, known] = [parcel[when] !== null, kept[when] !== null];
      if (told !== known) return differs(`${figure} of ${parcel.name}`, yesOrNo(told), yesOrNo(known));
    }
    stored.delete(parcel.name);
  }
  for (const { name } of stored.values()) return differs(`parcel ${name}`, 'missing', 'there');
  if (living.length < ledger.parcels.length) return undefined;
  if (ledger.held !== (data?.held ?? 0)) return differs('held', ledger.held, data?.held ?? 0);
  if (ledger.returned !== (data?.returned ?? 0))
    return differs('returned', ledger.returned, data?.returned ?? 0);
  return undefined;
}

const marks: readonly (readonly [figure: string, when: keyof ParcelTally & `${string}edAt`])[] = [
  ['collection', 'collectedAt'],
  ['receipt', 'receiptedAt'],
];

function yesOrNo(value: boolean): string {
  return value ? 'told' : 'not told';
}

function differs(figure: string, ledger: string | number, other: string | number): Disagreement {
  return { figure, ledger: String(ledger), other: String(other) };
}
