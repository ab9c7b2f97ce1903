/** Relays of ours and the script by turns, and what their seconds are told as. */

import type { Goal, Row } from './rows.ts';

/** One way to do a month; gives its seconds. */
export type Contestant = () => Promise<number>;

export interface Rounds {
  readonly runs: number;
  /** Rounds before those that count, to fill caches, of the compiler and of gpg. */
  readonly uncounted: number;
}

/** What the script is called in a row. */
export const theScript = 'the script';

/** The seconds of each contestant, without those of the first `uncounted` rounds. */
export async function byTurns(
  contestants: readonly Contestant[],
  { runs, uncounted }: Rounds,
): Promise<readonly (readonly number[])[]> {
  const seconds: number[][] = contestants.map(() => []);
  for (let round = 0; round < uncounted + runs; round += 1) {
    for (const [place, run] of contestants.entries()) {
      const taken = await run();
      if (round >= uncounted) seconds[place]?.push(taken);
    }
  }
  return seconds;
}

/** A row for each form of the relay's OpenPGP key: the seconds of ours and of the script with each. */
export function rowsOfContest(
  work: string,
  goal: Goal,
  [ours = [], shell = [], oursOpen = [], shellOpen = []]: readonly (readonly number[])[],
): readonly Row[] {
  const row = (key: string, seconds: readonly number[], theirs: readonly number[]): Row => ({
    work: `${work}, OpenPGP key ${key}`,
    unit: 's',
    compared: 'time',
    ours: seconds,
    peers: { [theScript]: theirs },
    goal,
  });
  return [row('under a passphrase', ours, shell), row('in the open', oursOpen, shellOpen)];
}
