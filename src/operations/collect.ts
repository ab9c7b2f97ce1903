/** What a site collects, from its configuration: an insurer its parts, the publisher what is returned to it. */

import type { CollectReport } from '../collect/collect.ts';
import type { PublisherConfig, RecipientConfig } from '../config/site-config.ts';
import type { Parcel } from '../ports/parcel.ts';
import type { Transport } from '../ports/transport.ts';
import type { Site } from '../site.ts';
import { intakeOf, requireSection, transportOf } from './intake.ts';
import { openingAhead } from './open-ahead.ts';

/** One run. Throws what stopped it; parcels told to `progress` are opened. */
export type Collection = (progress?: (parcel: Parcel) => void) => Promise<CollectReport>;

export type CollectingSite = Site<PublisherConfig | RecipientConfig>;

/** Reads all keys and secrets, once for all runs; each logs in anew. */
export async function prepareCollection(site: CollectingSite): Promise<Collection> {
  const { config } = site;
  return prepareOver(site, await transportOf(site, requireSection(config, 'upstream', config.upstream)));
}

/** Gives `use` a collection for one run at once: the peer takes the login while the keys are read. */
export async function collectAtOnce(
  site: CollectingSite,
  use: (run: Collection) => Promise<void>,
): Promise<void> {
  const { config } = site;
  requireSection(config, 'collect', config.collect);
  const transport = await transportOf(site, requireSection(config, 'upstream', config.upstream));
  await openingAhead(transport, async (opened) => use(await prepareOver(site, opened)));
}

async function prepareOver(site: CollectingSite, transport: Transport): Promise<Collection> {
  const { config } = site;
  const { folder } = requireSection(config, 'collect', config.collect);
  // With OpenPGP and XML: half of the program, which a login under way need not wait for.
  const [{ collectOnce }, { feedbackContents }, { monthlyContents }] = await Promise.all([
    import('../collect/collect.ts'),
    import('../feedback/contents.ts'),
    import('../collect/contents.ts'),
  ]);
  const intake = { ...(await intakeOf(site)), folder };
  return config.place === 'publisher'
    ? (progress) => collectOnce(intake, transport, feedbackContents(intake), progress)
    : (progress) => collectOnce(intake, transport, monthlyContents(intake.deliberation), progress);
}
