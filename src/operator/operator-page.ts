/**
 * The operator page: the site's own people see in a browser how it does. It listens on this machine alone, shows counts
 * and dates, and changes nothing. It goes on after the sunset, as the purge does.
 */

import type { AccountSite } from '../accounts/keeping.ts';
import { steadyTime } from '../clock.ts';
import type { OperatorConfig } from '../config/site-config.ts';
import type { Log } from '../log.ts';
import { createJudge } from '../login/judge.ts';
import type { Site } from '../site.ts';
import { createEvidenceDesk } from './evidence.ts';
import { createLedgerCount } from './gather/ledger-count.ts';
import type { GatewayHere, SeenSite } from './gather/site.ts';
import { defaultLimits, type PageLimits } from './limits.ts';
import { listen } from './listen.ts';
import type { Route } from './route.ts';
import { routesOf } from './routes.ts';
import { createPageServer } from './server.ts';
import { createPageSessions } from './sessions.ts';
import { createSignInDesk } from './sign-in.ts';

export interface OperatorPageOptions {
  readonly site: Site;
  readonly config: OperatorConfig;
  readonly log: Log;
  /** The gateway of this process, if it has one. */
  readonly gateway?: GatewayHere | undefined;
  /** Lines that others add to the route table. */
  readonly moreRoutes?: readonly Route[];
  readonly limits?: Partial<PageLimits>;
  /** Milliseconds that only run forward. */
  readonly steadyTime?: () => number;
}

export interface OperatorPage {
  /** What to open: an address, or `unix:` and the path of a socket. */
  readonly where: string;
  readonly port: number | undefined;
  /** From now on the page shows that site; sessions go on. */
  renew(site: Site): void;
  /** Ends all sessions and connections, and waits until the ledger knows. */
  close(): Promise<void>;
}

/** Seconds for which a request that is being answered may go on at the end. */
const farewell = 2;

/** Throws `secret-unavailable`, `already-running` or `config-invalid` if it cannot be opened. */
export async function startOperatorPage(options: OperatorPageOptions): Promise<OperatorPage> {
  const { config, log, gateway } = options;
  const limits = { ...defaultLimits, ...options.limits };
  let current = options.site;
  const { store, clock, deliberation } = current;
  const { site: party, mode } = current.config;
  const accounts: AccountSite = {
    store,
    clock,
    deliberation,
    party,
    mode,
    vault: await current.vault(),
  };
  const sessions = createPageSessions(
    { store, clock, log, steadyTime: options.steadyTime ?? steadyTime, watched: () => signIn.tellRefusals() },
    limits,
  );
  const signIn = createSignInDesk({ site: accounts, judge: createJudge(accounts), sessions, log });
  const seen: SeenSite = {
    site: () => current,
    gateway,
    pageSessions: sessions.all,
    ledgerCount: createLedgerCount(store, deliberation, party),
  };
  const desks = { seen, signIn, evidence: createEvidenceDesk(seen.site) };
  const routes = [...routesOf(desks), ...(options.moreRoutes ?? [])];
  const server = createPageServer(routes, { sessions, log, limits, publicAddress: config.address });
  const listening = await listen(server, config.place).catch(async (error: unknown) => {
    await sessions.stop();
    throw error;
  });
  log.info('page-listening', { where: listening.where });

  return {
    where: listening.where,
    port: listening.port,
    renew(site) {
      current = site;
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      const late = setTimeout(() => server.closeAllConnections(), farewell * 1000);
      server.closeIdleConnections();
      await sessions.stop();
      await closed;
      clearTimeout(late);
      await signIn.settled();
      await listening.remove();
    },
  };
}
