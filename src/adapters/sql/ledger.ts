/**
 * The ledger's rows: appended in the transaction of the step that they tell of, with the subtrees of the
 * Merkle tree that they complete; read page by page.
 */

import type { z } from 'zod';
import { emptyLedger, entryAfter } from '../../ledger/chain.ts';
import type { LedgerHead, StoredEntry } from '../../ledger/event.ts';
import { readEntry } from '../../ledger/read.ts';
import type { Step, Store } from '../../ports/store.ts';
import type { Driver } from './driver.ts';
import type { SiteIdentity } from './identity.ts';
import { readSubtrees, writeSubtrees } from './ledger-tree.ts';
import { readingOnce } from './row-memory.ts';
import { checkpointRow, entryRow, newestRow, readIfAny, readRow, readRows } from './rows.ts';
import { all, get, type Program, run } from './statement.ts';

/** Asked for with the head, whenever something is about to move. */
const readCheckpoint = readingOnce('origin', (row) => readRow(checkpointRow, row));

/** Entries read at a time. */
const pageSize = 500;

/** What a store does with its ledger. */
export interface Ledger {
  /** Where it stands. */
  readonly head: () => Program<LedgerHead>;
  /** Appends the events of a step, inside the caller's transaction. */
  readonly append: (step: Pick<Step, 'at' | 'events'>) => Program<LedgerHead>;
}

/** The ledger's end, and the entry that stands there. */
interface End {
  readonly head: LedgerHead;
  readonly last: StoredEntry | undefined;
}

/**
 * What this process appended last is remembered, so that it need not be parsed again. It counts only while the
 * database's last entry is that one, whose hash covers all before: not if another process appended meanwhile, nor if
 * the transaction came to nothing.
 */
export function ledgerOf(identity: SiteIdentity): Ledger {
  let known: End = { head: emptyLedger, last: undefined };
  function* readHead(): Program<LedgerHead> {
    // While the database answers, another step may be appended and remembered.
    const { head, last } = known;
    const newest = yield* readNewest(last);
    if (newest === undefined) return emptyLedger;
    if (newest.bytes === null) return head;
    known = endAt({ ...newest, bytes: newest.bytes });
    return known.head;
  }
  return {
    head: readHead,
    *append({ at, events }) {
      let head = yield* readHead();
      for (const event of events) {
        const { entry, head: next } = entryAfter(head, event, { at, ...identity });
        yield* run`INSERT INTO ledger VALUES (${entry.sequence}, ${entry.bytes}, ${entry.hash})`;
        yield* writeSubtrees(entry.sequence);
        head = next;
        known = { head, last: entry };
      }
      return head;
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

/** The last entry; without its bytes if it is `known`, byte by byte. */
function* readNewest(known: StoredEntry | undefined): Program<z.infer<typeof newestRow> | undefined> {
  const { hash, bytes } = known ?? { hash: null, bytes: null };
  const row = yield* get`
    SELECT sequence, CASE WHEN hash = ${hash} AND bytes = ${bytes} THEN NULL ELSE bytes END AS bytes, hash
    FROM ledger ORDER BY sequence DESC LIMIT 1`;
  return readIfAny(newestRow, row);
}

/** Where a ledger ends whose last entry this is. */
function endAt(last: StoredEntry): End {
  const at = Temporal.Instant.from(readEntry(last).at);
  return { head: { size: last.sequence + 1, hash: last.hash, at }, last };
}
