/** Through which the site's own people and machines look into a process: the operator page, and monitoring. */

import type { SiteConfig } from '../config/site-config.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { Site } from '../site.ts';
import { type Monitoring, serveMonitoring } from './monitoring.ts';
import { operatorPageOf } from './operator-page.ts';

export interface Windows {
  /** Where they are; `null`: there is none. */
  readonly operatorPage: string | null;
  readonly monitoring: string | null;
  renew(site: Site): void;
  close(): Promise<void>;
}

/**
 * Opens those that the site has. `gateway`: that of this process, which is closed if one cannot be opened. Throws as
 * they do.
 */
export async function openWindows(
  monitoring: Monitoring<SiteConfig>,
  { gateway, withPage }: { readonly gateway?: Gateway; readonly withPage: boolean },
): Promise<Windows> {
  const { site, log, routes } = monitoring;
  const place = gateway && 'gateway' in site.config ? site.config.gateway.monitoring : undefined;
  const page = withPage ? operatorPageOf(site, log, routes, gateway) : undefined;
  const machines = place && serveMonitoring(routes, place, log);
  const opened = await Promise.allSettled([page, machines]);
  const closeAll = async () => {
    await Promise.all(opened.map(async (each) => each.status === 'fulfilled' && (await each.value?.close())));
  };
  const failed = opened.find((each) => each.status === 'rejected');
  if (failed !== undefined) {
    await Promise.all([closeAll(), gateway?.close()]);
    throw failed.reason;
  }
  const pageHere = await page;
  return {
    operatorPage: pageHere?.where ?? null,
    monitoring: (await machines)?.where ?? null,
    renew(next) {
      pageHere?.renew(next);
      monitoring.renew(next);
    },
    close: closeAll,
  };
}
