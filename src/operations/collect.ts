/** What an insurer collects, from its configuration. */

import { type CollectReport, collectOnce } from '../collect/collect.ts';
import type { RecipientConfig } from '../config/site-config.ts';
import type { Parcel } from '../ports/parcel.ts';
import type { Site } from '../site.ts';
import { intakeOf, requireSection, transportOf } from './intake.ts';

/** One run. Throws what stopped it; parcels told to `progress` are opened. */
export type Collection = (progress?: (parcel: Parcel) => void) => Promise<CollectReport>;

/** Reads all keys and secrets, once for all runs. */
export async function prepareCollection(site: Site<RecipientConfig>): Promise<Collection> {
  const upstream = requireSection(site.config, 'upstream', site.config.upstream);
  const intake = { ...(await intakeOf(site)), folder: site.config.collect.folder };
  const transport = await transportOf(site, upstream);
  return (progress) => collectOnce(intake, transport, progress);
}
