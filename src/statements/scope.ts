/** Which months a statement speaks of, as its head says it. */

import type { PrunedNote } from '../ledger/pruned.ts';
import type { ReferenceMonth } from '../people/reference-month.ts';

const form =
  /^(?<asked>[^ ,]+)(?:, without (?<gone>[0-9]{4}-[0-9]{2}(?: [0-9]{4}-[0-9]{2})*): pruned from the ledger .*)?$/;

/** A month, or `all`; and those of which the ledger tells nothing any more, for their entries were pruned. */
export function formatScope(only: ReferenceMonth | undefined, pruned: PrunedNote | undefined): string {
  const asked = only ?? 'all';
  const gone = (pruned?.months ?? []).filter((month) => only === undefined || month === only);
  return gone.length === 0
    ? asked
    : `${asked}, without ${gone.join(' ')}: pruned from the ledger (points ${pruned?.points})`;
}

/** True if a statement of that scope tells all that there is of the month. */
export function covers(scope: string, month: string): boolean {
  const { asked, gone = '' } = form.exec(scope)?.groups ?? {};
  return (asked === 'all' || asked === month) && !gone.split(' ').includes(month);
}
