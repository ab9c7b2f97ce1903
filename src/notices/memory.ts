/** What was told to whom, as the ledger remembers it: whoever sends next, in whatever process, knows. */

import { z } from 'zod';
import { legalDay } from '../clock.ts';
import type { LedgerEvent } from '../ledger/event.ts';
import { readEntry } from '../ledger/read.ts';
import type { Store } from '../ports/store.ts';

export interface Memory {
  /** Marks of what was told. */
  readonly told: ReadonlySet<string>;
  /** The last day on which anything was. */
  readonly lastDay: Temporal.PlainDate | null;
}

export const nothingTold: Memory = { told: new Set(), lastDay: null };

const form = z.object({ recipient: z.string(), told: z.string() });

interface Sent {
  /** Whose process sent it. */
  readonly actor: string;
  readonly party: string;
  /** See `recipientMark`. */
  readonly recipient: string;
  readonly message: string;
  readonly notices: number;
  /** Marks of what is new; none in a reminder. */
  readonly told: readonly string[];
}

/** What the ledger is told of a message that the mail server has taken over. */
export function noticesSent({ actor, told, ...details }: Sent): LedgerEvent {
  return { event: 'notices-sent', actor, details: { ...details, told: told.join(' ') } };
}

/** By recipient. */
export async function readMemory(store: Pick<Store, 'entries'>): Promise<ReadonlyMap<string, Memory>> {
  const memories = new Map<string, { readonly told: Set<string>; lastDay: Temporal.PlainDate }>();
  for await (const stored of store.entries(0)) {
    const { event, details, at } = readEntry(stored);
    if (event !== 'notices-sent') continue;
    const { recipient, told } = form.parse(details);
    const lastDay = legalDay(Temporal.Instant.from(at));
    const memory = memories.getOrInsertComputed(recipient, () => ({ told: new Set<string>(), lastDay }));
    memory.lastDay = lastDay;
    for (const mark of told.split(' ').filter(Boolean)) memory.told.add(mark);
  }
  return memories;
}
