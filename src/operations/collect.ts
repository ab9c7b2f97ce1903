/** What a site collects, from its configuration: an insurer its parts, the publisher what is returned to it. */

import { type CollectReport, collectOnce } from '../collect/collect.ts';
import { monthlyContents } from '../collect/contents.ts';
import type { PublisherConfig, RecipientConfig } from '../config/site-config.ts';
import { feedbackContents } from '../feedback/contents.ts';
import type { Parcel } from '../ports/parcel.ts';
import type { Site } from '../site.ts';
import { intakeOf, requireSection, transportOf } from './intake.ts';

/** One run. Throws what stopped it; parcels told to `progress` are opened. */
export type Collection = (progress?: (parcel: Parcel) => void) => Promise<CollectReport>;

export type CollectingSite = Site<PublisherConfig | RecipientConfig>;

/** Reads all keys and secrets, once for all runs. */
export async function prepareCollection(site: CollectingSite): Promise<Collection> {
  const { config } = site;
  const upstream = requireSection(config, 'upstream', config.upstream);
  const { folder } = requireSection(config, 'collect', config.collect);
  const intake = { ...(await intakeOf(site)), folder };
  const transport = await transportOf(site, upstream);
  return config.place === 'publisher'
    ? (progress) => collectOnce(intake, transport, feedbackContents(intake), progress)
    : (progress) => collectOnce(intake, transport, monthlyContents(intake.deliberation), progress);
}
