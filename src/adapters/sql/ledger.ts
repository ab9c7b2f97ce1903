/** The ledger's rows: appended in the transaction of the step that they tell of, read page by page. */

import { emptyLedger, entryAfter } from '../../ledger/chain.ts';
import type { LedgerHead } from '../../ledger/event.ts';
import { readEntry } from '../../ledger/read.ts';
import type { Step, Store } from '../../ports/store.ts';
import type { Driver } from './driver.ts';
import type { SiteIdentity } from './identity.ts';
import { entryRow, readIfAny, readRows } from './rows.ts';
import { all, get, type Program, run } from './statement.ts';

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
    head = next.head;
  }
  return head;
}

export function ledgerReadsOn({ ask }: Driver): Pick<Store, 'head' | 'entries'> {
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
  };
}

function* readHead(): Program<LedgerHead> {
  const row = yield* get`SELECT sequence, bytes, hash FROM ledger ORDER BY sequence DESC LIMIT 1`;
  const last = readIfAny(entryRow, row);
  if (last === undefined) return emptyLedger;
  const at = Temporal.Instant.from(readEntry(last).at);
  return { size: last.sequence + 1, hash: last.hash, at };
}
