/** What a process counts of its own doing, in front of its log, its store and its event loop. */

import { monitorEventLoopDelay } from 'node:perf_hooks';
import process from 'node:process';
import { steadyTime } from '../clock.ts';
import type { Log, ProcessLog } from '../log.ts';
import type { LogEvent } from '../log-events.ts';
import type { Store } from '../ports/store.ts';
import { type Sample, sample } from './families.ts';

interface Meter<Metered> {
  readonly metered: Metered;
  samples(): readonly Sample[];
}

/** Counts what is logged, whatever the level that is written. */
export function meterLog(log: ProcessLog): Meter<ProcessLog> {
  const counts = new Map<string, { event: LogEvent; level: keyof Log; times: number }>();
  const counting = <Level extends keyof Log>(level: Level): Log[Level] => {
    return (event, facts) => {
      const key = `${event} ${level}`;
      counts.set(key, { event, level, times: (counts.get(key)?.times ?? 0) + 1 });
      log[level](event, facts);
    };
  };
  return {
    metered: {
      ...log,
      debug: counting('debug'),
      info: counting('info'),
      warn: counting('warn'),
      error: counting('error'),
    },
    samples: () =>
      [...counts.values()].map(({ event, level, times }) =>
        sample('passerelle_log_events_total', times, { event, level }),
      ),
  };
}

/** Counts and times what is committed; all else passes. */
export function meterStore(store: Store): Meter<Store> {
  let commits = 0;
  let milliseconds = 0;
  return {
    metered: {
      ...store,
      async commit(step) {
        const begun = steadyTime();
        try {
          return await store.commit(step);
        } finally {
          commits += 1;
          milliseconds += steadyTime() - begun;
        }
      },
    },
    samples: () => [
      sample('passerelle_commits_total', commits, {}),
      sample('passerelle_commit_seconds_total', milliseconds / 1000, {}),
    ],
  };
}

/** Watches the event loop until the process ends. */
export function meterProcess(): () => readonly Sample[] {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  const seconds = (nanoseconds: number) => nanoseconds / 1e9;
  return () => {
    const { user, system } = process.cpuUsage();
    // Nothing was measured yet if it is asked at once.
    const statistics = delay.count === 0 ? [] : Object.entries({ median: 50, p99: 99, maximum: 100 });
    const samples = [
      ...statistics.map(([statistic, percentile]) =>
        sample('passerelle_event_loop_delay_seconds', seconds(delay.percentile(percentile)), { statistic }),
      ),
      sample('process_resident_memory_bytes', process.memoryUsage.rss(), {}),
      sample('process_cpu_seconds_total', (user + system) / 1e6, {}),
      sample('process_start_time_seconds', performance.timeOrigin / 1000, {}),
    ];
    delay.reset();
    return samples;
  };
}
