/** The ledger's rows: appended in the transaction of the step that they tell of, read page by page. */

import { emptyLedger, entryAfter } from '../../ledger/chain.ts';
import type { LedgerHead, StoredEntry } from '../../ledger/event.ts';
import { readEntry } from '../../ledger/read.ts';
import type { Step, Store } from '../../ports/store.ts';
import type { Session, SiteIdentity } from './database.ts';
import { withStoreErrors } from './errors.ts';
import { entryRow, readIfAny, readRows } from './rows.ts';

/** Entries read at a time. */
const pageSize = 500;

/** Appends the events of a step, inside the caller's transaction. */
export function appendEvents(session: Session, identity: SiteIdentity, step: Step): LedgerHead {
  const { site, deliberation, policy } = identity;
  let head = headOf(session);
  for (const event of step.events) {
    const next = entryAfter(head, event, { at: step.at, site, deliberation, policy });
    const { sequence, bytes, hash } = next.entry;
    session.sql.run`INSERT INTO ledger VALUES (${sequence}, ${bytes}, ${hash})`;
    head = next.head;
  }
  return head;
}

export function ledgerReadsOn(session: Session): Pick<Store, 'head' | 'entries'> {
  return {
    async head() {
      return withStoreErrors(() => headOf(session));
    },
    async *entries(from) {
      for (let next = from; ; ) {
        const page = pageFrom(session, next);
        yield* page;
        const last = page.at(-1);
        if (last === undefined || page.length < pageSize) return;
        next = last.sequence + 1;
      }
    },
  };
}

function pageFrom({ sql }: Session, from: number): readonly StoredEntry[] {
  const rows = withStoreErrors(
    () => sql.all`
      SELECT sequence, bytes, hash FROM ledger
      WHERE sequence >= ${from} ORDER BY sequence LIMIT ${pageSize}`,
  );
  return readRows(entryRow, rows);
}

function headOf({ sql }: Session): LedgerHead {
  const row = sql.get`SELECT sequence, bytes, hash FROM ledger ORDER BY sequence DESC LIMIT 1`;
  const last = readIfAny(entryRow, row);
  if (last === undefined) return emptyLedger;
  const at = Temporal.Instant.from(readEntry(last).at);
  return { size: last.sequence + 1, hash: last.hash, at };
}
