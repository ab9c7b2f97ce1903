/** The figures of a process that serves, asked for by whoever monitors it. */

import manifest from '../../package.json' with { type: 'json' };
import { steadyTime } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Site } from '../site.ts';
import { exposition } from './exposition.ts';
import { type Sample, sample } from './families.ts';
import { checkpointMetrics, createLedgerMetrics } from './from-ledger.ts';
import { channelMetrics, heldMetrics, overdueMetrics, parcelMetrics } from './from-site.ts';

export interface MeasuredProcess {
  readonly site: () => Site;
  readonly sessionCount: () => number;
  readonly isStopping: () => boolean;
  /** What the process counted itself. */
  readonly meters: readonly (() => readonly Sample[])[];
  readonly log: Pick<Log, 'debug'>;
}

/** Gives the text of all figures. Who asks while it is being made gets the same one. */
export function createMetrics(measured: MeasuredProcess): () => Promise<string> {
  const { site, sessionCount, isStopping, meters, log } = measured;
  const fromLedger = createLedgerMetrics(site().store);
  const collectors: Readonly<Record<string, () => Promise<readonly Sample[]>>> = {
    channel: () => channelMetrics(site()),
    ledger: fromLedger,
    checkpoints: () => checkpointMetrics(site()),
    parcels: () => parcelMetrics(site()),
    held: () => heldMetrics(site()),
    overdue: () => overdueMetrics(site()),
    store: () => storeMetrics(site()),
  };

  /** What cannot be read is left out, and said to be so: the rest is still worth reading. */
  async function collect([collector, read]: readonly [string, () => Promise<readonly Sample[]>]) {
    const told = (success: 0 | 1) => sample('passerelle_collector_success', success, { collector });
    try {
      return [...(await read()), told(1)];
    } catch (error) {
      log.debug('not-measured', { collector, error });
      return [told(0)];
    }
  }

  async function measure(): Promise<string> {
    const { config, deliberation } = site();
    const samples: Sample[] = [
      sample('passerelle_info', 1, {
        version: manifest.version,
        site: config.site,
        mode: config.mode,
        deliberation: deliberation.number,
      }),
      sample('passerelle_stopping', Number(isStopping()), {}),
      sample('passerelle_sessions', sessionCount(), {}),
    ];
    // One after the other: monitoring must not take the database from those whom it serves.
    for (const collector of Object.entries(collectors)) samples.push(...(await collect(collector)));
    return exposition([...samples, ...meters.flatMap((meter) => meter())]);
  }

  let measuring: Promise<string> | undefined;
  return () => {
    measuring ??= measure().finally(() => {
      measuring = undefined;
    });
    return measuring;
  };
}

async function storeMetrics({ store }: Site): Promise<readonly Sample[]> {
  const begun = steadyTime();
  await store.head();
  return [sample('passerelle_store_read_seconds', (steadyTime() - begun) / 1000, {})];
}
