/** How a long-running process learns that it is to end. */

import process from 'node:process';

const signals = ['SIGTERM', 'SIGINT'] as const;
const millisecondsBetweenLooks = 250;

/**
 * Resolves at the first SIGTERM or SIGINT, so that the process can end in order. The next one ends it at
 * once, as it would any process: nothing that is committed is lost by that.
 */
export function stopSignal(): Promise<(typeof signals)[number]> {
  const { promise, resolve } = Promise.withResolvers<(typeof signals)[number]>();
  for (const signal of signals) process.once(signal, () => resolve(signal));
  const { npm_lifecycle_event: npmScript } = process.env;
  if (npmScript !== undefined) whenOrphaned(() => resolve('SIGTERM'));
  return promise;
}

/** `npm start` hands a signal to its shell only, which ends by it and leaves the program behind. */
function whenOrphaned(stop: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    stop();
  }, millisecondsBetweenLooks);
  timer.unref();
}
