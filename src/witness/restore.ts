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
import { readEntry } from '../ledger/read.ts';
import { text, type Words } from '../words/text.ts';
import { problemWith } from './own.ts';
import { knownLedger, type LedgerSite } from './site.ts';

export interface AcknowledgedRestore {
  /** Origin under which the ledger goes on. */
  readonly origin: string;
  /** The last size that was known of the ledger before; `null` if none of it is known to be lost. */
  readonly lostSize: number | null;
}

/** The backup from which the site was restored, if its operator has not acknowledged that. Reads the whole ledger. */
export async function unacknowledgedRestore({
  store,
  party,
}: Pick<LedgerSite, 'store' | 'party'>): Promise<string | undefined> {
  let restored: string | undefined;
  for await (const stored of store.entries(0)) {
    const { event, details } = readEntry(stored);
    const { backup, of } = details;
    if (event === 'site-restored') restored = String(backup);
    if (event === 'restore-acknowledged' && of === party) restored = undefined;
  }
  return restored;
}

/** Throws `usage` if there is nothing to acknowledge: neither a loss that others know of, nor, of the site's own, a restore. */
export async function acknowledgeRestore(
  site: LedgerSite & { readonly clock: Clock },
  party: PartyId,
  reason: string,
): Promise<AcknowledgedRestore> {
  const known = await knownLedger(site, party);
  const lost = readCheckpoint(known.noted?.note ?? '');
  const isOwn = party === site.party;
  if (lost === undefined || (isOwn && (await problemWith(site, lost)) === undefined)) {
    const backup = isOwn ? await unacknowledgedRestore(site) : undefined;
    if (backup !== undefined) return await acknowledgeWithoutLoss(site, known.origin, backup, reason);
    throw nothingLost(
      lost === undefined
        ? text`nothing is known of the ledger of ${party} that could be lost`
        : text`the ledger of this site holds all that others are known to have seen`,
    );
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
          keptSize: isOwn ? head.size : null,
          reason,
        },
      },
    ],
  });
  if (!result.committed) throw nothingLost(text`another process has acknowledged it already`);
  return { origin, lostSize: lost.size };
}

/** The site was restored, and no other is known to have seen more of its ledger: it goes on as it is. */
async function acknowledgeWithoutLoss(
  { store, clock, party }: LedgerSite & { readonly clock: Clock },
  origin: string,
  backup: string,
  reason: string,
): Promise<AcknowledgedRestore> {
  const details = { of: party, origin, backup, reason };
  await store.commit({
    at: clock.now(),
    changes: [],
    events: [{ event: 'restore-acknowledged', actor: party, details }],
  });
  return { origin, lostSize: null };
}

function nothingLost(says: Words): PasserelleError {
  return new PasserelleError('usage', says, {
    hint: text`Nothing was changed. See: passerelle ledger checkpoint`,
  });
}
