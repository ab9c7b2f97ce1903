/**
 * INAMI on a bad Monday, with its operator page: of two months one was not collected by everybody, a record is held
 * for too long, the newest month is missing. Lived by the rehearsal itself, in this process.
 */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { rehearsalClock } from '../../src/clock.ts';
import { n21250 } from '../../src/deliberations/n21-250.ts';
import { latest } from '../../src/deliberations/rules.ts';
import { createLog } from '../../src/log.ts';
import { type OperatorPage, startOperatorPage } from '../../src/operator/operator-page.ts';
import { purgeOn } from '../../src/rehearsal/afterlife.ts';
import { liveMonth, morning } from '../../src/rehearsal/month.ts';
import { createScenario } from '../../src/rehearsal/scenario.ts';
import { createWorld } from '../../src/rehearsal/world.ts';
import { type OwnReader, ownReader } from './own-reader.ts';

export interface LivedRelay {
  readonly page: OperatorPage;
  /** Somebody of the site with a role, whose factors are new. */
  own(name: string, role: 'operator' | 'auditor'): Promise<OwnReader>;
  /** Six years later: the first of the two months is purged. */
  growOld(): Promise<void>;
  end(): Promise<void>;
}

export async function livedRelay(): Promise<LivedRelay> {
  const folder = await mkdtemp(path.join(tmpdir(), 'passerelle-lived-'));
  const recipients = latest(n21250.recipients).map(({ id }) => id);
  const scenario = createScenario(2022, recipients);
  const [, february, march] = scenario.months;
  if (february === undefined || march === undefined) throw new RangeError('a year without months');
  const clock = rehearsalClock(morning(february, 3));
  const world = await createWorld(folder, n21250, clock);
  await liveMonth(world, scenario, february, world.insurers.slice(0, 3), () => {});
  await liveMonth(world, scenario, march, world.insurers.slice(2, 4), () => {});
  clock.moveTo(Temporal.Instant.from('2022-05-16T08:05:00+02:00'));
  const { site, gateway } = world.relay;
  const page = await startOperatorPage({
    site,
    config: { place: { host: '127.0.0.1', port: 0 }, address: undefined },
    log: createLog('error', { write: () => {} }),
    gateway,
  });
  return {
    page,
    async own(name, role) {
      const { store, deliberation, config } = site;
      const vault = await site.vault();
      return ownReader(
        { store, clock, deliberation, party: config.site, mode: config.mode, vault },
        name,
        role,
      );
    },
    async growOld() {
      await purgeOn(world, Temporal.PlainDate.from('2028-02-20'));
    },
    async end() {
      await page.close();
      await world.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
