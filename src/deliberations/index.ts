/** All deliberations that this program can run. Another one is another line here. */

import type { Deliberation } from './clause.ts';
import { n21250 } from './n21-250.ts';
import type { Requirement } from './requirement.ts';
import { requirements21250 } from './requirements-21-250/index.ts';

export const deliberations: readonly Deliberation[] = [n21250];

/** The deliberation of that number, as the committee writes it, or `undefined`. */
export function deliberationByNumber(number: string): Deliberation | undefined {
  return deliberations.find((deliberation) => deliberation.number === number);
}

/** What each deliberation requires, by its number. */
export const requirementsByNumber: ReadonlyMap<string, readonly Requirement[]> = new Map([
  [n21250.number, requirements21250],
]);
