/**
 * The ledger's rows: appended in the transaction of the step that they tell of, with the subtrees of the
 * Merkle tree that they complete; read page by page.
 */

import { PasserelleError } from '../../errors.ts';
import { emptyLedger, entryAfter } from '../../ledger/chain.ts';
import type { LedgerHead, StoredEntry } from '../../ledger/event.ts';
import { hashChildren, type Subtree } from '../../ledger/merkle.ts';
import { readEntry } from '../../ledger/read.ts';
import type { Step, Store } from '../../ports/store.ts';
import { text } from '../../words/text.ts';
import type { Driver } from './driver.ts';
import type { SiteIdentity } from './identity.ts';
import { readingOnce } from './row-memory.ts';
import { checkpointRow, entryRow, readIfAny, readRow, readRows, subtreeRow } from './rows.ts';
import { all, get, type Program, run } from './statement.ts';

/** Asked for with the head, whenever something is about to move. */
const readCheckpoint = readingOnce('origin', (row) => readRow(checkpointRow, row));

/** Entries read at a time. */
const pageSize = 500;

/** The ledger's right edge, and what the tree is waiting for there. */
interface Edge {
  readonly head: LedgerHead;
  readonly last: StoredEntry | undefined;
  /** By level, the hash of the complete subtree whose neighbour to the right is growing, if it is known. */
  readonly left: readonly (string | undefined)[];
}

/** What a store does with its ledger. */
export interface Ledger {
  /** Where it stands. */
  readonly head: () => Program<LedgerHead>;
  /** Appends the events of a step, inside the caller's transaction. */
  readonly append: (step: Pick<Step, 'at' | 'events'>) => Program<LedgerHead>;
}

/**
 * What this process appended last is remembered, so that it need not be parsed, nor the tree read, again. It counts
 * only while the database's last entry is that one, whose hash covers all before: not if another process appended
 * meanwhile, nor if the transaction came to nothing.
 */
export function ledgerOf(identity: SiteIdentity): Ledger {
  let known: Edge = { head: emptyLedger, last: undefined, left: [] };
  function* readEdge(): Program<Edge> {
    const last = yield* readLast();
    if (!isSame(last, known.last)) known = { head: headAt(last), last, left: [] };
    return known;
  }
  return {
    *head() {
      return (yield* readEdge()).head;
    },
    *append({ at, events }) {
      let edge = yield* readEdge();
      for (const event of events) {
        const { entry, head } = entryAfter(edge.head, event, { at, ...identity });
        yield* run`INSERT INTO ledger VALUES (${entry.sequence}, ${entry.bytes}, ${entry.hash})`;
        edge = { head, last: entry, left: yield* completeSubtrees(entry, edge.left) };
      }
      known = edge;
      return edge.head;
    },
  };
}

type LedgerReads = Pick<Store, 'head' | 'entries' | 'subtrees' | 'checkpoints'>;

export function ledgerReadsOn({ ask }: Driver, { head }: Ledger): LedgerReads {
  return {
    head: () => ask(head),
    async *entries(from) {
      for (let next = from; ; ) {
        const rows = await ask(
          () => all`
            SELECT sequence, bytes, hash FROM ledger
            WHERE sequence >= ${next} ORDER BY sequence LIMIT ${pageSize}`,
        );
        const page = readRows(entryRow, rows);
        yield* page;
        const last = page.at(-1);
        if (last === undefined || page.length < pageSize) return;
        next = last.sequence + 1;
      }
    },
    subtrees: (wanted) => ask(() => readSubtrees(wanted)),
    async checkpoints() {
      const rows = await ask(() => all`SELECT origin, size, note, at FROM checkpoint ORDER BY origin`);
      return rows.map(readCheckpoint);
    },
  };
}

/** Keeps the hashes of the subtrees that the leaf completes: half of all leaves complete none, the others few. */
function* completeSubtrees(
  leaf: Pick<StoredEntry, 'sequence' | 'hash'>,
  known: Edge['left'],
): Program<Edge['left']> {
  const left = [...known];
  let { sequence: index, hash } = leaf;
  let level = 0;
  for (; index % 2 === 1; level += 1) {
    hash = hashChildren(left[level] ?? (yield* readSubtree({ level, index: index - 1 })), hash);
    index = (index - 1) / 2;
    yield* run`INSERT INTO ledger_subtree VALUES (${level + 1}, ${index}, ${hash})`;
  }
  left[level] = hash;
  return left;
}

/** For whoever has a connection of its own to the database of a site. */
export function* readSubtrees(wanted: readonly Subtree[]): Program<readonly string[]> {
  const hashes: string[] = [];
  for (const subtree of wanted) hashes.push(yield* readSubtree(subtree));
  return hashes;
}

function* readSubtree({ level, index }: Subtree): Program<string> {
  const leaf = level === 0 ? yield* get`SELECT hash FROM ledger WHERE sequence = ${index}` : undefined;
  // Of entries that were pruned some hashes are left, those of leaves among them.
  const row =
    leaf ?? (yield* get`SELECT hash FROM ledger_subtree WHERE level = ${level} AND position = ${index}`);
  if (row === undefined) throw notKept(level, index);
  return readRow(subtreeRow, row).hash;
}

function notKept(level: number, index: number): PasserelleError {
  return new PasserelleError(
    'store-failed',
    text`A hash of the ledger’s Merkle tree is not in the database.`,
    {
      hint: text`It was pruned, or something changed the database from outside: passerelle ledger verify`,
      cause: new RangeError(`subtree ${index} of level ${level}`),
    },
  );
}

function* readLast(): Program<StoredEntry | undefined> {
  return readIfAny(
    entryRow,
    yield* get`SELECT sequence, bytes, hash FROM ledger ORDER BY sequence DESC LIMIT 1`,
  );
}

function isSame(one: StoredEntry | undefined, other: StoredEntry | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return one.hash === other.hash && Buffer.compare(one.bytes, other.bytes) === 0;
}

/** Where a ledger stands whose last entry this is. */
function headAt(last: StoredEntry | undefined): LedgerHead {
  if (last === undefined) return emptyLedger;
  return { size: last.sequence + 1, hash: last.hash, at: Temporal.Instant.from(readEntry(last).at) };
}
