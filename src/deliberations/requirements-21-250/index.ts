/** What n° 21/250 requires, as data: of the program, of other systems and of people. */

import type { Requirement21250 } from '../n21-250-clauses.ts';
import { aboutChannel } from './channel.ts';
import { aboutChildren } from './children.ts';
import { aboutDuties } from './duties.ts';

/** In the order of their numbers. */
export const requirements21250: readonly Requirement21250[] = [
  ...aboutChildren,
  ...aboutChannel,
  ...aboutDuties,
].toSorted((a, b) => (a.id < b.id ? -1 : 1));
