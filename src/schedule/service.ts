/** The life of a long-running process: it works while the channel is open, and keeps house until it is stopped. */

import type { ProcessLog } from '../log.ts';
import { onReloadSignal, stopSignal } from '../operations/stop-signal.ts';
import { tellSunset } from '../operations/sunset.ts';
import type { Site } from '../site.ts';
import { type Job, startSchedule } from './schedule.ts';
import { serviceManager } from './service-manager.ts';

/** What a process does by the clock: while the channel is open, and for as long as it runs. */
interface Duties {
  readonly site: Site;
  readonly work: readonly Job[];
  readonly housekeeping: readonly Job[];
}

interface Service extends Duties {
  /** Done at once, when a signal already ends the process in order: a first run, or the word that it is ready. */
  readonly begin: () => Promise<void> | void;
  /** Ends what the process does while the channel is open; `inOrder`: what is under way may come to its end. */
  readonly close?: (inOrder: boolean) => Promise<void>;
  /** Ends what goes on after the last day too, when the process ends. */
  readonly closeLast?: () => Promise<void>;
  /** Takes in a changed configuration. What throws leaves everything as it is. */
  readonly renew: () => Promise<Duties>;
}

/**
 * Runs until SIGTERM or SIGINT, and takes in a changed configuration at SIGHUP. After the last legal day the work of the
 * channel is closed, which the ledger is told, and only the housekeeping goes on; without any the process ends with
 * `channel-closed`.
 */
export async function runService(log: ProcessLog, service: Service): Promise<void> {
  const { renew } = service;
  let closing: Promise<void> | undefined;
  const close = (inOrder: boolean) => {
    closing ??= service.close?.(inOrder) ?? Promise.resolve();
    return closing;
  };
  let duties: Duties = service;
  const manager = serviceManager(log);
  const stopped = stopSignal();
  // From now on: a signal that nobody hears ends a process.
  const begun = Promise.withResolvers<() => Promise<void>>();
  let reloads = Promise.resolve();
  const stopReloading = onReloadSignal(() => {
    reloads = reloads.then(async () => (await begun.promise)());
  });
  try {
    await service.begin();
  } catch (error) {
    stopReloading();
    await Promise.all([close(false), service.closeLast?.()]);
    throw error;
  }
  const claim = duties.site.store.claimRun;
  const house = startSchedule(duties.housekeeping, log, claim);
  const work = startSchedule(duties.work, log, claim);

  begun.resolve(async () => {
    log.reopen();
    await manager.reloading();
    try {
      duties = await renew();
      house.replace(duties.housekeeping);
      work.replace(duties.work);
      log.info('reloaded', {});
    } catch (error) {
      log.error('not-reloaded', { error });
    }
    await manager.ready();
  });

  try {
    await manager.ready();
    const hasWork = service.close !== undefined || service.work.length > 0;
    if (hasWork && (await untilSunset(() => duties.site, log, stopped)) === 'sunset') {
      await close(false);
      await work.stop();
      if (duties.housekeeping.length === 0) return await duties.site.guard.requireOpen();
      await tellSunset(duties.site);
      log.warn('only-housekeeping', { site: duties.site.config.site });
    }
    log.info('stopping', { signal: await stopped });
  } finally {
    stopReloading();
    await reloads;
    await Promise.all([manager.stopping(), close(true), work.stop(), house.stop()]);
    await service.closeLast?.();
    manager.close();
  }
}

/** Resolves when the process is told to stop, or when the channel has ended. */
async function untilSunset(site: () => Site, log: ProcessLog, stopped: Promise<string>): Promise<string> {
  const sunset = watchForSunset(site, log);
  try {
    return await Promise.race([stopped, sunset.reached]);
  } finally {
    sunset.stop();
  }
}

/** Asked so often, sessions outlive the channel by no more than this. */
const secondsBetweenLooks = 1;

function watchForSunset(site: () => Site, log: ProcessLog) {
  const { promise: reached, resolve } = Promise.withResolvers<'sunset'>();
  const look = async () => {
    const state = await site().guard.state();
    if (!state.open && (state.reason === 'ended' || state.reason === 'ended-early')) resolve('sunset');
  };
  const timer = setInterval(() => {
    look().catch((error: unknown) => log.error('channel-unknown', { error }));
  }, secondsBetweenLooks * 1000);
  return { reached, stop: () => clearInterval(timer) };
}
