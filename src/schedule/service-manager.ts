/**
 * Tells systemd how a service fares (sd_notify(3)), by its own program `systemd-notify`: Node cannot open a Unix
 * datagram socket. Without NOTIFY_SOCKET in the environment nothing is told to anybody.
 */

import { execFile } from 'node:child_process';
import process from 'node:process';
import { promisify } from 'node:util';
import type { Log } from '../log.ts';

export interface ServiceManager {
  ready(): Promise<void>;
  reloading(): Promise<void>;
  stopping(): Promise<void>;
  /** Lets the watchdog sleep. */
  close(): void;
}

/** By its whole path: whoever chooses the search path must not choose the program. */
const program = '/usr/bin/systemd-notify';
/** Milliseconds that the word may take: nothing waits for it longer. */
const patience = 5_000;

export function serviceManager(log: Pick<Log, 'warn'>): ServiceManager {
  const { NOTIFY_SOCKET, WATCHDOG_USEC } = process.env;
  let watchdog: NodeJS.Timeout | undefined;

  async function tell(...assignments: readonly string[]): Promise<void> {
    if (NOTIFY_SOCKET === undefined) return;
    try {
      await promisify(execFile)(program, assignments, { timeout: patience });
    } catch (error) {
      log.warn('service-manager-not-told', { error });
    }
  }

  return {
    async ready() {
      await tell('READY=1');
      const microseconds = Number(WATCHDOG_USEC);
      if (watchdog !== undefined || !(microseconds > 0)) return;
      watchdog = setInterval(() => void tell('WATCHDOG=1'), microseconds / 1000 / 2);
    },
    // systemd wants the time of its own clock, by which it knows the answer from an older one.
    reloading: () => tell('RELOADING=1', `MONOTONIC_USEC=${process.hrtime.bigint() / 1000n}`),
    stopping: () => tell('STOPPING=1'),
    close: () => clearInterval(watchdog),
  };
}
