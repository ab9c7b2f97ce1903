/** Reads stored entries back, strictly: whatever the chain did not write is refused. */

import { z } from 'zod';
import { PasserelleError } from '../errors.ts';
import { text } from '../words/text.ts';
import { eventNames, type LedgerEntry, type StoredEntry } from './event.ts';

const hexadecimalHash = z.string().regex(/^[0-9a-f]{64}$/);

const entrySchema = z.strictObject({
  sequence: z.int().nonnegative(),
  at: z.iso.datetime({ precision: 3 }),
  site: z.string().min(1),
  deliberation: z.string().min(1),
  policy: z.string(),
  event: z.enum(eventNames),
  actor: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  previous: hexadecimalHash,
});

/** The entry in its stored bytes, or `undefined` if they are no entry. */
export function parseEntry(bytes: Uint8Array): LedgerEntry | undefined {
  try {
    return entrySchema.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch {
    return undefined;
  }
}

/** The entry, for listing. Throws `ledger-broken` if its bytes are no entry. */
export function readEntry(stored: StoredEntry): LedgerEntry {
  const entry = parseEntry(stored.bytes);
  if (entry === undefined) {
    throw new PasserelleError('ledger-broken', text`Entry ${stored.sequence} of the ledger cannot be read.`, {
      hint: text`Verify the whole ledger, and compare with the last backup: something changed it from outside.`,
    });
  }
  return entry;
}
