/** The daily duty of every long-running process: the purge, an emptied gateway, a look at what is held and overdue, and at the end. */

import type { Log } from '../log.ts';
import { watchDeadlines, watchSunset } from '../operations/deadlines.ts';
import { watchHeld } from '../operations/held.ts';
import { runRetention } from '../operations/retention.ts';
import type { Site } from '../site.ts';
import type { Job } from './schedule.ts';

/** Purges by the site's schedule, and tells the log what went. */
export function retentionJob(site: Site, log: Log): Job {
  return {
    name: 'purge',
    expression: site.config.schedule.purge,
    async run() {
      const { purged, waiting, removed, pruned } = await runRetention(site);
      for (const { month, records } of purged) log.info('month-purged', { month, records });
      for (const { month } of waiting) log.warn('purge-waits', { month });
      if (pruned !== undefined) log.info('ledger-pruned', { entries: pruned.entries, from: pruned.from });
      for (const { name } of removed) log.info('parcel-taken-off', { parcel: name });
      await watchHeld(site, log);
      await watchDeadlines(site, log);
      await watchSunset(site, log);
    },
  };
}
