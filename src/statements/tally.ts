/** What passed through a site in a month, in figures. The ledger and the data each tell it by themselves. */

import type { PartyId } from '../deliberations/clause.ts';
import type { ReferenceMonth } from '../people/reference-month.ts';

/** A parcel, as the site that sent it or took it in knows it. */
export interface ParcelTally {
  readonly name: string;
  readonly from: PartyId;
  readonly to: PartyId;
  readonly sequence: number;
  readonly records: number;
  /** SHA-256 of the sealed file, hexadecimal. */
  readonly digest: string;
  /** When it became visible here. */
  readonly at: string;
  /** Sent by this site: when the receiver had read it whole. */
  readonly collectedAt: string | null;
  /** Sent by this site: when the receipt was accepted. Taken in: when ours was handed in. */
  readonly receiptedAt: string | null;
}

export interface MonthTally {
  readonly month: ReferenceMonth;
  /** By sender, receiver and sequence number. */
  readonly parcels: readonly ParcelTally[];
  /** Records that wait at the relay for their insurer; elsewhere 0. */
  readonly held: number;
  /** Records that the relay gave back, or that the publisher has back. */
  readonly returned: number;
}

/** Parcels in the order in which they are told. */
export function inOrder(parcels: Iterable<ParcelTally>): readonly ParcelTally[] {
  return [...parcels].sort(
    (a, b) => compareText(a.from, b.from) || compareText(a.to, b.to) || a.sequence - b.sequence,
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** The records of the parcels from a party or to it, in all. */
export function recordsOf(parcels: readonly ParcelTally[], which: Partial<Pick<ParcelTally, 'from' | 'to'>>) {
  return parcels
    .filter(({ from, to }) => from === (which.from ?? from) && to === (which.to ?? to))
    .reduce((sum, { records }) => sum + records, 0);
}
