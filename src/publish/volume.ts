/** The guard against a month out of proportion to what the deliberation expects (points 6 and 22). */

import type { Deliberation, PartyId } from '../deliberations/clause.ts';
import { latest } from '../deliberations/rules.ts';
import { PasserelleError } from '../errors.ts';
import type { LedgerEvent } from '../ledger/event.ts';
import { type Counts, type Operation, operations, total } from '../people/operation.ts';
import type { ReferenceMonth } from '../people/reference-month.ts';
import { joined, type Text, text } from '../words/text.ts';

/** What an operator reads in place of the operation, and what it may mean if there are too many. */
const kinds: Readonly<Record<Operation, { readonly name: Text; readonly suspicion: Text }>> = {
  new: { name: text`new records`, suspicion: text`children may have been selected by the wrong conditions` },
  correction: { name: text`corrections`, suspicion: text`the last days may have been exported wrongly` },
  withdrawal: {
    name: text`withdrawals`,
    suspicion: text`the list of evaluations may have broken off in the middle`,
  },
};

/**
 * What speaks against so many records: `undefined`, or the error `volume-unconfirmed` to throw. A month with
 * more of one operation than the ceiling is fine once `confirmed` states the exact total of its records.
 */
export function volumeProblem(
  deliberation: Deliberation,
  counts: Counts,
  confirmed: number | undefined,
): PasserelleError | undefined {
  const { recordsPerMonth } = latest(deliberation.volumeCeiling);
  const records = total(counts);
  const excessive = operations.filter((operation) => counts[operation] > recordsPerMonth);
  if (excessive.length === 0 || confirmed === records) return undefined;
  const { childrenPerYear } = latest(deliberation.volume);
  const found = joined(
    operations.map((operation) => text`${counts[operation]} ${kinds[operation].name}`),
    ', ',
  );
  const suspicions = joined(
    excessive.map((operation) => kinds[operation].suspicion),
    '; ',
  );
  return new PasserelleError(
    'volume-unconfirmed',
    text`${found} are out of proportion to about ${childrenPerYear} children a year (n° ${deliberation.number}, points ${deliberation.volume.points}): over ${recordsPerMonth} of a kind in a month need a confirmation`,
    {
      hint:
        confirmed === undefined
          ? text`Nothing was done: ${suspicions}. If the month is right, confirm its ${records} records: --confirm-volume ${records}`
          : text`Nothing was done. ${confirmed} was confirmed, but the month has ${records} records.`,
    },
  );
}

/** The month that is judged, and the total that an operator confirmed for it. */
export interface MonthVolume {
  readonly month: ReferenceMonth;
  readonly counts: Counts;
  readonly confirmed: number | undefined;
}

/** Throws `volume-unconfirmed`; gives what the ledger must tell of a confirmation that was needed. */
export function requireProportion(
  deliberation: Deliberation,
  actor: PartyId,
  { month, counts, confirmed }: MonthVolume,
): readonly LedgerEvent[] {
  const problem = volumeProblem(deliberation, counts, confirmed);
  if (problem !== undefined) throw problem;
  if (volumeProblem(deliberation, counts, undefined) === undefined) return [];
  return [{ event: 'volume-confirmed', actor, details: { month, records: total(counts), ...counts } }];
}
