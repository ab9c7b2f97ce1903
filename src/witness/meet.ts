/**
 * The fetching side: before anything moves, both sites learn what the other holds of their ledger. Whoever was
 * restored from an older state finds out here, and stands still.
 */

import type { PartyId } from '../deliberations/clause.ts';
import { PasserelleError } from '../errors.ts';
import { readCheckpoint } from '../ledger/checkpoint.ts';
import { formatSubmission, greatestSubmission, parseSubmission } from '../ledger/submission.ts';
import type { NotedCheckpoint } from '../ports/store.ts';
import { answered, statusOf, type TransportSession } from '../ports/transport.ts';
import { type Text, text, type Words } from '../words/text.ts';
import { checkpointFolder, checkpointName, submissionName } from './files.ts';
import { type CheckpointRefusal, judgeCheckpoint } from './judge.ts';
import { type Lesson, learnOwn, submissionFrom } from './own.ts';
import { isAwaited, knownLedger, type WitnessSite } from './site.ts';

/**
 * Exchanges checkpoints with the site whose gateway `session` is on. Without `renew` both sides are compared only, once
 * each holds one of the other: a visit that finds nothing new leaves both ledgers as they are. Throws `ledger-rewound` if the peer holds
 * more of our ledger than there is, or we of theirs; `checkpoint-refused` if theirs is not proven, or ours is
 * not taken. A peer that shows none, and never did, is passed over: it may run an older program.
 */
export async function meetPeer(
  site: WitnessSite | undefined,
  session: TransportSession,
  peer: PartyId,
  { renew }: { readonly renew: boolean },
): Promise<void> {
  if (site === undefined) return;
  const held = (await knownLedger(site, peer)).noted;
  // All is asked for at once, and judged one after the other. What is not shown cannot be read either.
  const names = shownNames(session);
  const submission =
    site.keyOf(peer) === undefined ? undefined : readText(session, submissionName(peer, held?.size ?? 0));
  const cosigned = readText(session, checkpointName(site.party));
  // Told when it is wanted, if anything was wrong with it.
  for (const asked of [names, submission, cosigned]) asked?.catch(() => {});
  const shown = await names;
  if (!shown.has(checkpointName(peer))) {
    if (isAwaited(await knownLedger(site, peer)) || site.keyOf(peer) === undefined) return;
    throw refused(
      text`${peer} shows no checkpoint of its ledger any more`,
      text`Nothing was moved. Ask its operator why.`,
    );
  }
  // A site that has no ledger key of ours can not judge a checkpoint of ours, and keeps no place for it.
  const own = shown.has(checkpointName(site.party));
  const theyHold = own ? await learnBack(site, peer, await cosigned) : '';
  if (submission !== undefined)
    await takeTheirs(site, session, peer, { held, text: await submission }, renew);
  if (own && (renew || !(await isCurrent(site, theyHold)))) {
    await handInOurs(site, session, theyHold);
    await learnBack(site, peer, await readText(session, checkpointName(site.party)));
  }
}

/** Learns what the peer holds of our ledger, if anything. Throws `ledger-rewound` if that is more than there is. */
async function learnBack(site: WitnessSite, peer: PartyId, note: string): Promise<string> {
  if (note !== '') requireHistory(peer, await learnOwn(site, peer, note));
  return note;
}

/** True of a checkpoint of the incarnation of our ledger that counts now. */
async function isCurrent(site: WitnessSite, note: string): Promise<boolean> {
  return readCheckpoint(note)?.origin === (await knownLedger(site, site.party)).origin;
}

/** The names in their folder; a gateway without the folder shows none. */
async function shownNames(session: TransportSession): Promise<ReadonlySet<string>> {
  const files = await session.list(`/${checkpointFolder}`).catch((error: unknown) => {
    if (
      error instanceof PasserelleError &&
      error.code === 'peer-failed' &&
      statusOf(error) === answered.noSuchFile
    )
      return [];
    throw error;
  });
  return new Set(files.map(({ name }) => name));
}

function requireHistory(peer: PartyId, lesson: Lesson): void {
  if (lesson === 'unproven') {
    throw refused(
      text`${peer} shows a checkpoint of this ledger that this site never signed`,
      text`Nothing was moved. Was the ledger key of this site replaced? Ask the operator of the peer what it holds.`,
    );
  }
  if (lesson === 'rewound' || lesson === 'forked')
    throw ownLoss(text`${peer} holds a checkpoint of it`, lesson);
}

/** The ledger of this site is not the one that others saw. */
export function ownLoss(says: Words, problem: 'rewound' | 'forked'): PasserelleError {
  const lacks = problem === 'rewound' ? text`is shorter than it was` : text`has another history than it had`;
  return new PasserelleError('ledger-rewound', text`the ledger of this site ${lacks}: ${says}`, {
    hint: text`Nothing was moved. This is an older state, or a changed one: restore the newest backup, or see docs/ledger.md, "After a restore".`,
  });
}

/** What the peer shows of its ledger, and what was held of it before. */
interface Shown {
  readonly text: string;
  readonly held: NotedCheckpoint | undefined;
}

async function takeTheirs(
  site: WitnessSite,
  session: TransportSession,
  peer: PartyId,
  { text, held }: Shown,
  renew: boolean,
): Promise<void> {
  const handed = { party: peer, submission: parseSubmission(text), actor: site.party, renew };
  const judgement = await judgeCheckpoint(site, handed);
  const evidence = judgement.accepted ? judgement.news : held?.note;
  // Also when theirs is refused: what we hold proves to their site that its ledger has lost something.
  if (evidence) await handIn(session, checkpointName(peer), evidence);
  if (!judgement.accepted) throw theirLoss(peer, judgement.reason);
}

const refusals: Readonly<Record<CheckpointRefusal, Text>> = {
  malformed: text`is none`,
  'no-key': text`can not be judged: its ledger key is not configured`,
  signature: text`is not signed by its ledger key`,
  restored: text`is of a ledger that was restored`,
  unproven: text`is not proven to have grown from the last one that is held`,
  clauses: text`was made under other clauses of the deliberation than this site runs`,
  rewound: text`is shorter than the last one that is held`,
  forked: text`has another history than the last one that is held`,
};

function theirLoss(peer: PartyId, reason: CheckpointRefusal): PasserelleError {
  const says = text`the checkpoint of the ledger of ${peer} ${refusals[reason]}`;
  if (reason === 'restored') {
    return refused(
      says,
      text`Nothing was moved. Once its operator has told you why: passerelle ledger acknowledge-restore ${peer} --reason "…"`,
    );
  }
  if (reason === 'clauses') {
    return refused(
      says,
      text`Nothing was moved. The two sites run different versions of the program: update the older one.`,
    );
  }
  if (reason !== 'rewound' && reason !== 'forked') {
    return refused(says, text`Nothing was moved. Compare ledger keys with its operator.`);
  }
  return new PasserelleError('ledger-rewound', says, {
    hint: text`Nothing was moved, and ${peer} was told. Its operator restores the newest backup, or acknowledges what is lost.`,
  });
}

async function handInOurs(site: WitnessSite, session: TransportSession, theyHold: string): Promise<void> {
  const same = await isCurrent(site, theyHold);
  const submission = await submissionFrom(site, same ? (readCheckpoint(theyHold)?.size ?? 0) : 0);
  await handIn(session, checkpointName(site.party), formatSubmission(submission));
}

async function handIn(session: TransportSession, name: string, submission: string): Promise<void> {
  await session.write(`/${checkpointFolder}/${name}`, Buffer.from(submission)).catch((cause: unknown) => {
    const failed = cause instanceof PasserelleError && cause.code === 'peer-failed';
    if (!failed || statusOf(cause) === undefined) throw cause;
    throw new PasserelleError(
      'checkpoint-refused',
      text`the peer did not take a checkpoint that was handed in`,
      {
        hint: text`Nothing was moved. Its ledger says why (checkpoint-refused): no ledger key of this site, a restore that is not acknowledged there, or other clauses.`,
        cause,
      },
    );
  });
}

async function readText(session: TransportSession, name: string): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const bytes of session.read(`/${checkpointFolder}/${name}`, greatestSubmission))
    parts.push(bytes);
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(Buffer.concat(parts));
}

function refused(says: Words, hint: Words): PasserelleError {
  return new PasserelleError('checkpoint-refused', says, { hint });
}
