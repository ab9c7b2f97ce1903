/**
 * The serving side: what the gateway shows an account of its own ledger and of the account's party, and what
 * it takes in. A client that knows nothing of checkpoints never looks here.
 */

import type { PartyId } from '../deliberations/clause.ts';
import { formatSubmission, parseSubmission } from '../ledger/submission.ts';
import type { Account } from '../ports/account.ts';
import { checkpointName, provenFrom } from './files.ts';
import { judgeCheckpoint } from './judge.ts';
import { learnOwn, submissionFrom } from './own.ts';
import { knownLedger, type WitnessSite } from './site.ts';

export interface CheckpointFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly modified: Temporal.Instant;
  /** True if a checkpoint may be handed in under this name. */
  readonly taken: boolean;
}

export interface CheckpointDesk {
  /** What the account may read: all that is listed and, if `name` is one, the proof that it asks for. */
  files(party: PartyId, name: string | undefined): Promise<readonly CheckpointFile[]>;
  /** Takes in a checkpoint of the account's party, or what it holds of ours; `name` is that of a file that is taken. False if it is refused. */
  handIn(account: Account, name: string, bytes: Uint8Array): Promise<boolean>;
}

export function createCheckpointDesk(site: WitnessSite): CheckpointDesk {
  return {
    async files(party, name) {
      const ours = await submissionFrom(site, 0);
      const now = site.clock.now();
      // What the party holds of ours proves itself.
      const files = [fileOf(checkpointName(site.party), ours.note, now, true)];
      // Empty while nothing is held: it says that a checkpoint of the party is awaited, and can be judged.
      const { noted } = await knownLedger(site, party);
      if (site.keyOf(party) !== undefined) {
        files.push(fileOf(checkpointName(party), noted?.note ?? '', noted?.at ?? now, true));
      }
      const old = name === undefined ? undefined : provenFrom(site.party, name);
      if (name !== undefined && old !== undefined) {
        files.push(fileOf(name, formatSubmission(await submissionFrom(site, old)), now, false));
      }
      return files;
    },
    async handIn({ name: actor, party }, name, bytes) {
      const text = decode(bytes);
      if (name === checkpointName(site.party)) {
        const lesson = await learnOwn(site, party, text);
        return lesson !== 'unproven';
      }
      const submission = parseSubmission(text);
      const { accepted } = await judgeCheckpoint(site, { party, submission, actor, renew: true });
      return accepted;
    },
  };
}

function fileOf(name: string, text: string, modified: Temporal.Instant, taken: boolean): CheckpointFile {
  return { name, bytes: Buffer.from(text), modified, taken };
}

/** What is no UTF-8 becomes what no signature fits. */
function decode(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}
