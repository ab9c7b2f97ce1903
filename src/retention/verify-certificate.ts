/** Verifies a certificate of purges, without the site: all of it is attacker-controlled. */

import { legalDay, startOfLegalDay } from '../clock.ts';
import { deliberationByNumber } from '../deliberations/index.ts';
import { isPurgeDue, lastDayKept } from '../deliberations/rules.ts';
import { encodeEntry, hashEntry } from '../ledger/chain.ts';
import { type Checkpoint, verifyCheckpoint } from '../ledger/checkpoint.ts';
import type { EventName, LedgerEntry } from '../ledger/event.ts';
import type { VerifierKey } from '../ledger/ledger-key.ts';
import { incarnationOf, ledgerOf } from '../ledger/log-name.ts';
import { includes } from '../ledger/merkle-proof.ts';
import { parseNote } from '../ledger/note.ts';
import { parseEntry } from '../ledger/read.ts';
import { isNoteSignedBy } from '../ledger/signed-text.ts';
import { parseDay } from '../people/period.ts';
import { greatestCertificate, type ProvenEntry, readEvidence } from './certificate.ts';

export type CertificateProblem =
  /** It is no certificate, or its words are not those that its evidence makes. */
  | 'no-certificate'
  /** No key that was given signed it. */
  | 'not-signed'
  /** Its checkpoint is not signed by the same key, or is of another ledger. */
  | 'no-checkpoint'
  /** An entry is not in the ledger of the checkpoint, or is not what the certificate takes it for. */
  | 'not-in-ledger'
  /** What was purged was not kept as long as the deliberation says. */
  | 'purged-too-early';

export type CertificateVerdict =
  | {
      readonly ok: true;
      readonly key: VerifierKey;
      readonly checkpoint: Checkpoint;
      readonly purges: readonly LedgerEntry[];
      readonly copies: readonly LedgerEntry[];
    }
  | { readonly ok: false; readonly problem: CertificateProblem };

/** `keys`: the ledger keys that the verifier believes, each under the name of its site. */
export function verifyCertificate(certificate: string, keys: readonly VerifierKey[]): CertificateVerdict {
  const note = parseNote(certificate, greatestCertificate);
  const evidence = readEvidence(certificate);
  if (note === undefined || evidence === undefined) return { ok: false, problem: 'no-certificate' };
  const key = keys.find((known) => isNoteSignedBy(note, known.name, known));
  if (key === undefined) return { ok: false, problem: 'not-signed' };
  const checkpoint = verifyCheckpoint(evidence.checkpoint, key);
  if (checkpoint === undefined || incarnationOf(key.name, checkpoint.origin) === undefined) {
    return { ok: false, problem: 'no-checkpoint' };
  }
  const purges = entriesIn(checkpoint, evidence.purges, ['data-purged']);
  const copies = entriesIn(checkpoint, evidence.copies, ['backup-made', 'site-restored', 'store-moved']);
  const { pruned: gone } = evidence;
  const pruned = entriesIn(checkpoint, gone === undefined ? [] : [gone], ['log-pruned']);
  if (purges === undefined || copies === undefined || pruned === undefined)
    return { ok: false, problem: 'not-in-ledger' };
  if (!purges.every(wasDue)) return { ok: false, problem: 'purged-too-early' };
  return { ok: true, key, checkpoint, purges, copies };
}

/** The entries, if each is in the ledger, tells of one of these events, and stands once and in order. */
function entriesIn(
  checkpoint: Checkpoint,
  proofs: readonly ProvenEntry[],
  events: readonly EventName[],
): readonly LedgerEntry[] | undefined {
  const named = ledgerOf(checkpoint.origin);
  const entries: LedgerEntry[] = [];
  for (const { entry: text, path } of proofs) {
    const bytes = Buffer.from(text);
    const entry = parseEntry(bytes);
    if (entry === undefined || !bytes.equals(encodeEntry(entry))) return undefined;
    const { sequence, event, site, deliberation } = entry;
    const isExpected =
      events.includes(event) &&
      site === named?.party &&
      deliberation === named.deliberation &&
      sequence > (entries.at(-1)?.sequence ?? -1) &&
      includes(checkpoint, sequence, hashEntry(bytes), path);
    if (!isExpected) return undefined;
    entries.push(entry);
  }
  return entries;
}

/** True if the data were kept as long as the deliberation says, counted anew from the day of receipt. */
function wasDue({ at, deliberation: number, details: { received, lastDay } }: LedgerEntry): boolean {
  const deliberation = deliberationByNumber(number);
  const day = parseDay(String(received));
  if (deliberation === undefined || day === undefined) return false;
  const anchor = startOfLegalDay(day);
  return (
    lastDayKept(deliberation, anchor).toString() === lastDay &&
    isPurgeDue(deliberation, anchor, legalDay(Temporal.Instant.from(at)))
  );
}
