/** Months by correspondents: how many parcels went or came, were collected and receipted. */

import { total } from '../people/operation.ts';
import type { Parcel } from '../ports/parcel.ts';
import type { Text } from '../words/text.ts';
import { text } from '../words/text.ts';
import { table } from './output.ts';

/** One month's parcels to or from one party. */
export interface GridCell {
  readonly month: string;
  readonly direction: Parcel['direction'];
  readonly party: string;
  readonly parcels: number;
  readonly records: number;
  /** Outbound: of the parcels, how many the receiver has read whole. Inbound: all of them. */
  readonly collected: number;
  /** Outbound: for how many the receiver's receipt was accepted. Inbound: ours was handed in. */
  readonly receipted: number;
}

/** The last sequence number to or from one party. */
export interface LastSequence {
  readonly direction: Parcel['direction'];
  readonly party: string;
  readonly sequenceNumber: number;
}

export function gridOf(parcels: readonly Parcel[]): readonly GridCell[] {
  const groups = Map.groupBy(parcels, (parcel) => `${parcel.month} ${parcel.direction} ${partyOf(parcel)}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const outbound = first.direction === 'outbound';
    return {
      month: first.month,
      direction: first.direction,
      party: partyOf(first),
      parcels: group.length,
      records: group.reduce((sum, { counts }) => sum + total(counts), 0),
      collected: group.filter(({ collectedAt }) => !outbound || collectedAt !== null).length,
      receipted: group.filter(({ receiptedAt }) => receiptedAt !== null).length,
    };
  });
}

export function lastSequences(parcels: readonly Parcel[]): readonly LastSequence[] {
  const groups = Map.groupBy(parcels, (parcel) => `${parcel.direction} ${partyOf(parcel)}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const sequenceNumber = Math.max(...group.map((parcel) => parcel.sequenceNumber));
    return { direction: first.direction, party: partyOf(first), sequenceNumber };
  });
}

/** A row for each month, a column for each party; a cell reads parcels/collected/receipted. */
export function gridLines(cells: readonly GridCell[]): Iterable<Text> {
  const columnOf = ({ direction, party }: GridCell) => `${direction === 'inbound' ? 'from' : 'to'} ${party}`;
  const columns = [...new Map(cells.map((cell) => [columnOf(cell), cell])).entries()].sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  const months = [...new Set(cells.map(({ month }) => month))].sort();
  return table(
    [
      { heading: text`month` },
      ...columns.map(([, { direction, party }]) => ({
        heading: direction === 'inbound' ? text`from ${party}` : text`to ${party}`,
        align: 'right' as const,
      })),
    ],
    months.map((month) => [
      month,
      ...columns.map(([column]) => {
        const cell = cells.find((candidate) => candidate.month === month && columnOf(candidate) === column);
        return cell === undefined ? '–' : `${cell.parcels}/${cell.collected}/${cell.receipted}`;
      }),
    ]),
  );
}

function partyOf({ direction, sender, receiver }: Parcel): string {
  return direction === 'inbound' ? sender : receiver;
}
