/** `passerelle serve`: the gateway of this site, and its housekeeping. */

import { type Command, Option } from 'commander';
import { reloadConfig } from '../config/reload.ts';
import type { PublisherConfig, RelayConfig } from '../config/site-config.ts';
import type { Gateway } from '../gateway/gateway.ts';
import { openLog, type ProcessLog } from '../log.ts';
import { gatewayOf, renewGateway } from '../operations/gateway.ts';
import { operatorPageOf } from '../operations/operator-page.ts';
import type { OperatorPage } from '../operator/operator-page.ts';
import { retentionJob } from '../schedule/retention-job.ts';
import { runService } from '../schedule/service.ts';
import { type Site, siteAnew } from '../site.ts';
import { type Text, text } from '../words/text.ts';
import { atSite, whileOpen } from './at-site.ts';
import { say } from './language.ts';
import type { Output } from './output.ts';

export function define(command: Command): void {
  command
    .option(
      '--retention-only',
      say`no gateway: purge by schedule only, also after the sunset and at an insurer`,
    )
    .addOption(
      new Option('--gateway-only', say`no purge: another process of the site does that`).conflicts(
        'retentionOnly',
      ),
    )
    .action(({ retentionOnly, gatewayOnly }: Options, self: Command) =>
      retentionOnly === true
        ? atSite(self, keepHouse)
        : whileOpen(self, ['publisher', 'relay'], (site, output) =>
            serve(site, output, gatewayOnly !== true),
          ),
    );
}

interface Options {
  readonly retentionOnly?: true;
  readonly gatewayOnly?: true;
}

async function serve(
  site: Site<PublisherConfig | RelayConfig>,
  output: Output,
  purges: boolean,
): Promise<void> {
  const { site: party, mode, logLevel, logFile } = site.config;
  const log = openLog(logLevel, logFile);
  const gateway = await gatewayOf(site, log);
  // With a process of the gateway's few rights on the database there is little to see.
  const page = purges ? await openPage(site, log, gateway) : undefined;
  const { host, port, hostKeyFingerprint } = gateway;
  const told = { site: party, mode, host, port, hostKeyFingerprint, operatorPage: page?.where ?? null };
  let { stopWithin } = site.config.gateway;
  const dutiesAt = (at: Site) => ({
    site: at,
    work: [],
    housekeeping: purges ? [retentionJob(at, log)] : [],
  });
  await runService(log, {
    ...dutiesAt(site),
    begin: () =>
      output.result(told, () => [
        mode === 'rehearsal'
          ? text`REHEARSAL: ${party} listens on ${host}, port ${port}`
          : text`${party} listens on ${host}, port ${port}`,
        text`Host key ${hostKeyFingerprint}`,
        ...pageLine(page),
      ]),
    close: (inOrder) => gateway.close(inOrder ? stopWithin : undefined),
    closeLast: async () => await page?.close(),
    async renew() {
      const config = await reloadConfig(site.config);
      const next = siteAnew(site, config);
      await renewGateway(gateway, next, log);
      page?.renew(next);
      log.setLevel(config.logLevel);
      stopWithin = config.gateway.stopWithin;
      return dutiesAt(next);
    },
  });
}

async function keepHouse(site: Site, output: Output): Promise<void> {
  const log = openLog(site.config.logLevel, site.config.logFile);
  const { site: party, mode } = site.config;
  const page = await operatorPageOf(site, log);
  const told = { site: party, mode, retentionOnly: true, operatorPage: page?.where ?? null };
  const dutiesAt = (at: Site) => ({ site: at, work: [], housekeeping: [retentionJob(at, log)] });
  await runService(log, {
    ...dutiesAt(site),
    begin: () => output.result(told, () => [text`${party} purges by schedule`, ...pageLine(page)]),
    closeLast: async () => await page?.close(),
    async renew() {
      const config = await reloadConfig(site.config);
      log.setLevel(config.logLevel);
      const next = siteAnew(site, config);
      page?.renew(next);
      return dutiesAt(next);
    },
  });
}

/** Opens the operator page beside a gateway, which ends if that fails. */
async function openPage(site: Site, log: ProcessLog, gateway: Gateway): Promise<OperatorPage | undefined> {
  try {
    return await operatorPageOf(site, log, gateway);
  } catch (error) {
    await gateway.close();
    throw error;
  }
}

function pageLine(page: OperatorPage | undefined): readonly Text[] {
  return page === undefined ? [] : [text`Operator page ${page.where}`];
}
