/**
 * Certificates of purges: what a site destroyed, when and by which clause, as a text that people read and that
 * carries its own evidence – the entries of the ledger that tell of it, each with its proof of inclusion in a
 * checkpoint. The text is made from that evidence and from nothing else, so that one who verifies it makes it anew.
 * Its words are part of the form: other words are a form 2, and those of form 1 stay, for certificates outlive programs.
 */

import { z } from 'zod';
import { hashEntry } from '../ledger/chain.ts';
import { readCheckpoint } from '../ledger/checkpoint.ts';
import type { EventName, LedgerEntry } from '../ledger/event.ts';
import type { LedgerKey } from '../ledger/ledger-key.ts';
import { parseNote } from '../ledger/note.ts';
import { pruningIn } from '../ledger/pruned.ts';
import { parseEntry } from '../ledger/read.ts';
import { signText } from '../ledger/signed-text.ts';

/** An entry of the ledger, and the way from it to the root of the checkpoint (RFC 6962 section 2.1.1). */
export interface ProvenEntry {
  /** Its bytes as they were hashed: JSON. */
  readonly entry: string;
  /** Hexadecimal. */
  readonly path: readonly string[];
}

export interface PurgeEvidence {
  /** The checkpoint, a signed note. */
  readonly checkpoint: string;
  /** `data-purged`, in the order of the ledger. */
  readonly purges: readonly ProvenEntry[];
  /** `backup-made`, `site-restored` and `store-moved`: copies that held what was purged, and are not known to be destroyed. */
  readonly copies: readonly ProvenEntry[];
  /** The last `log-pruned`, if the first entries of the ledger are gone. A certificate with it is of form 2. */
  readonly pruned?: ProvenEntry | undefined;
}

const provenEntry = z.strictObject({
  entry: z.string(),
  path: z.array(z.string().regex(/^[0-9a-f]{64}$/)),
});
const proven = z.array(provenEntry);
const evidenceForm: z.ZodType<PurgeEvidence> = z.strictObject({
  checkpoint: z.string(),
  purges: proven.min(1),
  copies: proven,
  pruned: provenEntry.optional(),
});

/** Characters. Copies of six years, one each day, have a third of it. */
export const greatestCertificate = 8 * 1024 * 1024;

const evidenceHeading = '\nEvidence: entries of the ledger, their proofs, and the checkpoint\n';

/** The certificate as a signed note (C2SP signed-note), under the name of the key. */
export function signCertificate(evidence: PurgeEvidence, key: LedgerKey): string {
  return signText(certificateText(evidence), key.name, key);
}

/** What is signed. Throws `RangeError` if the evidence holds no entries and no checkpoint. */
export function certificateText(evidence: PurgeEvidence): string {
  const { checkpoint, purges, copies, pruned } = evidence;
  const lines = [...statementOf(evidence), evidenceHeading.trimEnd()];
  return `${lines.join('\n')}\n${JSON.stringify({ checkpoint, purges, copies, pruned })}\n`;
}

/** The evidence in a certificate of anybody, if its words are those that the evidence makes. */
export function readEvidence(certificate: string): PurgeEvidence | undefined {
  const text = parseNote(certificate, greatestCertificate)?.text ?? '';
  const border = text.lastIndexOf(evidenceHeading);
  if (border < 0) return undefined;
  try {
    const evidence = evidenceForm.parse(JSON.parse(text.slice(border + evidenceHeading.length)));
    return certificateText(evidence) === text ? evidence : undefined;
  } catch {
    return undefined;
  }
}

/** What the certificate says, line by line. */
export function* statementOf({ checkpoint, purges, copies, pruned }: PurgeEvidence): Generator<string> {
  const head = readCheckpoint(checkpoint);
  if (head === undefined) throw new RangeError('no checkpoint');
  const first = entryOf(purges[0]);
  yield `CERTIFICATE OF PURGE (form ${pruned === undefined ? 1 : 2})`;
  yield '';
  yield `Site          ${first.site}`;
  yield `Deliberation  n° ${first.deliberation}, clauses ${first.policy}`;
  yield `Ledger        ${head.origin}, ${head.size} entries, root ${head.root}`;
  for (const purge of purges) {
    yield '';
    yield* purgeLines(entryOf(purge), hashEntry(Buffer.from(purge.entry)));
  }
  yield '';
  if (copies.length === 0) {
    yield 'The ledger tells of no copy that held these data and may still exist.';
  } else {
    yield 'Copies made before the purge, not known to be destroyed. Each still holds what stood in the database then:';
    yield 'whoever has the copy and the master key of the site can read it.';
    for (const copy of copies) yield copyLine(entryOf(copy));
  }
  if (pruned !== undefined) yield* prunedLines(entryOf(pruned));
  yield 'Of copies that other programs made (dumps of a database server, images of a disk) the ledger knows nothing.';
}

function* purgeLines({ at, sequence, details }: LedgerEntry, hash: string): Generator<string> {
  const { month, records, parcels, key, wrappedKey, points, received, lastDay } = details;
  yield `Month         ${month}`;
  yield `  destroyed   ${records} records in ${parcels} parcels, with all that was derived from them`;
  yield `  key         ${key}`;
  // Entries of before this detail was written have none.
  if (wrappedKey !== undefined) yield `  wrapped as  SHA-256 ${wrappedKey}`;
  yield `  by          points ${points}`;
  yield `  kept from   ${received}, through ${lastDay}`;
  yield `  purged at   ${at}`;
  yield `  entry       ${sequence}, hash ${hash}`;
}

/** What the certificate can not tell, for the ledger does not any more. */
function* prunedLines(entry: LedgerEntry): Generator<string> {
  const said = pruningIn(entry);
  if (said === undefined) throw new RangeError('it tells of no pruning');
  const { entries, written, points } = said;
  yield `The entries of the ledger written through ${written} were pruned when their time was over (points ${points}; entries 0 to ${entries - 1}, entry ${entry.sequence}):`;
  yield 'of purges and of copies made until then it tells no more.';
}

function copyLine({ at, sequence, event, details: { backup } }: LedgerEntry): string {
  const said: Readonly<Partial<Record<EventName, string>>> = {
    'backup-made': `backup ${backup}`,
    // Its ledger had no word of it yet, nor of what was made between.
    'site-restored': `backup ${backup}, from which the site was restored, and any that was made after it, before`,
    'store-moved': 'the database file that was carried to a server',
  };
  return `  ${said[event]}, ${at} (entry ${sequence})`;
}

/** Throws `RangeError` for what is no entry. */
function entryOf(proof: ProvenEntry | undefined): LedgerEntry {
  const entry = parseEntry(Buffer.from(proof?.entry ?? ''));
  if (entry === undefined) throw new RangeError('no entry of a ledger');
  return entry;
}
