/**
 * The ledger's rows: appended in the transaction of the step that they tell of, with the subtrees of the
 * Merkle tree that they complete; read page by page.
 */

import { PasserelleError } from '../../errors.ts';
import { emptyLedger, entryAfter } from '../../ledger/chain.ts';
import type { LedgerHead } from '../../ledger/event.ts';
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

/** Appends the events of a step, inside the caller's transaction. */
export function* appendEvents(
  { site, deliberation, policy }: SiteIdentity,
  { at, events }: Pick<Step, 'at' | 'events'>,
): Program<LedgerHead> {
  let head = yield* readHead();
  for (const event of events) {
    const next = entryAfter(head, event, { at, site, deliberation, policy });
    const { sequence, bytes, hash } = next.entry;
    yield* run`INSERT INTO ledger VALUES (${sequence}, ${bytes}, ${hash})`;
    yield* completeSubtrees(sequence, hash);
    head = next.head;
  }
  return head;
}

export function ledgerReadsOn({ ask }: Driver): Pick<Store, 'head' | 'entries' | 'subtrees' | 'checkpoints'> {
  return {
    head: () => ask(readHead),
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
function* completeSubtrees(leaf: number, leafHash: string): Program<void> {
  let [hash, index] = [leafHash, leaf];
  for (let level = 0; index % 2 === 1; level += 1) {
    hash = hashChildren(yield* readSubtree({ level, index: index - 1 }), hash);
    index = (index - 1) / 2;
    yield* run`INSERT INTO ledger_subtree VALUES (${level + 1}, ${index}, ${hash})`;
  }
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

function* readHead(): Program<LedgerHead> {
  const row = yield* get`SELECT sequence, bytes, hash FROM ledger ORDER BY sequence DESC LIMIT 1`;
  const last = readIfAny(entryRow, row);
  if (last === undefined) return emptyLedger;
  const at = Temporal.Instant.from(readEntry(last).at);
  return { size: last.sequence + 1, hash: last.hash, at };
}
