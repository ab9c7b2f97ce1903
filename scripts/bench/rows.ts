/** What was measured of one work: of ours, of the peers in the same run, and what is aimed at. */

import { z } from 'zod';
import { median } from './figures.ts';

/** Against a peer in the same run, or a bound in the row's unit. */
export type Goal =
  | {
      /** Of a time or a rate, at least: so many times as fast. Of an amount, at most: so many times as much. */
      readonly times: number;
      /** The peer. */
      readonly of: string;
    }
  | { readonly bound: number };

export interface Row {
  /** Unlike that of any other row of the part, and understood without the part's table. */
  readonly work: string;
  /** Stands behind each figure: `s`, `MiB`, `MiB/s`. */
  readonly unit: string;
  /**
   * How the ratio to a peer reads: of a time (less is better) and of a rate (more is better) it tells how many times
   * as fast we are; of an amount (less is better: processor time, memory) how many times as much we take.
   */
  readonly compared: 'time' | 'rate' | 'amount';
  /** A figure for each run. */
  readonly ours: readonly number[];
  /** By the name of the peer; who is not installed is not there. */
  readonly peers: Readonly<Record<string, readonly number[]>>;
  readonly goal?: Goal | undefined;
}

/** Among the names of contestants, ours. */
export const ourName = 'passerelle';

/** What was seen of every contestant, by its name and run by run, as a row has it. */
export function sidesOf<Seen>(
  seen: ReadonlyMap<string, readonly Seen[]>,
  of: (each: Seen) => number,
): Pick<Row, 'ours' | 'peers'> {
  const figures = [...seen].map(([name, all]) => [name, all.map(of)] as const);
  const { [ourName]: ours = [], ...peers } = Object.fromEntries(figures);
  return { ours, peers };
}

/** By the name of the part, which is that of its script. */
export type RowsByPart = Readonly<Record<string, readonly Row[]>>;

const figures = z.array(z.number()).min(1);

export const rowsByPart: z.ZodType<RowsByPart> = z.record(
  z.string(),
  z.array(
    z.strictObject({
      work: z.string().min(1),
      unit: z.string().min(1),
      compared: z.enum(['time', 'rate', 'amount']),
      ours: figures,
      peers: z.record(z.string(), figures),
      goal: z
        .union([
          z.strictObject({ times: z.number().positive(), of: z.string() }),
          z.strictObject({ bound: z.number().positive() }),
        ])
        .optional(),
    }),
  ),
);

/** As `Row.compared` has it, of the medians; `undefined` if the peer was not there. */
export function ratioTo(peer: string, { compared, ours, peers }: Row): number | undefined {
  const theirs = peers[peer];
  if (theirs === undefined) return undefined;
  const share = median(ours) / median(theirs);
  return compared === 'time' ? 1 / share : share;
}

/** What was measured of that which the goal speaks of; `undefined` if its peer was not there. */
export function towards(goal: Goal, row: Row): number | undefined {
  return 'bound' in goal ? median(row.ours) : ratioTo(goal.of, row);
}

/** Of a bound, times are like amounts. */
function moreIsBetter(goal: Goal, { compared }: Row): boolean {
  return compared === 'rate' || (compared === 'time' && 'times' in goal);
}

/** `undefined` if the goal's peer was not there. */
export function isMet(goal: Goal, row: Row): boolean | undefined {
  const measured = towards(goal, row);
  if (measured === undefined) return undefined;
  const wanted = 'bound' in goal ? goal.bound : goal.times;
  return moreIsBetter(goal, row) ? measured >= wanted : measured <= wanted;
}

/** A goal in words. */
export function wordsOf(goal: Goal, row: Row): string {
  const limit = moreIsBetter(goal, row) ? 'at least' : 'at most';
  if ('bound' in goal) return `${limit} ${goal.bound.toLocaleString('en')} ${row.unit}`;
  const { times, of } = goal;
  return row.compared === 'amount'
    ? `${limit} ${times} × what ${of} takes`
    : `${limit} ${times} × as fast as ${of}`;
}
