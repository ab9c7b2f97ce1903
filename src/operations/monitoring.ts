/** What machines ask of a process that stays: metrics, liveness, readiness. Counts and words, and never of a person. */

import type { OperatorPlace, SiteConfig } from '../config/site-config.ts';
import type { ProcessLog } from '../log.ts';
import { expositionType } from '../metrics/exposition.ts';
import { meterLog, meterProcess, meterStore } from '../metrics/meters.ts';
import { createMetrics } from '../metrics/metrics.ts';
import { readinessOf } from '../metrics/readiness.ts';
import { defaultLimits } from '../operator/limits.ts';
import { listen } from '../operator/listen.ts';
import { paths } from '../operator/paths.ts';
import { forEverybody, plain, type Route } from '../operator/route.ts';
import { createPageServer } from '../operator/server.ts';
import type { Site } from '../site.ts';

export interface Monitoring<Config extends SiteConfig> {
  /** The site and the log of the process, with everything counted that passes. */
  readonly site: Site<Config>;
  readonly log: ProcessLog;
  /** For the operator page, or a server of their own: whoever is on the machine may ask. */
  readonly routes: readonly Route[];
  /** From now on the site is that one. */
  renew(site: Site): void;
  /** From now on the process is not ready. */
  stop(): void;
}

/** `sessionCount`: of the gateway of this process, once it has one; `undefined`: it never will. */
export function monitor<Config extends SiteConfig>(
  site: Site<Config>,
  log: ProcessLog,
  sessionCount: (() => number) | undefined,
): Monitoring<Config> {
  const [meteredLog, meteredStore] = [meterLog(log), meterStore(site.store)];
  const metered = { ...site, store: meteredStore.metered };
  let current: Site = metered;
  let stopping = false;
  const metrics = createMetrics({
    site: () => current,
    isStopping: () => stopping,
    sessionCount: sessionCount ?? (() => 0),
    log,
    meters: [meteredLog.samples, meteredStore.samples, meterProcess()],
  });
  return {
    site: metered,
    log: meteredLog.metered,
    routes: [
      forEverybody('GET', '/metrics', async () => plain(await metrics(), 200, expositionType)),
      // Whoever answers is alive.
      forEverybody('GET', '/healthz', () => plain('alive\n')),
      forEverybody('GET', '/readyz', async () => {
        const { ready, words } = await readinessOf(current, { stopping, serves: sessionCount !== undefined });
        return plain(words.map((line) => `${line}\n`).join(''), ready ? 200 : 503);
      }),
    ],
    renew(next) {
      current = next;
    },
    stop() {
      stopping = true;
    },
  };
}

/** A server of these lines alone, where a gateway has no operator page. Throws as `listen` does. */
export async function serveMonitoring(
  routes: readonly Route[],
  place: OperatorPlace,
  log: ProcessLog,
): Promise<{ readonly where: string; close(): Promise<void> }> {
  const nothing = forEverybody('GET', paths.signIn, () => plain('There is nothing here.\n', 404));
  const server = createPageServer([...routes, nothing], {
    sessions: { find: async () => undefined },
    log,
    limits: defaultLimits,
    publicAddress: undefined,
  });
  const { where, remove } = await listen(server, place);
  return {
    where,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
      await remove();
    },
  };
}
