/** `passerelle serve`: the gateway of this site, and its housekeeping. */

import { type Command, Option } from 'commander';
import type { PublisherConfig, RelayConfig } from '../config/site-config.ts';
import { openLog } from '../log.ts';
import { gatewayOf } from '../operations/gateway.ts';
import { retentionJob } from '../schedule/retention-job.ts';
import { runService } from '../schedule/service.ts';
import type { Site } from '../site.ts';
import { atSite, whileOpen } from './at-site.ts';
import type { Output } from './output.ts';

export function define(command: Command): void {
  command
    .option('--retention-only', 'no gateway: purge by schedule only, also after the sunset and at an insurer')
    .addOption(
      new Option('--gateway-only', 'no purge: another process of the site does that').conflicts(
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
  await runService(site, log, {
    begin: () =>
      output.result(told, () => [
        `${mode === 'rehearsal' ? 'REHEARSAL: ' : ''}${party} listens on ${host}, port ${port}`,
        `Host key ${hostKeyFingerprint}`,
      ]),
    work: { jobs: [], close: () => gateway.close() },
    housekeeping: purges ? [retentionJob(site, log)] : [],
  });
}

async function keepHouse(site: Site, output: Output): Promise<void> {
  const log = openLog(site.config.logLevel, site.config.logFile);
  const { site: party, mode } = site.config;
  await runService(site, log, {
    begin: () =>
      output.result({ site: party, mode, retentionOnly: true }, () => [`${party} purges by schedule`]),
    housekeeping: [retentionJob(site, log)],
  });
}
