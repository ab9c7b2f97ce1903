/** The life of a long-running process: it works while the channel is open, and keeps house until it is stopped. */

import type { Log } from '../log.ts';
import { stopSignal } from '../operations/stop-signal.ts';
import { tellSunset } from '../operations/sunset.ts';
import type { Site } from '../site.ts';
import { type Job, startSchedule } from './schedule.ts';

/** What a process does while the channel is open, and how it ends that. */
interface ChannelWork {
  readonly jobs: readonly Job[];
  close(): Promise<void>;
}

interface Service {
  /** Done at once, when a signal already ends the process in order: a first run, or the word that it is ready. */
  readonly begin: () => Promise<void> | void;
  readonly work?: ChannelWork;
  readonly housekeeping: readonly Job[];
}

/**
 * Runs until SIGTERM or SIGINT. After the last legal day the work of the channel is closed, which the ledger
 * is told, and only the housekeeping goes on; without any the process ends with `channel-closed`.
 */
export async function runService(
  site: Site,
  log: Log,
  { begin, work, housekeeping }: Service,
): Promise<void> {
  const stopped = stopSignal();
  try {
    await begin();
  } catch (error) {
    await work?.close();
    throw error;
  }
  const house = startSchedule(housekeeping, log, site.store.claimRun);
  try {
    if (work !== undefined && (await untilSunset(site, log, work, stopped)) === 'sunset') {
      if (housekeeping.length === 0) return await site.guard.requireOpen();
      await tellSunset(site);
      log.warn('only-housekeeping', { site: site.config.site });
    }
    log.info('stopping', { signal: await stopped });
  } finally {
    await house.stop();
  }
}

async function untilSunset(
  site: Site,
  log: Log,
  work: ChannelWork,
  stopped: Promise<string>,
): Promise<string> {
  const schedule = startSchedule(work.jobs, log, site.store.claimRun);
  const sunset = watchForSunset(site, log);
  try {
    return await Promise.race([stopped, sunset.reached]);
  } finally {
    sunset.stop();
    await work.close();
    await schedule.stop();
  }
}

/** Asked so often, sessions outlive the channel by no more than this. */
const secondsBetweenLooks = 1;

function watchForSunset({ guard }: Site, log: Log) {
  const { promise: reached, resolve } = Promise.withResolvers<'sunset'>();
  const look = async () => {
    const state = await guard.state();
    if (!state.open && (state.reason === 'ended' || state.reason === 'ended-early')) resolve('sunset');
  };
  const timer = setInterval(() => {
    look().catch((error: unknown) => log.error('channel-unknown', { error }));
  }, secondsBetweenLooks * 1000);
  return { reached, stop: () => clearInterval(timer) };
}
