/** The form of a database is a number: how many numbered steps it has gone, only ever forward. */

import { PasserelleError } from '../../errors.ts';
import { text } from '../../words/text.ts';

/** Throws `store-refused` for any form but the newest: who only reads cannot take the steps. */
export function requireNewest<Step>(found: number, steps: readonly Step[]): void {
  if (stepsFrom(found, steps).length === 0) return;
  throw new PasserelleError(
    'store-refused',
    text`The database has form ${found}; this program writes form ${steps.length}.`,
    { hint: text`Nothing was changed. Any command that works with the site brings it to the new form.` },
  );
}

/** The steps that lead from form `found` to the newest. Throws `store-refused` for a form of a newer program. */
export function stepsFrom<Step>(found: number, steps: readonly Step[]): readonly Step[] {
  if (found <= steps.length) return steps.slice(found);
  throw new PasserelleError(
    'store-refused',
    text`The database has form ${found}; this program knows forms up to ${steps.length}.`,
    { hint: text`Nothing was changed. Use the program that wrote it, or a newer one.` },
  );
}
