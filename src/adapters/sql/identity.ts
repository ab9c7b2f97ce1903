/** Whose database it is: it says so itself, and no other site writes into it. */

import type { PartyId } from '../../deliberations/clause.ts';
import { PasserelleError } from '../../errors.ts';
import { text } from '../../words/text.ts';
import { identityRow, readIfAny } from './rows.ts';
import { get, type Program, run } from './statement.ts';

/** Whose database it is, and under which rules it is written. */
export interface SiteIdentity {
  readonly site: PartyId;
  readonly mode: 'real' | 'rehearsal';
  readonly deliberation: string;
  /** Digest of the clauses in force now; it goes into every ledger entry, and may change. */
  readonly policy: string;
}

/** Writes the identity into a database that has none. Throws `store-refused` if it has another. */
export function* requireIdentity(ours: SiteIdentity): Program<void> {
  const { site, mode, deliberation } = ours;
  if ((yield* readIdentity()) === undefined) {
    yield* run`INSERT INTO identity VALUES (1, ${site}, ${mode}, ${deliberation}) ON CONFLICT DO NOTHING`;
  }
  yield* requireSameIdentity(ours);
}

/** Writes nothing. Throws `store-refused` if the database has another identity, or none. */
export function* requireSameIdentity(ours: SiteIdentity): Program<void> {
  const found = yield* readIdentity();
  for (const what of ['site', 'mode', 'deliberation'] as const) {
    if (found?.[what] === ours[what]) continue;
    throw new PasserelleError(
      'store-refused',
      text`The database belongs to ${what} "${found?.[what] ?? ''}"; this program runs as ${what} "${ours[what]}".`,
      { hint: text`Nothing was changed. Check the path in the config, and whether this is a rehearsal.` },
    );
  }
}

function* readIdentity() {
  return readIfAny(identityRow, yield* get`SELECT site, mode, deliberation FROM identity`);
}
