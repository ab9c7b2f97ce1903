/** Events that the ledger is told once, by whoever notices them first: the ledger itself says what it was told. */

import type { EventName, LedgerEvent } from '../ledger/event.ts';
import { readEntry } from '../ledger/read.ts';
import type { Site } from '../site.ts';

/** Writes down those that no entry says word for word; gives them. */
export async function tellOnce(
  { store, clock }: Pick<Site, 'store' | 'clock'>,
  events: readonly LedgerEvent[],
): Promise<readonly LedgerEvent[]> {
  if (events.length === 0) return [];
  const told = new Set<string>();
  const names = new Set<EventName>(events.map(({ event }) => event));
  for await (const stored of store.entries(0)) {
    const entry = readEntry(stored);
    if (names.has(entry.event)) told.add(wordsOf(entry));
  }
  const news = events.filter((event) => !told.has(wordsOf(event)));
  const [first, ...others] = news;
  if (first === undefined) return [];
  await store.commit({ at: clock.now(), changes: [], events: [first, ...others] });
  return news;
}

function wordsOf({ event, details }: LedgerEvent): string {
  const sorted = Object.entries(details).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([event, sorted]);
}
