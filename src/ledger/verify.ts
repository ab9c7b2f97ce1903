/** Recomputes a ledger from its first entry on, trusting nothing that is stored beside the bytes. */

import type { PartyId } from '../deliberations/clause.ts';
import { emptyLedger, encodeEntry, hashEntry } from './chain.ts';
import type { LedgerEntry, LedgerHead, StoredEntry } from './event.ts';
import { emptyTree, grow, rootOf } from './merkle.ts';
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
  | 'other-history';

export type LedgerVerdict =
  | {
      readonly ok: true;
      readonly size: number;
      readonly head: LedgerHead;
      /** Root hash of the Merkle tree at each size asked for that the ledger reached, and at its end. */
      readonly roots: ReadonlyMap<number, string>;
    }
  | { readonly ok: false; readonly sequence: number; readonly problem: LedgerProblem };

/** A head noted earlier, outside the database; the ledger may have grown since. */
export type NotedHead = Pick<LedgerHead, 'size' | 'hash'>;

/** Reads all entries in order, and names the first that is not in order. `sizes`: where roots are wanted. */
export async function verifyLedger(
  entries: AsyncIterable<StoredEntry>,
  expected?: NotedHead,
  sizes: ReadonlySet<number> = new Set(),
): Promise<LedgerVerdict> {
  let head = emptyLedger;
  let tree = emptyTree;
  const roots = new Map<number, string>();
  let site: PartyId | undefined;
  let agrees = expected === undefined || meets(head, expected);

  for await (const stored of entries) {
    const verified = follow(head, site, stored);
    if (typeof verified === 'string') return { ok: false, sequence: head.size, problem: verified };
    site = verified.site;
    head = { size: head.size + 1, hash: stored.hash, at: Temporal.Instant.from(verified.at) };
    tree = grow(tree, stored.hash).tree;
    if (sizes.has(head.size)) roots.set(head.size, rootOf(tree));
    if (expected?.size === head.size) {
      if (!meets(head, expected)) return { ok: false, sequence: head.size - 1, problem: 'other-history' };
      agrees = true;
    }
  }
  if (!agrees) return { ok: false, sequence: head.size, problem: 'truncated' };
  return { ok: true, size: head.size, head, roots: roots.set(head.size, rootOf(tree)) };
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
