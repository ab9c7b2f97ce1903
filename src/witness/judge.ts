/** Judges the checkpoint of another party against the last one that is held of it (C2SP tlog-witness). */

import type { PartyId } from '../deliberations/clause.ts';
import { policyDigest } from '../deliberations/rules.ts';
import { type Checkpoint, cosign, readCheckpoint, verifyCheckpoint } from '../ledger/checkpoint.ts';
import type { VerifierKey } from '../ledger/ledger-key.ts';
import { isConsistent } from '../ledger/merkle-proof.ts';
import type { Submission } from '../ledger/submission.ts';
import type { HistoryProblem } from './own.ts';
import { isAwaited, type KnownLedger, knownLedger, type WitnessSite } from './site.ts';

/**
 * `malformed`: no submission. `no-key`: the party has handed in no ledger key. `signature`: not proven to be the
 * party's. `restored`: of another incarnation than the one that counts. `unproven`: proven from another size
 * than the one that is held. `rewound`, `forked`: it lacks what is held. `clauses`: its site runs other clauses of
 * the deliberation than this one, or does not say which.
 */
export type CheckpointRefusal =
  | 'malformed'
  | 'no-key'
  | 'signature'
  | 'restored'
  | 'unproven'
  | 'clauses'
  | HistoryProblem;

export type Judgement =
  /** `news`: the checkpoint with our cosignature, if it is held from now on. */
  | { readonly accepted: true; readonly news: string | undefined }
  | { readonly accepted: false; readonly reason: CheckpointRefusal };

/** What somebody handed in as the checkpoint of a party; attacker-controlled. */
export interface HandedCheckpoint {
  readonly party: PartyId;
  readonly submission: Submission | undefined;
  /** The account or party that handed it in. */
  readonly actor: string;
  /** False: only to be judged, if another of this ledger is held already. */
  readonly renew: boolean;
}

/** Notes and cosigns the checkpoint, or writes down why not. */
export async function judgeCheckpoint(site: WitnessSite, handed: HandedCheckpoint): Promise<Judgement> {
  const known = await knownLedger(site, handed.party);
  const proven = examine(known, site.keyOf(handed.party), handed.submission);
  const examined = typeof proven === 'string' || runsOurClauses(site, proven) ? proven : 'clauses';
  if (typeof examined === 'string') return refuse(site, known, handed, examined);
  const isNews = isAwaited(known) || (handed.renew && known.noted?.size !== examined.size);
  if (!isNews) return { accepted: true, news: undefined };
  const news = await keep(site, known, handed, examined);
  // Another session was faster: judged again, against what it noted.
  return news === undefined ? judgeCheckpoint(site, handed) : { accepted: true, news };
}

function examine(
  known: KnownLedger,
  key: VerifierKey | undefined,
  submission: Submission | undefined,
): Checkpoint | CheckpointRefusal {
  if (key === undefined) return 'no-key';
  if (submission === undefined) return 'malformed';
  const checkpoint = verifyCheckpoint(submission.note, key);
  if (checkpoint === undefined) return 'signature';
  if (checkpoint.origin !== known.origin) return 'restored';
  const held = readCheckpoint(known.noted?.note ?? '');
  if (held === undefined) return checkpoint;
  if (checkpoint.size < held.size) return 'rewound';
  if (checkpoint.size === held.size) return checkpoint.root === held.root ? checkpoint : 'forked';
  if (submission.old !== held.size) return 'unproven';
  return isConsistent(held, checkpoint, submission.proof) ? checkpoint : 'forked';
}

function runsOurClauses({ deliberation }: WitnessSite, { clauses }: Checkpoint): boolean {
  return clauses === policyDigest(deliberation);
}

/** The note with our cosignature, durably held; `undefined` if another one is held by now. */
async function keep(
  site: WitnessSite,
  { noted }: KnownLedger,
  { party, submission, actor }: HandedCheckpoint,
  { origin, size, root }: Checkpoint,
): Promise<string | undefined> {
  const at = site.clock.now();
  const note = cosign(submission?.note ?? '', site.key, at);
  const { committed } = await site.store.commit({
    at,
    changes: [
      { change: 'note-checkpoint', checkpoint: { origin, size, note, at }, after: noted?.size ?? null },
    ],
    events: [{ event: 'checkpoint-noted', actor, details: { of: party, origin, size, root } }],
  });
  return committed ? note : undefined;
}

async function refuse(
  site: WitnessSite,
  { noted }: KnownLedger,
  { party, submission, actor }: HandedCheckpoint,
  reason: CheckpointRefusal,
): Promise<Judgement> {
  const size = readCheckpoint(submission?.note ?? '')?.size ?? null;
  const details = { of: party, reason, size, heldSize: noted?.size ?? null };
  await site.store.commit({
    at: site.clock.now(),
    changes: [],
    events: [{ event: 'checkpoint-refused', actor, details }],
  });
  return { accepted: false, reason };
}
