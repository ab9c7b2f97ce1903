/** How a long-running process learns that it is to end, or to read its configuration anew. */

import process from 'node:process';

type StopSignal = 'SIGTERM' | 'SIGINT' | 'SIGHUP';
const millisecondsBetweenLooks = 250;

/** Whoever works at a terminal means the end by hanging up; of a service it asks to look at its files anew. */
const isAtTerminal = process.stdin.isTTY === true;
const signals: readonly StopSignal[] = ['SIGTERM', 'SIGINT', ...(isAtTerminal ? (['SIGHUP'] as const) : [])];

/**
 * Resolves at the first SIGTERM or SIGINT, so that the process can end in order. The next one ends it at
 * once, as it would any process: nothing that is committed is lost by that.
 */
export function stopSignal(): Promise<StopSignal> {
  const { promise, resolve } = Promise.withResolvers<StopSignal>();
  for (const signal of signals) process.once(signal, () => resolve(signal));
  const { npm_lifecycle_event: npmScript } = process.env;
  if (npmScript !== undefined) whenOrphaned(() => resolve('SIGTERM'));
  return promise;
}

/** Calls `reload` at each SIGHUP, until the function that it gives is called. */
export function onReloadSignal(reload: () => void): () => void {
  if (isAtTerminal) return () => {};
  process.on('SIGHUP', reload);
  return () => process.off('SIGHUP', reload);
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
