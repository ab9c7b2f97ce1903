/** Which scheduled runs were begun, by whatever process of the site. */

import { z } from 'zod';
import type { Store } from '../../ports/store.ts';
import type { Driver } from './driver.ts';
import { readIfAny } from './rows.ts';
import { get, run } from './statement.ts';

const dueRow = z.object({ due: z.int() });

export function jobsOn({ ask }: Driver): Pick<Store, 'claimRun' | 'lastRun'> {
  return {
    claimRun: (job, due) =>
      ask(function* () {
        const claimed = yield* run`
          INSERT INTO job_run (job, due) VALUES (${job}, ${due.epochMilliseconds})
          ON CONFLICT (job) DO UPDATE SET due = excluded.due WHERE job_run.due < excluded.due`;
        return claimed === 1;
      }),

    lastRun: (job) =>
      ask(function* () {
        const found = readIfAny(dueRow, yield* get`SELECT due FROM job_run WHERE job = ${job}`);
        return found === undefined ? null : Temporal.Instant.fromEpochMilliseconds(found.due);
      }),
  };
}
