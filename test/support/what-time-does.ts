/** What depends on time, told by a process under a time zone of the test's choice (`TZ`). */

import { createTask } from 'node-cron';
import { legalDay, legalTimeZone } from '../../src/clock.ts';
import { n21250 } from '../../src/deliberations/n21-250.ts';
import { channelState } from '../../src/deliberations/rules.ts';
import { createLog } from '../../src/log.ts';

/** The last second of the channel, and the first after it, in Brussels. */
const moments = ['2022-12-31T22:59:59Z', '2022-12-31T23:00:00Z'].map((text) => Temporal.Instant.from(text));

let line = '';
const before = Temporal.Now.instant().epochMilliseconds;
createLog('info', {
  write: (written) => {
    line = written;
  },
}).info('job-started', { job: 'purge' });
const { time }: { time: string } = JSON.parse(line);
const logged = Temporal.Instant.from(time).epochMilliseconds;

const task = createTask('15 1 * * *', () => {}, { timezone: legalTimeZone });
await task.start();
const nextRun = task.getNextRun();
await task.destroy();

console.log(
  JSON.stringify({
    machine: Temporal.Now.timeZoneId(),
    utc: time.endsWith('Z') && logged >= before && logged - before < 60_000,
    days: moments.map((moment) => legalDay(moment).toString()),
    open: moments.map((moment) => channelState(n21250, moment, {}).open),
    nextRun:
      nextRun &&
      Temporal.Instant.fromEpochMilliseconds(nextRun.getTime())
        .toZonedDateTimeISO(legalTimeZone)
        .toPlainTime()
        .toString({ smallestUnit: 'minute' }),
  }),
);
