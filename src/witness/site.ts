/** What a site needs to show its ledger to the others, and to hold theirs. */

import type { Clock } from '../clock.ts';
import type { Deliberation, PartyId } from '../deliberations/clause.ts';
import type { LedgerKey, VerifierKey } from '../ledger/ledger-key.ts';
import { incarnationOf, logNameOf, originOf } from '../ledger/log-name.ts';
import type { NotedCheckpoint, Store } from '../ports/store.ts';

/** A site whose ledger others can name. */
export interface LedgerSite {
  readonly store: Store;
  readonly deliberation: Deliberation;
  readonly mode: 'real' | 'rehearsal';
  /** The party whose site this is. */
  readonly party: PartyId;
}

export interface WitnessSite extends LedgerSite {
  readonly clock: Clock;
  /** Signs our checkpoints and cosigns those of the others. */
  readonly key: LedgerKey;
  /** By which the checkpoints of a party are judged, or `undefined` if it has handed none in. */
  readonly keyOf: (party: PartyId) => VerifierKey | undefined;
}

/** The incarnation of a ledger that counts now. */
export interface KnownLedger {
  readonly incarnation: number;
  readonly origin: string;
  /** `undefined`: nothing is known of it yet. */
  readonly noted: NotedCheckpoint | undefined;
}

/** What is known here of the ledger of a party, the site's own included. */
export async function knownLedger(site: LedgerSite, party: PartyId): Promise<KnownLedger> {
  const logName = logNameOf(site.deliberation, site.mode, party);
  const ofParty = (await site.store.checkpoints()).flatMap((noted) => {
    const incarnation = incarnationOf(logName, noted.origin);
    return incarnation === undefined ? [] : [{ incarnation, origin: noted.origin, noted }];
  });
  const first: KnownLedger = { incarnation: 1, origin: originOf(logName, 1), noted: undefined };
  return ofParty.reduce<KnownLedger>(
    (latest, known) => (known.incarnation >= latest.incarnation ? known : latest),
    first,
  );
}

/** True of an incarnation that was announced and of which no checkpoint has come yet. */
export function isAwaited({ noted }: KnownLedger): boolean {
  return noted === undefined || noted.note === '';
}
