/** The grid of months and parties, and the flow of each month. Counts alone. */

import { legalDay } from '../../clock.ts';
import { type Missing, monthDue } from '../../deadlines/due.ts';
import type { Deliberation, Party, PartyId } from '../../deliberations/clause.ts';
import { latest, placeOf, spokenName } from '../../deliberations/rules.ts';
import { monthOfDay, type ReferenceMonth } from '../../people/reference-month.ts';
import { partsOf, sumOf } from '../../statements/check.ts';
import type { LedgerTally } from '../../statements/from-ledger.ts';
import { type ParcelTally, recordsOf } from '../../statements/tally.ts';
import type { Language } from '../../words/language.ts';
import type { CellState, MonthCell, MonthFlow, MonthRow, OperatorView } from '../view.ts';

interface Asked {
  readonly deliberation: Deliberation;
  readonly site: PartyId;
  readonly now: Temporal.Instant;
  readonly open: boolean;
  readonly months: ReadonlyMap<ReferenceMonth, LedgerTally>;
  readonly missing: readonly Missing[];
}

/** The parties that have a column: those to whom the month's files go; at a recipient, who sends them. */
export function columnsAt(
  deliberation: Deliberation,
  site: PartyId,
  language: Language,
): OperatorView['parties'] {
  return columnParties(deliberation, site).map((party) => ({
    party: party.id,
    name: spokenName(party, language),
  }));
}

function columnParties(deliberation: Deliberation, site: PartyId): readonly Party[] {
  const atRelay = placeOf(deliberation, site) === 'relay';
  return atRelay ? latest(deliberation.recipients) : [latest(deliberation.relay)];
}

/** Who sends to the site. */
export function upstreamOf(
  deliberation: Deliberation,
  site: PartyId,
  language: Language,
): OperatorView['upstream'] {
  const party = senderTo(deliberation, site);
  return party === undefined ? null : { party: party.id, name: spokenName(party, language) };
}

function senderTo(deliberation: Deliberation, site: PartyId): Party | undefined {
  const place = placeOf(deliberation, site);
  if (place === 'publisher') return undefined;
  return latest(place === 'relay' ? deliberation.publisher : deliberation.relay);
}

/** The newest month first: those of which the ledger tells, those that are late, and while it is open the current one. */
export function monthRows(asked: Asked): readonly MonthRow[] {
  const { months, missing, now, open, deliberation, site } = asked;
  const late = new Set(missing.flatMap(({ what, month }) => (what === 'month' ? [month] : [])));
  const current = open ? [monthOfDay(legalDay(now))] : [];
  const all = [...new Set([...months.keys(), ...late, ...current])].sort().reverse();
  return all.map((month) => {
    const tally = months.get(month);
    return {
      month,
      flow: flowOf(asked, tally),
      cells: columnParties(deliberation, site).map(({ id }) => cellOf(asked, tally, id)),
      late: late.has(month),
      due: monthDue(deliberation, site, month).toString(),
    };
  });
}

const empty: MonthFlow = {
  received: 0,
  delivered: 0,
  held: 0,
  returned: 0,
  alreadyKnown: 0,
  superseded: 0,
  balanced: true,
  files: 0,
};

function flowOf({ deliberation, site }: Asked, tally: LedgerTally | undefined): MonthFlow {
  if (tally === undefined) return empty;
  const [publisher, relay] = [latest(deliberation.publisher).id, latest(deliberation.relay).id];
  const own = ownFiles(deliberation, site, tally.parcels);
  if (site === relay) {
    const sum = sumOf(tally, publisher, relay);
    return { ...sum, balanced: sum.received === partsOf(sum), files: own.length };
  }
  return { ...empty, received: recordsOf(own, {}), returned: tally.returned, files: own.length };
}

/** The month's own files: those that the site published, or that came to it from the party before. */
function ownFiles(deliberation: Deliberation, site: PartyId, parcels: readonly ParcelTally[]) {
  const sender = senderTo(deliberation, site);
  return parcels.filter(({ from, to }) =>
    sender === undefined ? from === site : from === sender.id && to === site,
  );
}

/** The files to a party; at a recipient, those from it. */
function cellOf(
  { deliberation, site, missing }: Asked,
  tally: LedgerTally | undefined,
  party: PartyId,
): MonthCell {
  const [sender, receiver] = placeOf(deliberation, site) === 'recipient' ? [party, site] : [site, party];
  const files = (tally?.parcels ?? []).filter(({ from, to }) => from === sender && to === receiver);
  const count = (has: (parcel: ParcelTally) => boolean) => files.filter(has).length;
  const lateNames = new Set(missing.map(({ parcel }) => parcel));
  const figures = {
    party,
    files: files.length,
    records: recordsOf(files, {}),
    // What came to this site was collected by it.
    collected: count(({ collectedAt }) => receiver === site || collectedAt !== null),
    receipted: count(({ receiptedAt }) => receiptedAt !== null),
    late: count(({ name }) => lateNames.has(name)),
    purged: count(({ name }) => tally?.purged.has(name) === true),
  };
  return { ...figures, state: stateOf(figures) };
}

function stateOf({ files, collected, receipted, late, purged }: Omit<MonthCell, 'state'>): CellState {
  if (files === 0) return 'none';
  if (purged === files) return 'purged';
  if (late > 0) return 'late';
  if (receipted === files) return 'receipted';
  return collected === files ? 'collected' : 'delivered';
}
