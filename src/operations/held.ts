/** Whoever runs at the relay looks whether records are held for too long. */

import { type HeldAges, heldAges, tellOverdue } from '../held/overdue.ts';
import type { Log } from '../log.ts';
import type { Site } from '../site.ts';

/**
 * How long records are held, while anything can be done about it: `undefined` at other sites, and after the
 * last day, when what is held can go no more and is purged like the rest.
 */
export async function heldAgesAt({
  config,
  store,
  deliberation,
  guard,
  clock,
}: Site): Promise<HeldAges | undefined> {
  if (config.place !== 'relay' || !(await guard.state()).open) return undefined;
  return heldAges({ store, deliberation, now: clock.now() });
}

/** Tells the ledger, once, of limits that were crossed, and the log of all that are; gives the ages. */
export async function watchHeld(
  site: Site,
  log?: Pick<Log, 'warn' | 'error'>,
): Promise<HeldAges | undefined> {
  const ages = await heldAgesAt(site);
  if (ages === undefined) return undefined;
  const { config, store, deliberation, clock } = site;
  await tellOverdue({ store, deliberation, now: clock.now() }, config.site);
  const crossed = ages.beyond.filter(({ records }) => records > 0);
  for (const { limit, records } of crossed) {
    const last = limit === ages.beyond.at(-1)?.limit;
    log?.[last ? 'error' : 'warn']('held-overdue', { limit, records });
  }
  return ages;
}
