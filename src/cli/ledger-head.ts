/** The head of a site's ledger, signed. */

import { policyDigest } from '../deliberations/rules.ts';
import { PasserelleError } from '../errors.ts';
import { signCheckpoint } from '../ledger/checkpoint.ts';
import { rootAt } from '../ledger/merkle.ts';
import type { Site } from '../site.ts';
import { knownLedger } from '../witness/site.ts';
import { text } from '../words/text.ts';

/** The ledger as it stands, or stood when it had that size, signed. */
export async function signedHead(
  site: Site,
  wanted?: number,
): Promise<{ readonly size: number; readonly note: string }> {
  const witness = await site.witness();
  if (witness === undefined) {
    throw new PasserelleError('config-invalid', text`${site.config.file} names no ledger key`, {
      hint: text`Name a file as key under [ledger], and make it: passerelle keys generate ledger`,
    });
  }
  const size = wanted ?? (await site.store.head()).size;
  const { origin } = await knownLedger(witness, witness.party);
  const root = await rootAt(site.store.subtrees, size);
  const clauses = policyDigest(witness.deliberation);
  return { size, note: signCheckpoint({ origin, size, root, clauses }, witness.key) };
}
