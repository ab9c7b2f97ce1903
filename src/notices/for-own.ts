/** What a site's own people are told: what others owe, what is held, which keys end, and that the channel does. */

import type { Missing } from '../deadlines/due.ts';
import type { PartyId } from '../deliberations/clause.ts';
import type { HeldAges } from '../held/overdue.ts';
import { counted, text } from '../words/text.ts';
import { type Expiry, expiryNotices } from './expiry.ts';
import type { Notice } from './notice.ts';
import { type SunsetNear, sunsetNotices } from './sunset.ts';

interface OwnCircumstances {
  readonly site: PartyId;
  readonly today: Temporal.PlainDate;
  readonly missing: readonly Missing[];
  /** `undefined` at a site that holds nothing. */
  readonly held: HeldAges | undefined;
  readonly sunset: SunsetNear | undefined;
  readonly expiries: readonly Expiry[];
  /** What a party is called, by who is told. */
  readonly nameOf: (party: PartyId) => string;
}

export function noticesForOwn(circumstances: OwnCircumstances): readonly Notice[] {
  const { site, today, sunset, expiries, nameOf } = circumstances;
  return [
    ...missingMonths(circumstances),
    ...missingReceipts(circumstances),
    ...heldTooLong(circumstances),
    ...expiryNotices(expiries, today, ({ ours, theirs }, { whose, lastDay }) =>
      whose === site ? ours(lastDay) : theirs(lastDay, nameOf(whose)),
    ),
    ...sunsetNotices(sunset),
  ];
}

function missingMonths({ missing, site, nameOf }: OwnCircumstances): readonly Notice[] {
  return missing
    .filter(({ what }) => what === 'month')
    .map(({ month, from, due }) => ({
      topic: 'month-missing',
      ids: [`month/${month}/${from}`],
      says: text`The file of ${month}, which ${nameOf(from)} owes, was due on ${due}.`,
      todo:
        from === site
          ? text`Publish it, also if there is nothing to report: passerelle publish ${month}`
          : text`Fetch once more, and if it is not there, telephone.`,
    }));
}

function missingReceipts({ missing, nameOf }: OwnCircumstances): readonly Notice[] {
  const owed = missing.filter(({ what }) => what === 'receipt');
  return [...Map.groupBy(owed, ({ from }) => from)].map(([from, receipts]) => {
    const months = [...new Set(receipts.map(({ month }) => month))].sort().join(', ');
    return {
      topic: 'receipt-missing',
      ids: receipts.map(({ parcel }) => `owed/${parcel}`),
      says: counted(
        receipts.length,
        text`${receipts.length} receipt of ${nameOf(from)} is overdue (${months}).`,
        text`${receipts.length} receipts of ${nameOf(from)} are overdue (${months}).`,
      ),
      todo: text`Ask for them; the statement of the month names the files: passerelle statement --month`,
    };
  });
}

function heldTooLong({ held }: OwnCircumstances): readonly Notice[] {
  return (held?.beyond ?? [])
    .filter(({ records }) => records > 0)
    .map(({ limit, records }) => ({
      topic: 'held-too-long',
      ids: [`held/${limit}/${records}`],
      says: counted(
        records,
        text`${records} record is held for more than ${Temporal.Duration.from(limit).days} days.`,
        text`${records} records are held for more than ${Temporal.Duration.from(limit).days} days.`,
      ),
      todo: text`See them with «passerelle held --records»; give back what stays without an insurer: «passerelle held return».`,
    }));
}
