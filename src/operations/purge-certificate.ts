/** Gathers from the ledger what a certificate of purges is made of. */

import { startOfLegalDay } from '../clock.ts';
import { readCheckpoint, verifyCheckpoint } from '../ledger/checkpoint.ts';
import type { LedgerEntry, StoredEntry } from '../ledger/event.ts';
import { proveInclusion } from '../ledger/merkle.ts';
import { readEntry } from '../ledger/read.ts';
import { parseDay } from '../people/period.ts';
import type { ReferenceMonth } from '../people/reference-month.ts';
import type { Store } from '../ports/store.ts';
import {
  type ProvenEntry,
  type PurgeEvidence,
  signCertificate,
  statementOf,
} from '../retention/certificate.ts';
import { problemWith, submissionFrom } from '../witness/own.ts';
import { knownLedger, type WitnessSite } from '../witness/site.ts';

/** Entries that tell of purges, and of copies that still hold what they destroyed. */
export interface PurgeEntries {
  readonly purges: readonly StoredEntry[];
  readonly copies: readonly StoredEntry[];
  /** The last entry that tells of what was pruned from the ledger. */
  readonly pruned: StoredEntry | undefined;
}

/** Reads the whole ledger once. `month`: the purges of that month alone. */
export async function purgeEntries(store: Store, month?: ReferenceMonth): Promise<PurgeEntries> {
  const purges: { readonly stored: StoredEntry; readonly entry: LedgerEntry }[] = [];
  const copies = new Map<string, { readonly stored: StoredEntry; readonly entry: LedgerEntry }>();
  let pruned: StoredEntry | undefined;
  for await (const stored of store.entries(0)) {
    const entry = readEntry(stored);
    if (entry.event === 'log-pruned') pruned = stored;
    const { event, sequence } = entry;
    const { month: purged, backup } = entry.details;
    if (event === 'data-purged' && (month === undefined || purged === month)) purges.push({ stored, entry });
    if (event === 'backup-made' || event === 'site-restored') copies.set(String(backup), { stored, entry });
    if (event === 'backup-destroyed') copies.delete(String(backup));
    if (event === 'store-moved') copies.set(String(sequence), { stored, entry });
  }
  const holding = [...copies.values()].filter((copy) => purges.some(({ entry }) => holds(copy.entry, entry)));
  return { purges: purges.map(({ stored }) => stored), copies: holding.map(({ stored }) => stored), pruned };
}

/** With the proofs, against a checkpoint that others cosigned if there is one that is new enough. */
export async function purgeEvidence(
  site: WitnessSite,
  { purges, copies, pruned }: PurgeEntries,
): Promise<PurgeEvidence> {
  const entries = [...purges, ...copies, ...(pruned === undefined ? [] : [pruned])];
  const least = Math.max(...entries.map(({ sequence }) => sequence)) + 1;
  const checkpoint = (await cosignedNote(site, least)) ?? (await submissionFrom(site, 0)).note;
  const size = readCheckpoint(checkpoint)?.size ?? 0;
  const prove = async ({ sequence, bytes }: StoredEntry): Promise<ProvenEntry> => ({
    entry: Buffer.from(bytes).toString(),
    path: await proveInclusion(site.store.subtrees, sequence, size),
  });
  return {
    checkpoint,
    purges: await Promise.all(purges.map(prove)),
    copies: await Promise.all(copies.map(prove)),
    ...(pruned === undefined ? {} : { pruned: await prove(pruned) }),
  };
}

/** True of a copy that was made while the data that were purged stood in the database. */
function holds(copy: LedgerEntry, { sequence, details: { received } }: LedgerEntry): boolean {
  const day = parseDay(String(received));
  if (day === undefined) return true;
  const made = Temporal.Instant.from(copy.at);
  return copy.sequence < sequence && Temporal.Instant.compare(made, startOfLegalDay(day)) >= 0;
}

/** What others saw of this ledger, signed by the key that the site has now, and true of the ledger. */
async function cosignedNote(site: WitnessSite, least: number): Promise<string | undefined> {
  const { noted } = await knownLedger(site, site.party);
  const seen = noted && verifyCheckpoint(noted.note, site.key);
  if (noted === undefined || seen === undefined || seen.size < least) return undefined;
  return (await problemWith(site, seen)) === undefined ? noted.note : undefined;
}

/** The certificate of those purges, signed by the site, and what it states. */
export async function signedCertificate(
  witness: WitnessSite,
  entries: PurgeEntries,
): Promise<{ readonly statement: readonly string[]; readonly certificate: string }> {
  const evidence = await purgeEvidence(witness, entries);
  return {
    statement: [...statementOf(evidence)],
    certificate: signCertificate(evidence, witness.key),
  };
}
