/**
 * Ledgers whose first entries were pruned: their time was over by the clause on the log. An entry `log-pruned` says
 * which they were, and of the Merkle tree over them stay the hashes from which all that comes after is proven.
 */

import { z } from 'zod';
import { legalDay } from '../clock.ts';
import type { Deliberation, PartyId } from '../deliberations/clause.ts';
import { parseDay } from '../people/period.ts';
import type { LedgerEntry, LedgerEvent, StoredEntry } from './event.ts';
import { lastDayLoggedOf } from './keeping.ts';
import {
  frontierOf,
  type HashedSubtree,
  hashChildren,
  type ReadSubtrees,
  rootOf,
  type Subtree,
  subtreesUpTo,
} from './merkle.ts';
import { parseEntry } from './read.ts';

/** What the entry `log-pruned` says. */
export interface Pruning {
  /** Entries that are gone, all that were ever pruned; the number of the first that is left. */
  readonly entries: number;
  /** Root hash of the tree over them (RFC 6962 section 2.1). */
  readonly root: string;
  /** Hash of the last of them, which the first that is left names as the entry before. */
  readonly hash: string;
  /** Legal day on which the last of them was written. */
  readonly written: Temporal.PlainDate;
  /** Last day on which that one had to be kept. */
  readonly lastDay: Temporal.PlainDate;
  /** Points of the clause. */
  readonly points: string;
  /** Last size that each party is known to have cosigned, where it lies among what is gone. */
  readonly seen: ReadonlyMap<PartyId, number>;
  /** Reference months of which entries that are gone told. */
  readonly months: ReadonlySet<string>;
}

/** What is gone from the beginning of a ledger, and the entry that says so. */
export interface PrunedBeginning extends Pruning {
  /** Number of that entry. */
  readonly by: number;
  readonly at: Temporal.Instant;
}

/** What a document says of a ledger whose first entries are gone. */
export interface PrunedNote {
  readonly entries: number;
  /** Number of the entry that says so. */
  readonly by: number;
  /** Legal days: on which the last of them was written, and until which it had to be kept. */
  readonly written: string;
  readonly lastDay: string;
  readonly points: string;
  readonly months: readonly string[];
}

export function prunedNote({ entries, by, written, lastDay, points, months }: PrunedBeginning): PrunedNote {
  return { entries, by, written: String(written), lastDay: String(lastDay), points, months: [...months] };
}

/** What the ledger is told. */
export function pruningEvent(pruning: Pruning, actor: PartyId): LedgerEvent {
  const { entries, root, hash, written, lastDay, points, seen, months } = pruning;
  return {
    event: 'log-pruned',
    actor,
    details: {
      entries,
      root,
      hash,
      written: written.toString(),
      lastDay: lastDay.toString(),
      points,
      seen: [...seen].map(([party, size]) => `${party}:${size}`).join(' '),
      months: [...months].join(' '),
    },
  };
}

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const day = z.string().transform((text, context) => {
  const parsed = parseDay(text);
  if (parsed !== undefined) return parsed;
  context.addIssue('not a day');
  return z.NEVER;
});
const words = z.string().transform((text) => text.split(' ').filter((word) => word !== ''));
const seenAs = /^(?<party>[a-z0-9]{1,64}):(?<size>[1-9][0-9]{0,14})$/;

const form: z.ZodType<Pruning> = z.object({
  entries: z.int().positive(),
  root: hash,
  hash,
  written: day,
  lastDay: day,
  points: z.string(),
  seen: words.transform((all) => {
    const found = all.map((word) => seenAs.exec(word)?.groups ?? {});
    return new Map(found.map(({ party = '', size }) => [party, Number(size ?? 0)]));
  }),
  months: words.transform((all) => new Set(all)),
});

/** What an entry says was pruned; `undefined` if it is not `log-pruned`, or does not say it in this form. */
export function pruningIn({ event, details }: LedgerEntry): Pruning | undefined {
  return event === 'log-pruned' ? form.safeParse(details).data : undefined;
}

/** True if the time of all that was pruned was over on the day on which the entry was written. */
export function wasOver(
  deliberation: Deliberation,
  { written, lastDay }: Pruning,
  at: Temporal.Instant,
): boolean {
  return (
    lastDayLoggedOf(deliberation, written).equals(lastDay) &&
    Temporal.PlainDate.compare(legalDay(at), lastDay) > 0
  );
}

/** The sizes from which a pruned ledger is still proven to have only grown, ascending; the last is where it begins. */
export function keptSizes({ entries, seen }: Pick<Pruning, 'entries' | 'seen'>): readonly number[] {
  const sizes = [...seen.values()].filter((size) => size > 0 && size < entries);
  return [...new Set([...sizes, entries])].sort((a, b) => a - b);
}

/** A ledger as far as it is left. */
export interface LedgerSource {
  entries(from: number): AsyncIterable<StoredEntry>;
  readonly subtrees: ReadSubtrees;
}

/** What was pruned from it last, and the entry that says so. Reads all of a ledger that was pruned. */
export async function prunedFrom({
  entries,
}: Pick<LedgerSource, 'entries'>): Promise<PrunedBeginning | undefined> {
  let found: PrunedBeginning | undefined;
  let begun = false;
  for await (const { sequence, bytes } of entries(0)) {
    if (!begun && sequence === 0) return undefined;
    begun = true;
    const entry = parseEntry(bytes);
    const pruning = entry && pruningIn(entry);
    if (pruning !== undefined)
      found = { ...pruning, by: sequence, at: Temporal.Instant.from(entry?.at ?? '') };
  }
  return found;
}

/** What must go with the entries that are left, from `entries` on, for them to prove anything elsewhere. */
export async function keptSubtrees(
  read: ReadSubtrees,
  pruned: Pick<Pruning, 'entries' | 'seen'>,
): Promise<readonly HashedSubtree[]> {
  const wanted = subtreesUpTo(keptSizes(pruned));
  const hashes = await read(wanted);
  return wanted.map((subtree, place) => ({ ...subtree, hash: hashes[place] ?? '' }));
}

/** Gives the hashes of these subtrees and of all that they make up; throws `RangeError` for any other. */
export function subtreesFrom(kept: readonly HashedSubtree[]): ReadSubtrees {
  const known = new Map(kept.map(({ level, index, hash: found }) => [`${level} ${index}`, found]));
  function hashOf({ level, index }: Subtree): string {
    const found = known.get(`${level} ${index}`);
    if (found !== undefined) return found;
    if (level === 0) throw new RangeError(`nothing is kept of leaf ${index}`);
    const below = level - 1;
    return hashChildren(
      hashOf({ level: below, index: 2 * index }),
      hashOf({ level: below, index: 2 * index + 1 }),
    );
  }
  return async (wanted) => wanted.map(hashOf);
}

/** The root that the tree had at that size, or `undefined` if too little of it was kept to tell. */
export async function rootIfKept(read: ReadSubtrees, size: number): Promise<string | undefined> {
  const hashes = await readIfKept(read, frontierOf(size));
  return hashes && rootOf({ size, hashes });
}

/** The hashes, or `undefined` if one of them was not kept. Whatever else goes wrong is thrown. */
export async function readIfKept(
  read: ReadSubtrees,
  wanted: readonly Subtree[],
): Promise<readonly string[] | undefined> {
  try {
    return await read(wanted);
  } catch (error) {
    if (error instanceof RangeError || (error instanceof Error && error.cause instanceof RangeError))
      return undefined;
    throw error;
  }
}
