/** Tells people by e-mail what is new and what is still to be done, by the site's schedule. */

import type { Log } from '../log.ts';
import { sendNotices } from '../operations/notices.ts';
import type { Site } from '../site.ts';
import type { Job } from './schedule.ts';

/** No job where nobody is to be told. */
export function noticesJobs(site: Site, log: Log): readonly Job[] {
  const { notices } = site.config;
  if (notices === undefined) return [];
  return [
    {
      name: 'notices',
      expression: notices.schedule,
      async run() {
        await sendNotices(site, log);
      },
    },
  ];
}
