/** How a long-running process learns that it is to end. */

import process from 'node:process';

const signals = ['SIGTERM', 'SIGINT'] as const;

/**
 * Resolves at the first SIGTERM or SIGINT, so that the process can end in order. The next one ends it at
 * once, as it would any process: nothing that is committed is lost by that.
 */
export function stopSignal(): Promise<(typeof signals)[number]> {
  const { promise, resolve } = Promise.withResolvers<(typeof signals)[number]>();
  for (const signal of signals) process.once(signal, () => resolve(signal));
  return promise;
}
