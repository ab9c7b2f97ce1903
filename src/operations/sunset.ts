/** The ledger is told that the channel has ended: from then on a clock set back lies behind it, and revives nothing. */

import type { LedgerEvent } from '../ledger/event.ts';
import type { Site } from '../site.ts';
import type { ClosedState } from '../sunset/guard.ts';

/** Writes down that the channel has ended. Does nothing before that. */
export async function tellSunset(site: Site): Promise<void> {
  const ended = await endedState(site);
  if (ended !== undefined) await write(site, ended);
}

/** The same once, for whoever comes by each day: nothing is said where the ledger has entries since then. */
export async function tellSunsetOnce(site: Site): Promise<void> {
  const ended = await endedState(site);
  if (ended === undefined) return;
  const { at } = await site.store.head();
  if (at === null || Temporal.Instant.compare(at, ended.since) < 0) await write(site, ended);
}

/** How the channel ended, or `undefined` while its time is not over. */
export async function endedState({ guard }: Pick<Site, 'guard'>): Promise<ClosedState | undefined> {
  const state = await guard.state();
  return !state.open && (state.reason === 'ended' || state.reason === 'ended-early') ? state : undefined;
}

async function write({ config, store, clock, deliberation }: Site, state: ClosedState): Promise<void> {
  const details = {
    since: state.since.toString(),
    reason: state.reason,
    points: deliberation.lastDay.points,
  };
  const event: LedgerEvent = { event: 'channel-closed', actor: config.site, details };
  await store.commit({ at: clock.now(), changes: [], events: [event] });
}
