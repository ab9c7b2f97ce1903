/** Recomputes a ledger from the first entry that is left, trusting nothing that is stored beside the bytes. */

import { legalDay } from '../clock.ts';
import type { PartyId } from '../deliberations/clause.ts';
import { deliberationByNumber } from '../deliberations/index.ts';
import { emptyLedger, encodeEntry, hashEntry } from './chain.ts';
import type { LedgerEntry, LedgerHead, StoredEntry } from './event.ts';
import { emptyTree, type Frontier, frontierOf, grow, type ReadSubtrees, rootOf } from './merkle.ts';
import { type PrunedBeginning, type Pruning, pruningIn, readIfKept, rootIfKept, wasOver } from './pruned.ts';
import { parseEntry } from './read.ts';

/** What is wrong with the first entry that is not as the chain would have written it. */
export type LedgerProblem =
  /** Its place is taken by another: an entry was dropped, inserted or moved. */
  | 'out-of-sequence'
  /** Its bytes are not those that were hashed. */
  | 'altered'
  /** Its bytes are no entry in canonical form. */
  | 'unreadable'
  /** It does not follow the entry before. */
  | 'broken-chain'
  /** It is older than the entry before. */
  | 'time-ran-back'
  /** It was written by another site. */
  | 'foreign'
  /** The ledger ends before the expected head. */
  | 'truncated'
  /** The whole ledger is in order, but it is not the one that had the expected head. */
  | 'other-history'
  /** The expected head is of before the first entry that is left: nothing can be said of it. */
  | 'expected-pruned'
  /** What is gone before the first entry that is left is not what an entry says was pruned; or that entry is none. */
  | 'not-pruned-so'
  /** By this entry was pruned what had to be kept still. */
  | 'pruned-early';

export type LedgerVerdict =
  | {
      readonly ok: true;
      readonly size: number;
      readonly head: LedgerHead;
      /** Root hash of the Merkle tree at each size asked for that the ledger reached and still tells, and at its end. */
      readonly roots: ReadonlyMap<number, string>;
      readonly pruned: PrunedBeginning | null;
    }
  | { readonly ok: false; readonly sequence: number; readonly problem: LedgerProblem };

/** A head noted earlier, outside the database; the ledger may have grown since. */
export type NotedHead = Pick<LedgerHead, 'size' | 'hash'>;

/**
 * Reads all entries in order, and names the first that is not in order. `sizes`: where roots are wanted. `subtrees`:
 * what is kept of the tree over entries that were pruned; without it a ledger begins with entry 0.
 */
export async function verifyLedger(
  entries: AsyncIterable<StoredEntry>,
  expected?: NotedHead,
  sizes: ReadonlySet<number> = new Set(),
  subtrees?: ReadSubtrees,
): Promise<LedgerVerdict> {
  let beginning: Beginning = { head: emptyLedger, tree: emptyTree, from: null };
  let { head, tree } = beginning;
  const roots = new Map<number, string>();
  const prunings: PrunedBeginning[] = [];
  let site: PartyId | undefined;
  let agrees = expected === undefined || meets(head, expected);

  for await (const stored of entries) {
    if (head.size === 0 && stored.sequence > 0 && subtrees !== undefined) {
      const found = await beginningAt(stored, subtrees);
      if (typeof found === 'string') return { ok: false, sequence: stored.sequence, problem: found };
      beginning = found;
      ({ head, tree } = beginning);
      if (expected !== undefined && expected.size > 0 && expected.size < head.size) {
        return { ok: false, sequence: expected.size, problem: 'expected-pruned' };
      }
      if (expected?.size === head.size) agrees = meets(head, expected);
      for (const size of sizes) {
        const root = size > 0 && size <= head.size ? await rootIfKept(subtrees, size) : undefined;
        if (root !== undefined) roots.set(size, root);
      }
    }
    const verified = follow(head, site, stored);
    if (typeof verified === 'string') return { ok: false, sequence: head.size, problem: verified };
    const pruning = prunedBy(verified, prunings.at(-1));
    if (typeof pruning === 'string') return { ok: false, sequence: head.size, problem: pruning };
    if (pruning !== undefined) prunings.push(pruning);
    site = verified.site;
    head = { size: head.size + 1, hash: stored.hash, at: Temporal.Instant.from(verified.at) };
    tree = grow(tree, stored.hash).tree;
    if (sizes.has(head.size)) roots.set(head.size, rootOf(tree));
    if (expected?.size === head.size) {
      if (!meets(head, expected)) return { ok: false, sequence: head.size - 1, problem: 'other-history' };
      agrees = true;
    }
  }
  const pruned = prunings.at(-1);
  if (!isSaidBy(beginning, pruned)) {
    return { ok: false, sequence: pruned?.by ?? beginning.head.size, problem: 'not-pruned-so' };
  }
  if (!agrees) return { ok: false, sequence: head.size, problem: 'truncated' };
  roots.set(head.size, rootOf(tree));
  return { ok: true, size: head.size, head, roots, pruned: pruned ?? null };
}

/** Where a ledger begins: what its first entry follows, and the tree over all before it. */
interface Beginning {
  readonly head: LedgerHead;
  readonly tree: Frontier;
  /** Legal day of the first entry that is left, if some are gone. */
  readonly from: Temporal.PlainDate | null;
}

async function beginningAt(
  { sequence, bytes }: StoredEntry,
  subtrees: ReadSubtrees,
): Promise<Beginning | LedgerProblem> {
  const entry = parseEntry(bytes);
  if (entry === undefined) return 'unreadable';
  const hashes = await readIfKept(subtrees, frontierOf(sequence));
  if (hashes === undefined) return 'not-pruned-so';
  return {
    head: { size: sequence, hash: entry.previous, at: null },
    tree: { size: sequence, hashes },
    from: legalDay(Temporal.Instant.from(entry.at)),
  };
}

/** What the entry says was pruned, if it says so and may. */
function prunedBy(
  entry: LedgerEntry,
  before: Pruning | undefined,
): PrunedBeginning | LedgerProblem | undefined {
  if (entry.event !== 'log-pruned') return undefined;
  const pruning = pruningIn(entry);
  const deliberation = deliberationByNumber(entry.deliberation);
  if (pruning === undefined || deliberation === undefined) return 'not-pruned-so';
  if (pruning.entries > entry.sequence || pruning.entries <= (before?.entries ?? 0)) return 'not-pruned-so';
  const at = Temporal.Instant.from(entry.at);
  return wasOver(deliberation, pruning, at) ? { ...pruning, by: entry.sequence, at } : 'pruned-early';
}

/** True if all that is gone, and nothing that is left, is what was said to be pruned last. */
function isSaidBy({ head, tree, from }: Beginning, pruned: Pruning | undefined): boolean {
  if (from === null) return pruned === undefined;
  return (
    pruned !== undefined &&
    pruned.entries === head.size &&
    pruned.hash === head.hash &&
    pruned.root === rootOf(tree) &&
    Temporal.PlainDate.compare(from, pruned.written) >= 0
  );
}

function meets(head: LedgerHead, expected: NotedHead): boolean {
  return head.size === expected.size && head.hash === expected.hash;
}

function follow(
  head: LedgerHead,
  site: PartyId | undefined,
  stored: StoredEntry,
): LedgerEntry | LedgerProblem {
  if (stored.sequence !== head.size) return 'out-of-sequence';
  if (hashEntry(stored.bytes) !== stored.hash) return 'altered';
  const entry = parseEntry(stored.bytes);
  if (entry === undefined || Buffer.compare(encodeEntry(entry), stored.bytes) !== 0) return 'unreadable';
  if (entry.sequence !== head.size) return 'out-of-sequence';
  if (entry.previous !== head.hash) return 'broken-chain';
  if (site !== undefined && entry.site !== site) return 'foreign';
  if (head.at !== null && Temporal.Instant.compare(Temporal.Instant.from(entry.at), head.at) < 0) {
    return 'time-ran-back';
  }
  return entry;
}
