/**
 * The way on after a ledger was restored from an older state: its operator, and those of the sites that hold more of
 * it than is left, each acknowledge the loss with a reason. The ledger goes on under a new origin; what was
 * known of the old one stays where it is for ever.
 */

import type { Clock } from '../clock.ts';
import type { PartyId } from '../deliberations/clause.ts';
import { PasserelleError } from '../errors.ts';
import { readCheckpoint } from '../ledger/checkpoint.ts';
import { logNameOf, originOf } from '../ledger/log-name.ts';
import { text, type Words } from '../words/text.ts';
import { problemWith } from './own.ts';
import { knownLedger, type LedgerSite } from './site.ts';

export interface AcknowledgedRestore {
  /** Origin under which the ledger goes on. */
  readonly origin: string;
  /** The last size that was known of the ledger before. */
  readonly lostSize: number;
}

/** Throws `usage` if there is no loss to acknowledge. */
export async function acknowledgeRestore(
  site: LedgerSite & { readonly clock: Clock },
  party: PartyId,
  reason: string,
): Promise<AcknowledgedRestore> {
  const known = await knownLedger(site, party);
  const lost = readCheckpoint(known.noted?.note ?? '');
  if (known.noted === undefined || lost === undefined) {
    throw nothingLost(text`nothing is known of the ledger of ${party} that could be lost`);
  }
  if (party === site.party && (await problemWith(site, lost)) === undefined) {
    throw nothingLost(text`the ledger of this site holds all that others are known to have seen`);
  }
  const origin = originOf(logNameOf(site.deliberation, site.mode, party), known.incarnation + 1);
  const at = site.clock.now();
  const head = await site.store.head();
  const result = await site.store.commit({
    at,
    changes: [{ change: 'note-checkpoint', checkpoint: { origin, size: 0, note: '', at }, after: null }],
    events: [
      {
        event: 'restore-acknowledged',
        actor: site.party,
        details: {
          of: party,
          origin,
          lostOrigin: lost.origin,
          lostSize: lost.size,
          lostRoot: lost.root,
          keptSize: party === site.party ? head.size : null,
          reason,
        },
      },
    ],
  });
  if (!result.committed) throw nothingLost(text`another process has acknowledged it already`);
  return { origin, lostSize: lost.size };
}

function nothingLost(says: Words): PasserelleError {
  return new PasserelleError('usage', says, {
    hint: text`Nothing was changed. See: passerelle ledger checkpoint`,
  });
}
