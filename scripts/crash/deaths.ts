/** Decides which process dies when, and counts the dead. */

import { deathName, type Plan, ways } from './plan.ts';
import type { Ended } from './program.ts';
import type { Random } from './random.ts';

export interface Deaths {
  /** The plan for a process that is about to start; `undefined` lets it live. */
  planFor(command: string): Plan | undefined;
  /** Takes note of how it ended. */
  note(command: string, ended: Ended): void;
  /** Kills so far, by command and by `way step`. */
  readonly kills: Tally;
  /** True once no further world has to be lived for it. */
  isOver(): boolean;
  /** Nobody is killed from now on. */
  end(): void;
}

export type Tally = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** Steps of a command of which no run has come to its end yet; a plan beyond the last step kills nobody. */
const assumedSteps = 30;
/** A gateway lives through several transfers. */
const gatewaySteps = 40;

/**
 * Deaths at random steps, until there were `greatest`. `killed`: how often a run is killed, of one; otherwise it is
 * the last of its chain, and the operator goes on.
 */
export function randomDeaths(random: Random, greatest: number, killed = 0.92): Deaths {
  const { kills, count } = createTally();
  const steps = new Map<string, number>();
  let ended = false;
  const isOver = () => ended || killsIn(kills) >= greatest;
  return {
    kills,
    isOver,
    end: () => {
      ended = true;
    },
    planFor(command) {
      const isGateway = command.startsWith('serve');
      if (isOver() || !(isGateway || random.chance(killed))) return undefined;
      const last = isGateway ? gatewaySteps : (steps.get(command) ?? assumedSteps);
      return { at: 1 + random.below(last), way: random.pick(ways) };
    },
    note(command, ended) {
      if (ended.death !== undefined) count(command, deathName(ended.death));
      else if (ended.status === 0) steps.set(command, Math.max(steps.get(command) ?? 1, ended.steps.length));
    },
  };
}

/**
 * Every distinct step of every command once in each way, in the order in which a process comes to them; one
 * world is enough.
 */
export function everyDeathOnce(): Deaths {
  const { kills, count } = createTally();
  let ended = false;
  return {
    kills,
    isOver: () => true,
    end: () => {
      ended = true;
    },
    planFor: (command) => (ended ? undefined : { sparing: [...(kills.get(command)?.keys() ?? [])] }),
    note(command, { death }) {
      if (death !== undefined) count(command, deathName(death));
    },
  };
}

export function killsIn(kills: Tally): number {
  return [...kills.values()]
    .flatMap((ofCommand) => [...ofCommand.values()])
    .reduce((sum, each) => sum + each, 0);
}

/** Several tallies as one. */
export function joined(tallies: readonly Tally[]): Tally {
  const { kills, count } = createTally();
  for (const [command, ofCommand] of tallies.flatMap((tally) => [...tally])) {
    for (const [death, times] of ofCommand) count(command, death, times);
  }
  return kills;
}

function createTally() {
  const kills = new Map<string, Map<string, number>>();
  return {
    kills,
    count(command: string, death: string, times = 1): void {
      const ofCommand = kills.get(command) ?? new Map<string, number>();
      kills.set(command, ofCommand.set(death, (ofCommand.get(death) ?? 0) + times));
    },
  };
}
