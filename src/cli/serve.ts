/** `passerelle serve`: the gateway of this site, and its housekeeping. */

import { type Command, Option } from 'commander';
import { reloadConfig } from '../config/reload.ts';
import type { PublisherConfig, RelayConfig } from '../config/site-config.ts';
import { openLog } from '../log.ts';
import { gatewayOf, renewGateway } from '../operations/gateway.ts';
import { retentionJob } from '../schedule/retention-job.ts';
import { runService } from '../schedule/service.ts';
import { type Site, siteAnew } from '../site.ts';
import { text } from '../words/text.ts';
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
  const { host, port, hostKeyFingerprint } = gateway;
  const told = { site: party, mode, host, port, hostKeyFingerprint };
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
      ]),
    close: (inOrder) => gateway.close(inOrder ? stopWithin : undefined),
    async renew() {
      const config = await reloadConfig(site.config);
      const next = siteAnew(site, config);
      await renewGateway(gateway, next, log);
      log.setLevel(config.logLevel);
      stopWithin = config.gateway.stopWithin;
      return dutiesAt(next);
    },
  });
}

async function keepHouse(site: Site, output: Output): Promise<void> {
  const log = openLog(site.config.logLevel, site.config.logFile);
  const { site: party, mode } = site.config;
  const dutiesAt = (at: Site) => ({ site: at, work: [], housekeeping: [retentionJob(at, log)] });
  await runService(log, {
    ...dutiesAt(site),
    begin: () =>
      output.result({ site: party, mode, retentionOnly: true }, () => [text`${party} purges by schedule`]),
    async renew() {
      const config = await reloadConfig(site.config);
      log.setLevel(config.logLevel);
      return dutiesAt(siteAnew(site, config));
    },
  });
}
