/** Warnings that strangers cause at will: a log of one line each would be theirs to fill. */

import type { Log } from '../log.ts';

const quietMilliseconds = 60_000;

/** Warns of the first at once, and then once a minute of how many there were, for as long as there are more. */
export function countedWarning(
  log: Pick<Log, 'warn'>,
  event: 'connections-crowded' | 'connections-nameless',
): (address: string | undefined) => void {
  let quiet: NodeJS.Timeout | undefined;
  let untold = 0;

  function tell(address: string | undefined): void {
    log.warn(event, { address, occurrences: untold });
    untold = 0;
    quiet = setTimeout(() => {
      quiet = undefined;
      if (untold > 0) tell(undefined);
    }, quietMilliseconds).unref();
  }

  return (address) => {
    untold += 1;
    if (quiet === undefined) tell(address);
  };
}
