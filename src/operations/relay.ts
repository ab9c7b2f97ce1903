/** The relay of a site, from its configuration. */

import { legalDay } from '../clock.ts';
import type { RelayConfig } from '../config/site-config.ts';
import { latest } from '../deliberations/rules.ts';
import { type RelayReport, relayOnce } from '../relay/relay.ts';
import type { RelayedMonth } from '../relay/stages.ts';
import type { Site } from '../site.ts';
import { affiliationOf } from './affiliation.ts';
import { intakeOf, requireSection, transportOf } from './intake.ts';

/** One run of the relay. Throws what stopped it; months told to `progress` are delivered. */
export type Relay = (progress?: (month: RelayedMonth) => void) => Promise<RelayReport>;

/**
 * Reads all keys and secrets; each run then asks the CIN as it is on its day. `confirmedVolume`: the total of
 * records of a month that is out of proportion.
 */
export async function prepareRelay(site: Site<RelayConfig>, confirmedVolume?: number): Promise<Relay> {
  const { config, deliberation, clock } = site;
  const upstream = requireSection(config, 'upstream', config.upstream);
  const openAffiliation = await affiliationOf(config);
  const insurers = latest(deliberation.recipients).map(({ id }) => id);
  const insurerKeys = new Map(
    await Promise.all(insurers.map(async (id) => [id, await site.keyOf(id)] as const)),
  );
  const intake = await intakeOf(site);
  const transport = await transportOf(site, upstream);
  return async (progress) => {
    await site.guard.requireOpen();
    const affiliation = await openAffiliation(legalDay(clock.now()));
    try {
      return await relayOnce({ ...intake, insurerKeys, affiliation, confirmedVolume }, transport, progress);
    } finally {
      await affiliation.close();
    }
  };
}
