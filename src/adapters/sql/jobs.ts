/** Which scheduled runs were begun, by whatever process of the site. */

import type { Store } from '../../ports/store.ts';
import type { Driver } from './driver.ts';
import { run } from './statement.ts';

export function jobsOn({ ask }: Driver): Pick<Store, 'claimRun'> {
  return {
    claimRun: (job, due) =>
      ask(function* () {
        const claimed = yield* run`
          INSERT INTO job_run (job, due) VALUES (${job}, ${due.epochMilliseconds})
          ON CONFLICT (job) DO UPDATE SET due = excluded.due WHERE job_run.due < excluded.due`;
        return claimed === 1;
      }),
  };
}
