/**
 * What the ledger tells, counted as it grows: a page reads only the entries that were not there when the last one
 * was drawn.
 */

import { setImmediate } from 'node:timers/promises';
import { legalDay } from '../../clock.ts';
import type { Deliberation, PartyId } from '../../deliberations/clause.ts';
import type { LedgerEntry, LedgerHead } from '../../ledger/event.ts';
import { readEntry } from '../../ledger/read.ts';
import type { ReferenceMonth } from '../../people/reference-month.ts';
import type { Store } from '../../ports/store.ts';
import { countLedger, type LedgerTally } from '../../statements/from-ledger.ts';

/** Refused logins by legal day and reason. */
export type RefusedByDay = ReadonlyMap<string, ReadonlyMap<string, number>>;

export interface LedgerFigures {
  readonly head: LedgerHead;
  readonly months: ReadonlyMap<ReferenceMonth, LedgerTally>;
  readonly refused: RefusedByDay;
}

/** A few milliseconds' work. */
const entriesInATurn = 256;

export interface LedgerCount {
  /** Up to the last entry that there is. */
  figures(): Promise<LedgerFigures>;
}

export function createLedgerCount(store: Store, deliberation: Deliberation, site: PartyId): LedgerCount {
  const months = countLedger(deliberation, site);
  const refused = new Map<string, Map<string, number>>();
  let seen = 0;
  let reading: Promise<void> | undefined;

  async function readOn(): Promise<void> {
    for await (const stored of store.entries(seen)) {
      const entry = readEntry(stored);
      months.take(entry);
      if (entry.event === 'login-refused') countRefusal(entry);
      seen = stored.sequence + 1;
      // The gateway of this process has its turn meanwhile.
      if (seen % entriesInATurn === 0) await setImmediate();
    }
  }

  function countRefusal({ at, details: { reason, occurrences } }: LedgerEntry): void {
    const day = legalDay(Temporal.Instant.from(at)).toString();
    const reasons = refused.get(day) ?? new Map<string, number>();
    const name = String(reason);
    reasons.set(name, (reasons.get(name) ?? 0) + (typeof occurrences === 'number' ? occurrences : 1));
    refused.set(day, reasons);
  }

  return {
    async figures() {
      // Two pages at once must not count an entry twice.
      reading ??= readOn().finally(() => {
        reading = undefined;
      });
      await reading;
      return { head: await store.head(), months: months.months(), refused };
    },
  };
}
