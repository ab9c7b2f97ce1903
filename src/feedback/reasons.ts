/** Whether a reason from the deliberation's list holds for a held record. */

import type { Deliberation } from '../deliberations/clause.ts';
import { heldLimitsCrossed, latest } from '../deliberations/rules.ts';
import { PasserelleError } from '../errors.ts';
import type { HeldRecord } from '../ports/parcel.ts';
import { text, type Words } from '../words/text.ts';

/** Throws `return-refused`: what goes back says why, and says it truly. `reference` names the record. */
export function requireReason(
  deliberation: Deliberation,
  reason: string,
  held: Pick<HeldRecord, 'reason' | 'since'>,
  { reference, today }: { readonly reference: string; readonly today: Temporal.PlainDate },
): void {
  const { reasons } = latest(deliberation.returns);
  const known = Object.hasOwn(reasons, reason) ? reasons[reason] : undefined;
  if (known === undefined) {
    throw refused(text`the deliberation knows no such reason`, Object.keys(reasons).join(', '));
  }
  if (known.heldFor !== null && !known.heldFor.includes(held.reason)) {
    const fitting = Object.entries(reasons).filter(([, { heldFor }]) => heldFor?.includes(held.reason));
    const others = fitting.map(([code]) => code).join(', ');
    throw refused(text`${reference} is held for another reason, ${held.reason}`, others || text`none yet`);
  }
  const limits = latest(deliberation.heldLimits).length;
  if (known.overLastLimit && heldLimitsCrossed(deliberation, held.since, today) < limits) {
    const last = latest(deliberation.heldLimits).at(-1) ?? '';
    throw refused(text`${reference} has not been held for ${last} yet`, text`that of why it is held`);
  }
}

function refused(message: Words, fitting: Words): PasserelleError {
  return new PasserelleError('return-refused', message, {
    hint: text`Nothing was returned. Reasons that may hold: ${fitting}.`,
  });
}
