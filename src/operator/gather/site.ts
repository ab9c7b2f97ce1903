/** What the figures are gathered from. */

import type { Site } from '../../site.ts';
import type { LedgerCount } from './ledger-count.ts';

/** A session as the door that let it in knows it. */
export interface DoorSession {
  readonly account: { readonly name: string; readonly party: string };
  readonly address: string;
  readonly since: Temporal.Instant;
}

/** A gateway of this process. */
export interface GatewayHere {
  sessions(): readonly DoorSession[];
}

export interface SeenSite {
  /** As it is configured now. */
  readonly site: () => Site;
  /** `undefined`: this process has none. */
  readonly gateway: GatewayHere | undefined;
  readonly pageSessions: () => readonly DoorSession[];
  readonly ledgerCount: LedgerCount;
}
