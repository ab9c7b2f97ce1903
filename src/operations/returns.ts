/** What the relay gives back to the publisher, from its configuration. */

import type { RelayConfig } from '../config/site-config.ts';
import { latest } from '../deliberations/rules.ts';
import type { RecordReference } from '../feedback/reference.ts';
import { returnHeld } from '../feedback/return-held.ts';
import type { Parcel } from '../ports/parcel.ts';
import type { Site } from '../site.ts';

/** Returns the held records named; gives a feedback file for each month. Throws `return-refused` and the like. */
export async function returnAt(
  site: Site<RelayConfig>,
  references: readonly RecordReference[],
  reason: string,
): Promise<readonly Parcel[]> {
  const { config, store, deliberation, guard, clock } = site;
  const sealTo = await site.keyOf(latest(deliberation.publisher).id);
  const signWith = await site.ownKey();
  const vault = await site.vault();
  const frame = { store, vault, deliberation, guard, clock, mode: config.mode, signWith, sealTo };
  return await returnHeld(frame, references, reason);
}
