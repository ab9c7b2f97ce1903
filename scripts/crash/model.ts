/**
 * What the channel must have done with a history, in a page: where each published change ends (docs/mutations.md).
 * Written from the rules alone, it shares no line with the program that it judges.
 */

import type { PartyId } from '../../src/deliberations/clause.ts';
import type { Insurers, Month, Recognition } from './history.ts';

export interface Change extends Recognition {
  readonly month: string;
  readonly operation: 'new' | 'correction' | 'withdrawal';
}

export interface Outcome {
  /** What Opgroeien publishes in each month. */
  readonly published: ReadonlyMap<string, readonly Change[]>;
  /** What each insurer is told: as it was published, or as new if nobody was told before. */
  readonly delivered: ReadonlyMap<PartyId, readonly Change[]>;
  /** What is neither delivered nor held was superseded: a later change came before anybody was told. */
  readonly held: readonly Change[];
}

/** The outcome, however often a command was cut off: the relay tries held records once all that is new is in. */
export function expectedOutcome(months: readonly Month[]): Outcome {
  const published = new Map<string, readonly Change[]>();
  const delivered = new Map<PartyId, Change[]>();
  const holder = new Map<string, PartyId>();
  const lastMonth = new Map<string, string>();
  let held: readonly Change[] = [];
  let before: readonly Recognition[] = [];

  const tell = (insurer: PartyId, change: Change) => {
    delivered.set(insurer, [...(delivered.get(insurer) ?? []), change]);
    if (change.operation === 'withdrawal') holder.delete(recordOf(change));
    else holder.set(recordOf(change), insurer);
  };
  /** False if it is to be held. */
  const settle = (change: Change, affiliations: ReadonlyMap<string, Insurers>): boolean => {
    const toldTo = holder.get(recordOf(change));
    const [insurer, ...others] = affiliations.get(change.ssin) ?? [];
    if (lastMonth.get(recordOf(change)) !== change.month) return true;
    if (toldTo !== undefined) tell(toldTo, change);
    else if (change.operation === 'withdrawal') return true;
    else if (insurer === undefined || others.length > 0) return false;
    else tell(insurer, { ...change, operation: 'new' });
    return true;
  };

  for (const { month, recognitions, affiliations } of months) {
    const changes = changesBetween(before, recognitions).map((change) => ({ month, ...change }));
    before = recognitions;
    published.set(month, changes);
    for (const change of changes) lastMonth.set(recordOf(change), month);
    held = [...held, ...changes].filter((change) => !settle(change, affiliations));
  }
  return { published, delivered, held };
}

/** A record is known by its child and its first day. */
export function recordOf({ ssin, start }: Recognition): string {
  return `${ssin} ${start}`;
}

function changesBetween(
  before: readonly Recognition[],
  now: readonly Recognition[],
): readonly Omit<Change, 'month'>[] {
  const ends = new Map(before.map((recognition) => [recordOf(recognition), recognition.end]));
  const standing = new Set(now.map(recordOf));
  return [
    ...now.flatMap((recognition) => {
      const end = ends.get(recordOf(recognition));
      if (end === recognition.end) return [];
      return [{ ...recognition, operation: end === undefined ? ('new' as const) : ('correction' as const) }];
    }),
    ...before
      .filter((recognition) => !standing.has(recordOf(recognition)))
      .map((recognition) => ({ ...recognition, operation: 'withdrawal' as const })),
  ];
}
