/** Whether a process is to be sent work, for load balancers and service managers. */

import type { Site } from '../site.ts';
import { closedSentence } from '../sunset/guard.ts';

export interface Readiness {
  readonly ready: boolean;
  /** One line each; strangers may read them. */
  readonly words: readonly string[];
}

/**
 * A gateway is ready while the channel is open, its database takes what is written, and nobody told it to stop. `serves`:
 * false for a process without a gateway, which goes on when the channel has ended.
 */
export async function readinessOf(
  { store, guard, deliberation }: Site,
  { stopping, serves }: { readonly stopping: boolean; readonly serves: boolean },
): Promise<Readiness> {
  const checks = await Promise.all([
    checked('process', async () => (stopping ? [false, 'stopping'] : [true, 'running'])),
    checked('database', async () => {
      // Forgets no failure that there can be, and is a write all the same.
      await store.forgetFailuresUntil(Temporal.Instant.fromEpochMilliseconds(0));
      return [true, 'writable'];
    }),
    checked('channel', async () => {
      const state = await guard.state();
      if (state.open) return [true, `open until ${state.lastDay}`];
      return [!serves, String(closedSentence(deliberation, state))];
    }),
  ]);
  const ready = checks.every(([isGood]) => isGood);
  return { ready, words: [ready ? 'ready' : 'not ready', ...checks.map(([, words]) => words)] };
}

type Found = readonly [isGood: boolean, words: string];

/** What cannot be known is taken for no, and told without its cause: that stands in the log of whoever met it. */
async function checked(what: string, look: () => Promise<Found>): Promise<Found> {
  try {
    const [isGood, words] = await look();
    return [isGood, `${what}: ${words}`];
  } catch {
    return [false, `${what}: failed`];
  }
}
