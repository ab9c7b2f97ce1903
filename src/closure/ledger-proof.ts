/** Where the ledger stood when the report was made, and who else saw it. */

import { partiesOf } from '../deliberations/rules.ts';
import { cosignedAt } from '../ledger/checkpoint.ts';
import type { LedgerHead } from '../ledger/event.ts';
import { submissionFrom } from '../witness/own.ts';
import { knownLedger, type WitnessSite } from '../witness/site.ts';

export interface LedgerProof {
  /** Entries that the report is made from. */
  readonly entries: number;
  /** Hash of the last of them, hexadecimal. */
  readonly hash: string;
  /** Signed for this report (C2SP tlog-checkpoint); `null`: the site has no ledger key. */
  readonly checkpoint: string | null;
  /** The newest checkpoint of this ledger that others cosigned. */
  readonly witnessed: {
    readonly entries: number;
    readonly note: string;
    readonly by: readonly { readonly party: string; readonly at: string }[];
  } | null;
}

export async function proveLedger(
  { size: entries, hash }: LedgerHead,
  witness: WitnessSite | undefined,
): Promise<LedgerProof> {
  if (witness === undefined) return { entries, hash, checkpoint: null, witnessed: null };
  const { note: checkpoint } = await submissionFrom(witness, 0);
  const seen = await witnessedCheckpoint(witness);
  const witnessed = seen && { entries: seen.noted.size, note: seen.noted.note, by: seen.by };
  return { entries, hash, checkpoint, witnessed: witnessed ?? null };
}

/** The newest checkpoint of the site's own ledger that others cosigned, and when; `undefined`: there is none. */
export async function witnessedCheckpoint(witness: WitnessSite) {
  const { noted } = await knownLedger(witness, witness.party);
  const by = partiesOf(witness.deliberation).flatMap(({ id }) => {
    const key = witness.keyOf(id);
    const at = key === undefined || noted === undefined ? undefined : cosignedAt(noted.note, key);
    return at === undefined ? [] : [{ party: id, at: at.toString() }];
  });
  return noted === undefined || by.length === 0 ? undefined : { noted, by };
}
