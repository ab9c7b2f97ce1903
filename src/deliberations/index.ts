/** All deliberations that this program can run. Another one is another line here. */

import type { Deliberation } from './clause.ts';
import { n21250 } from './n21-250.ts';

export const deliberations: readonly Deliberation[] = [n21250];

/** The deliberation of that number, as the committee writes it, or `undefined`. */
export function deliberationByNumber(number: string): Deliberation | undefined {
  return deliberations.find((deliberation) => deliberation.number === number);
}
