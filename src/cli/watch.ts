/** `--watch`: one run now, then by the site's schedule until the process is stopped. */

import { reloadConfig } from '../config/reload.ts';
import type { SiteConfig } from '../config/site-config.ts';
import { type Log, openLog } from '../log.ts';
import { retentionJob } from '../schedule/retention-job.ts';
import { runService } from '../schedule/service.ts';
import { type Site, siteAnew } from '../site.ts';
import type { Words } from '../words/text.ts';
import type { Output } from './output.ts';

interface Watch<Config extends SiteConfig> {
  readonly name: string;
  /** Cron expression, in Brussels time. */
  readonly expression: (config: Config) => string;
  /** Said once the first run has gone well. */
  readonly ready: Words;
  /** Whether the process also purges by schedule; where a gateway runs, that one does. */
  readonly purges: boolean;
  run(log: Log): Promise<void>;
}

/** Throws what stopped the first run; later ones are logged. */
export async function watch<Config extends SiteConfig>(
  site: Site<Config>,
  output: Output,
  { name, expression, ready, purges, run }: Watch<Config>,
): Promise<void> {
  const log = openLog(site.config.logLevel, site.config.logFile);
  const dutiesAt = (at: Site<Config>) => ({
    site: at,
    work: [{ name, expression: expression(at.config), run: () => run(log) }],
    housekeeping: purges ? [retentionJob(at, log)] : [],
  });
  await runService(log, {
    ...dutiesAt(site),
    // The first run is now: what is wrong with keys and secrets shows while the operator is there.
    async begin() {
      await run(log);
      output.note(ready);
    },
    async renew() {
      const config = await reloadConfig(site.config, { fetches: true });
      log.setLevel(config.logLevel);
      return dutiesAt(siteAnew(site, config));
    },
  });
}
