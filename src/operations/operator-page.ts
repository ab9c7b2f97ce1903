/** The operator page of a site, from its configuration. */

import type { Log } from '../log.ts';
import type { GatewayHere } from '../operator/gather/site.ts';
import type { OperatorPage } from '../operator/operator-page.ts';
import type { Route } from '../operator/route.ts';
import type { Site } from '../site.ts';

/**
 * Opens the page if the site has one. `gateway`: that of this process, if it has one. Throws `secret-unavailable`,
 * `already-running` or `config-invalid` if it cannot be opened.
 */
export async function operatorPageOf(
  site: Site,
  log: Log,
  moreRoutes: readonly Route[],
  gateway?: GatewayHere,
): Promise<OperatorPage | undefined> {
  const { operator: config } = site.config;
  if (config === undefined) return undefined;
  // Most processes have no page, and need not load it.
  const { startOperatorPage } = await import('../operator/operator-page.ts');
  return await startOperatorPage({ site, config, log, gateway, moreRoutes });
}
