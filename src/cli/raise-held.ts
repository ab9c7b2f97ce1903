/** How a command tells that records are held for too long: a note, and beyond the last limit its exit code. */

import { type HeldAges, heldTooLong, heldWarnings } from '../held/overdue.ts';
import type { Site } from '../site.ts';
import { text } from '../words/text.ts';
import type { Output } from './output.ts';

/** To be called last. Throws `held-too-long`. */
export function raiseHeld({ deliberation }: Site, output: Output, ages: HeldAges | undefined): void {
  if (ages === undefined) return;
  for (const warning of heldWarnings(ages)) output.note(text`Note: ${warning}`);
  const problem = heldTooLong(deliberation, ages);
  if (problem !== undefined) throw problem;
}
