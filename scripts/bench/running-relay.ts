/**
 * A relay that runs, as a process of its own: what `relay --watch` does once at its start, then a run for each message,
 * as its schedule asks for one. Its only argument is the configuration; relay-running.ts speaks to it.
 */

import process from 'node:process';
import { z } from 'zod';
import { rehearsalClock, startOfLegalDay } from '../../src/clock.ts';
import { loadConfig } from '../../src/config/load.ts';
import { prepareRelay } from '../../src/operations/relay.ts';
import { openSite } from '../../src/site.ts';
import { today } from './sites.ts';

/** Asks for a run on that day. */
export const runMessage = z.object({ day: z.string() });
/** What came of it, and how long it took. */
export const ranMessage = z.object({
  seconds: z.number(),
  months: z.array(z.object({ delivered: z.record(z.string(), z.int()) })),
  stillHeld: z.int(),
});

if (import.meta.main) {
  const [, , file = ''] = process.argv;
  const config = await loadConfig(file);
  if (config.place !== 'relay') throw new TypeError(`${file} is of no relay`);
  const clock = rehearsalClock(startOfLegalDay(today), true);
  const site = await openSite(config, clock);
  const run = await prepareRelay(site);
  process.on('message', async (message) => {
    clock.moveTo(startOfLegalDay(Temporal.PlainDate.from(runMessage.parse(message).day)));
    const begun = performance.now();
    const { months, stillHeld } = await run();
    process.send?.({ seconds: (performance.now() - begun) / 1000, months, stillHeld });
  });
  process.once('disconnect', () => site.close());
  process.send?.('ready');
}
