/** The site's own ledger: what it shows of it, and whether it is still the one that the others saw. */

import type { PartyId } from '../deliberations/clause.ts';
import { policyDigest } from '../deliberations/rules.ts';
import {
  type Checkpoint,
  cosignedAt,
  joinSignatures,
  readCheckpoint,
  signCheckpoint,
  verifyCheckpoint,
} from '../ledger/checkpoint.ts';
import type { LedgerEvent } from '../ledger/event.ts';
import { incarnationOf, logNameOf } from '../ledger/log-name.ts';
import { proveConsistency, rootAt } from '../ledger/merkle.ts';
import { rootIfKept } from '../ledger/pruned.ts';
import type { Submission } from '../ledger/submission.ts';
import type { NotedCheckpoint, Store } from '../ports/store.ts';
import { type KnownLedger, knownLedger, type LedgerSite, type WitnessSite } from './site.ts';

/** How a ledger lacks what a checkpoint of it holds: it is shorter, or as long and another. */
export type HistoryProblem = 'rewound' | 'forked';

/** A checkpoint of the site's own ledger that the ledger does not live up to. */
export interface LostHistory {
  readonly problem: HistoryProblem;
  readonly checkpoint: Checkpoint;
  readonly noted: NotedCheckpoint;
}

/** The ledger as it stands, signed, with the proof that it grew from the size that the other knows. */
export async function submissionFrom(site: WitnessSite, old: number): Promise<Submission> {
  const { origin } = await knownLedger(site, site.party);
  const { size } = await site.store.head();
  const root = await rootAt(site.store.subtrees, size);
  const clauses = policyDigest(site.deliberation);
  // From a size that this ledger never had there is no proof: the other sees that it is shorter.
  const proof = old > size ? [] : await proveConsistency(site.store.subtrees, old, size);
  return { old, proof, note: signCheckpoint({ origin, size, root, clauses }, site.key) };
}

/** What the ledger lacks of a checkpoint of it, if anything. */
export async function problemWith(
  { store }: Pick<LedgerSite, 'store'>,
  { size, root }: Pick<Checkpoint, 'size' | 'root'>,
): Promise<HistoryProblem | undefined> {
  const head = await store.head();
  if (size > head.size) return 'rewound';
  // Of a size that was pruned nothing can be said, and nobody is accused of it.
  if (!(await isTold(store, size))) return undefined;
  return (await rootAt(store.subtrees, size)) === root ? undefined : 'forked';
}

/** False of a size among entries that were pruned, unless enough was kept to tell its root. */
async function isTold(store: Store, size: number): Promise<boolean> {
  for await (const { sequence } of store.entries(0)) {
    return size >= sequence || (await rootIfKept(store.subtrees, size)) !== undefined;
  }
  return true;
}

/**
 * Asks whether the ledger is still the one that others are known to have seen. A checkpoint that it once
 * lived up to is not looked at again.
 */
export function historyOf(site: LedgerSite): () => Promise<LostHistory | undefined> {
  let sound: string | undefined;
  return async () => {
    const { noted } = await knownLedger(site, site.party);
    const checkpoint = readCheckpoint(noted?.note ?? '');
    if (noted === undefined || checkpoint === undefined) return undefined;
    if (noted.note === sound && (await site.store.head()).size >= checkpoint.size) return undefined;
    const problem = await problemWith(site, checkpoint);
    if (problem !== undefined) return { problem, checkpoint, noted };
    sound = noted.note;
    return undefined;
  };
}

/**
 * `unproven`: the site did not sign it, and the ledger does not bear it out. `former`: it is of an incarnation that was given up, or of
 * before what is left of a pruned ledger. `sound`: it is
 * of this ledger, and was noted if it told anything new. Otherwise it proves what this ledger has lost; it is
 * noted, and from now on the site stands still.
 */
export type Lesson = 'unproven' | 'former' | 'sound' | HistoryProblem;

/** Learns what `party` holds of the site's own ledger; the note is attacker-controlled. */
export async function learnOwn(site: WitnessSite, party: PartyId, note: string): Promise<Lesson> {
  const checkpoint = readCheckpoint(note);
  if (checkpoint === undefined) return 'unproven';
  const logName = logNameOf(site.deliberation, site.mode, site.party);
  const incarnation = incarnationOf(logName, checkpoint.origin);
  if (incarnation === undefined) return 'unproven';
  const known = await knownLedger(site, site.party);
  if (incarnation < known.incarnation || !(await isTold(site.store, checkpoint.size))) return 'former';
  const problem = await problemWith(site, checkpoint);
  // What is true needs no signature: a site that has a new ledger key is shown what it signed with the old one.
  if (verifyCheckpoint(note, site.key) === undefined) return problem === undefined ? 'sound' : 'unproven';
  if (problem !== undefined) await noteLoss(site, party, known, checkpoint, note);
  else await noteCosignature(site, party, known, checkpoint, note);
  return problem ?? 'sound';
}

async function noteLoss(
  site: WitnessSite,
  party: PartyId,
  known: KnownLedger,
  checkpoint: Checkpoint,
  note: string,
): Promise<void> {
  if (known.noted?.note === note) return;
  const { size } = await site.store.head();
  const details = { size, knownSize: checkpoint.size, knownRoot: checkpoint.root, knownBy: party };
  await commitNote(site, known, checkpoint, note, { event: 'rewind-noticed', actor: site.party, details });
}

/** Keeps the note as evidence that the party saw the ledger so: with its cosignature, and if it is news. */
async function noteCosignature(
  site: WitnessSite,
  party: PartyId,
  known: KnownLedger,
  checkpoint: Checkpoint,
  note: string,
): Promise<void> {
  const key = site.keyOf(party);
  const seenAt = key && cosignedAt(note, key);
  const before = known.noted?.note ?? '';
  if (key === undefined || seenAt === undefined || checkpoint.size < (known.noted?.size ?? 0)) return;
  if (readCheckpoint(before)?.size === checkpoint.size && cosignedAt(before, key) !== undefined) return;
  const details = { size: checkpoint.size, root: checkpoint.root, by: party, seenAt: seenAt.toString() };
  const event = { event: 'checkpoint-cosigned', actor: party, details } as const;
  await commitNote(site, known, checkpoint, joinSignatures(note, before), event);
}

/** What another process noted meanwhile stays: the same is learnt again at the next meeting. */
async function commitNote(
  site: WitnessSite,
  known: KnownLedger,
  { origin, size }: Checkpoint,
  note: string,
  event: LedgerEvent,
): Promise<void> {
  const at = site.clock.now();
  const after = origin === known.origin ? (known.noted?.size ?? null) : null;
  const change = { change: 'note-checkpoint', checkpoint: { origin, size, note, at }, after } as const;
  await site.store.commit({ at, changes: [change], events: [event] });
}
