/** `--watch`: one run now, then by the site's schedule until the process is stopped. */

import { type Log, openLog } from '../log.ts';
import { retentionJob } from '../schedule/retention-job.ts';
import { runService } from '../schedule/service.ts';
import type { Site } from '../site.ts';
import type { Output } from './output.ts';

interface Watch {
  readonly name: string;
  /** Cron expression, in Brussels time. */
  readonly expression: string;
  /** Said once the first run has gone well. */
  readonly ready: string;
  /** Whether the process also purges by schedule; where a gateway runs, that one does. */
  readonly purges: boolean;
  run(log: Log): Promise<void>;
}

/** Throws what stopped the first run; later ones are logged. */
export async function watch(
  site: Site,
  output: Output,
  { name, expression, ready, purges, run }: Watch,
): Promise<void> {
  const log = openLog(site.config.logLevel, site.config.logFile);
  const job = { name, expression, run: () => run(log) };
  await runService(site, log, {
    // The first run is now: what is wrong with keys and secrets shows while the operator is there.
    async begin() {
      await job.run();
      output.note(ready);
    },
    work: { jobs: [job], close: async () => {} },
    housekeeping: purges ? [retentionJob(site, log)] : [],
  });
}
