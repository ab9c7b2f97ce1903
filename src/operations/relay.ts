/** The relay of a site, from its configuration. */

import { legalDay } from '../clock.ts';
import type { RelayConfig } from '../config/site-config.ts';
import { latest } from '../deliberations/rules.ts';
import type { Transport } from '../ports/transport.ts';
import type { RelayReport } from '../relay/relay.ts';
import type { RelayedMonth } from '../relay/stages.ts';
import type { Site } from '../site.ts';
import { affiliationOf } from './affiliation.ts';
import { keepHeapNearItsUse } from './collector.ts';
import { intakeOf, requireSection, transportOf } from './intake.ts';
import { openingAhead } from './open-ahead.ts';

/** One run of the relay. Throws what stopped it; months told to `progress` are delivered. */
export type Relay = (progress?: (month: RelayedMonth) => void) => Promise<RelayReport>;

/**
 * Reads all keys and secrets; each run then logs in anew, and asks the CIN as it is on its day while the peer takes the
 * login.
 */
export async function prepareRelay(site: Site<RelayConfig>): Promise<Relay> {
  const { config } = site;
  const transport = await transportOf(site, requireSection(config, 'upstream', config.upstream));
  const relay = await prepareRun(site);
  return async (progress) => {
    await site.guard.requireOpen();
    return openingAhead(transport, (opened) => relay(opened, progress));
  };
}

/**
 * Gives `use` a relay for one run at once: the peer takes the login while the keys are read. `confirmedVolume`: the
 * total of records of a month that is out of proportion.
 */
export async function relayAtOnce(
  site: Site<RelayConfig>,
  confirmedVolume: number | undefined,
  use: (run: Relay) => Promise<void>,
): Promise<void> {
  const { config } = site;
  requireSection(config, 'affiliation', config.affiliation);
  const transport = await transportOf(site, requireSection(config, 'upstream', config.upstream));
  await openingAhead(transport, async (opened) => {
    const relay = await prepareRun(site, confirmedVolume);
    await use((progress) => relay(opened, progress));
  });
}

/** One run over a transport. */
type Run = (transport: Transport, progress: Parameters<Relay>[0]) => Promise<RelayReport>;

async function prepareRun(site: Site<RelayConfig>, confirmedVolume?: number): Promise<Run> {
  keepHeapNearItsUse();
  const { config, deliberation, clock } = site;
  // With OpenPGP and XML: half of the program, which a login under way need not wait for.
  const { relayOnce } = await import('../relay/relay.ts');
  const openAffiliation = await affiliationOf(config);
  const insurers = latest(deliberation.recipients).map(({ id }) => id);
  const insurerKeys = new Map(
    await Promise.all(insurers.map(async (id) => [id, await site.keyOf(id)] as const)),
  );
  const intake = await intakeOf(site);
  return async (transport, progress) => {
    await site.guard.requireOpen();
    const affiliation = await openAffiliation(legalDay(clock.now()));
    try {
      return await relayOnce({ ...intake, insurerKeys, affiliation, confirmedVolume }, transport, progress);
    } finally {
      await affiliation.close();
    }
  };
}
