/** The guard against a month out of proportion to what the deliberation expects (points 6 and 22). */

import type { Deliberation } from '../deliberations/clause.ts';
import { latest } from '../deliberations/rules.ts';
import { PasserelleError } from '../errors.ts';
import { type Counts, total } from '../people/operation.ts';

/**
 * What speaks against publishing so many records: `undefined`, or the error `volume-unconfirmed` to throw. A
 * month with more new records or more withdrawals than the ceiling is fine once `confirmed` states the exact
 * total of its records. Corrections alone disclose no further child.
 */
export function volumeProblem(
  deliberation: Deliberation,
  counts: Counts,
  confirmed: number | undefined,
): PasserelleError | undefined {
  const { recordsPerMonth } = latest(deliberation.volumeCeiling);
  const records = total(counts);
  if (Math.max(counts.new, counts.withdrawal) <= recordsPerMonth || confirmed === records) return undefined;
  const { childrenPerYear } = latest(deliberation.volume);
  return new PasserelleError(
    'volume-unconfirmed',
    `${counts.new} new records, ${counts.correction} corrections and ${counts.withdrawal} withdrawals are out ` +
      `of proportion to about ${childrenPerYear} children a year (n° ${deliberation.number}, ` +
      `points ${deliberation.volume.points}): over ${recordsPerMonth} of a kind in a month need a confirmation`,
    {
      hint:
        confirmed === undefined
          ? `Nothing was published. If the month is right, confirm its ${records} records: --confirm-volume ${records}`
          : `Nothing was published. ${confirmed} was confirmed, but the month has ${records} records.`,
    },
  );
}
