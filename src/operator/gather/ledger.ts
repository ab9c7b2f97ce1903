/** Where the ledger stands, and who else saw it. */

import { witnessedCheckpoint } from '../../closure/ledger-proof.ts';
import { partiesOf } from '../../deliberations/rules.ts';
import type { LedgerHead } from '../../ledger/event.ts';
import type { Site } from '../../site.ts';
import { isAwaited, knownLedger } from '../../witness/site.ts';
import type { LedgerView } from '../view.ts';

export async function ledgerViewOf(site: Site, { size, hash, at }: LedgerHead): Promise<LedgerView> {
  const witness = await site.witness();
  const seen = witness && (await witnessedCheckpoint(witness));
  return {
    size,
    hash,
    at: at?.toString() ?? null,
    checkpoint:
      seen === undefined
        ? null
        : { size: seen.noted.size, noted: seen.noted.at.toString(), cosigners: seen.by },
    others: await othersKnown(site),
  };
}

async function othersKnown({ config, store, deliberation }: Site): Promise<LedgerView['others']> {
  const ledgers = { store, deliberation, mode: config.mode, party: config.site };
  const others = partiesOf(deliberation).filter(({ id }) => id !== config.site);
  const known = await Promise.all(
    others.map(async ({ id }) => ({ party: id, ledger: await knownLedger(ledgers, id) })),
  );
  return known.flatMap(({ party, ledger }) =>
    ledger.noted === undefined || isAwaited(ledger)
      ? []
      : [{ party, size: ledger.noted.size, noted: ledger.noted.at.toString() }],
  );
}
