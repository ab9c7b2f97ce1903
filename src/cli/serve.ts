/** `passerelle serve`: the gateway of this site, and its housekeeping. */

import { type Command, Option } from 'commander';
import { reloadConfig } from '../config/reload.ts';
import type { PublisherConfig, RelayConfig } from '../config/site-config.ts';
import type { Gateway } from '../gateway/gateway.ts';
import { openLog } from '../log.ts';
import { gatewayOf, renewGateway } from '../operations/gateway.ts';
import { monitor } from '../operations/monitoring.ts';
import { openWindows, type Windows } from '../operations/windows.ts';
import { noticesJobs } from '../schedule/notices-job.ts';
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
  opened: Site<PublisherConfig | RelayConfig>,
  output: Output,
  purges: boolean,
): Promise<void> {
  const { site: party, mode, logLevel, logFile } = opened.config;
  const monitoring = monitor(opened, openLog(logLevel, logFile), () => gateway.sessionCount());
  const { site, log } = monitoring;
  const gateway: Gateway = await gatewayOf(site, log);
  // With a process of the gateway's few rights on the database there is little to see.
  const windows = await openWindows(monitoring, { gateway, withPage: purges });
  const { host, port, hostKeyFingerprint } = gateway;
  let { stopWithin } = site.config.gateway;
  const dutiesAt = (at: Site) => ({
    site: at,
    work: [],
    housekeeping: purges ? [retentionJob(at, log), ...noticesJobs(at, log)] : [],
  });
  await runService(log, {
    ...dutiesAt(site),
    begin: () =>
      output.result({ site: party, mode, host, port, hostKeyFingerprint, ...placesOf(windows) }, () => [
        mode === 'rehearsal'
          ? text`REHEARSAL: ${party} listens on ${host}, port ${port}`
          : text`${party} listens on ${host}, port ${port}`,
        text`Host key ${hostKeyFingerprint}`,
        ...windowLines(windows),
      ]),
    async close(inOrder) {
      monitoring.stop();
      await gateway.close(inOrder ? stopWithin : undefined);
    },
    closeLast: windows.close,
    async renew() {
      const config = await reloadConfig(site.config);
      const next = siteAnew(site, config);
      await renewGateway(gateway, next, log);
      windows.renew(next);
      log.setLevel(config.logLevel);
      stopWithin = config.gateway.stopWithin;
      return dutiesAt(next);
    },
  });
}

async function keepHouse(opened: Site, output: Output): Promise<void> {
  const { site: party, mode, logLevel, logFile } = opened.config;
  const monitoring = monitor(opened, openLog(logLevel, logFile), undefined);
  const { site, log } = monitoring;
  const windows = await openWindows(monitoring, { withPage: true });
  const dutiesAt = (at: Site) => ({
    site: at,
    work: [],
    housekeeping: [retentionJob(at, log), ...noticesJobs(at, log)],
  });
  await runService(log, {
    ...dutiesAt(site),
    begin: () =>
      output.result({ site: party, mode, retentionOnly: true, ...placesOf(windows) }, () => [
        text`${party} purges by schedule`,
        ...windowLines(windows),
      ]),
    async closeLast() {
      monitoring.stop();
      await windows.close();
    },
    async renew() {
      const config = await reloadConfig(site.config);
      log.setLevel(config.logLevel);
      const next = siteAnew(site, config);
      windows.renew(next);
      return dutiesAt(next);
    },
  });
}

const placesOf = ({ operatorPage, monitoring }: Windows) => ({ operatorPage, monitoring });

function windowLines({ operatorPage, monitoring }: Windows): readonly Text[] {
  return [
    ...(operatorPage === null ? [] : [text`Operator page ${operatorPage}`]),
    ...(monitoring === null ? [] : [text`Monitoring ${monitoring}`]),
  ];
}
