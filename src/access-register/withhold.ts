/**
 * A data subject has a right to know when and for what its data were looked at, but not, as a rule, which employee
 * did (Court of Justice, C-579/21, Pankki S). Whoever answers may leave the accounts out.
 */

import { parseEntry } from '../ledger/read.ts';
import type { Answer } from './who-saw.ts';

/** The answer with the party in place of each account, and without the entries that name one. */
export function withoutAccounts(answer: Answer): Answer {
  const { acts, parties, proof } = answer;
  const namesAccount = (entry: string) => Object.hasOwn(parties, parseEntry(Buffer.from(entry))?.actor ?? '');
  return {
    ...answer,
    acts: acts.map((act) => ({ ...act, actor: parties[act.actor] ?? act.actor })),
    parties: {},
    proof: proof && { ...proof, entries: proof.entries.filter(({ entry }) => !namesAccount(entry)) },
  };
}
