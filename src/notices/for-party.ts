/** What a party that fetches here is told: its own files, receipts and keys, and that the channel ends. */

import { legalDay } from '../clock.ts';
import type { Deliberation, PartyId } from '../deliberations/clause.ts';
import { latest } from '../deliberations/rules.ts';
import type { Parcel } from '../ports/parcel.ts';
import { counted, text } from '../words/text.ts';
import { type Expiry, expiryNotices } from './expiry.ts';
import type { Notice } from './notice.ts';
import { type SunsetNear, sunsetNotices } from './sunset.ts';

interface PartyCircumstances {
  readonly deliberation: Deliberation;
  readonly party: PartyId;
  readonly today: Temporal.PlainDate;
  /** Days after which a file that nobody fetched is no new one any more. */
  readonly remindAfter: number;
  /** Parcels as the store gave them; those that are not for the party are left out here. */
  readonly parcels: readonly Parcel[];
  readonly sunset: SunsetNear | undefined;
  readonly expiries: readonly Expiry[];
}

/** Days after a file was fetched on which nobody is pressed for its receipt. */
const receiptPause = 2;

export function noticesForParty(circumstances: PartyCircumstances): readonly Notice[] {
  const { party, parcels, today, sunset, expiries } = circumstances;
  const own = parcels.filter(({ direction, receiver }) => direction === 'outbound' && receiver === party);
  return [
    ...waiting(circumstances, own),
    ...awaitedReceipts(circumstances, own),
    ...expiryNotices(
      expiries.filter(({ whose }) => whose === party),
      today,
      ({ yours }, { lastDay }) => yours(lastDay),
    ),
    ...sunsetNotices(sunset),
  ];
}

function* waiting(
  { today, remindAfter }: PartyCircumstances,
  own: readonly Parcel[],
): Generator<Notice, void, undefined> {
  const there = own.filter(({ collectedAt, removedAt }) => collectedAt === null && removedAt === null);
  const isOld = ({ addedAt }: Parcel) => daysSince(legalDay(addedAt), today) >= remindAfter;
  const [fresh, old] = [there.filter((parcel) => !isOld(parcel)), there.filter(isOld)];
  if (fresh.length > 0) {
    const months = monthsOf(fresh);
    yield {
      topic: 'parcels-ready',
      ids: fresh.map(({ id }) => `parcel/${id}`),
      says: counted(
        fresh.length,
        text`${fresh.length} new file is ready (${months}).`,
        text`${fresh.length} new files are ready (${months}).`,
      ),
      todo: text`Log in, fetch what lies in inbox/, open it and hand in the receipt: README.txt there says how.`,
    };
  }
  if (old.length > 0) {
    const months = monthsOf(old);
    yield {
      topic: 'collect-reminder',
      ids: old.map(({ id }) => `parcel/${id}`),
      says: counted(
        old.length,
        text`${old.length} file has not been fetched yet (${months}), and is ready since ${firstDay(old)}.`,
        text`${old.length} files have not been fetched yet (${months}), the oldest of them ready since ${firstDay(old)}.`,
      ),
      todo: text`Fetch what lies in inbox/, or tell us what keeps you from it.`,
    };
  }
}

function* awaitedReceipts(
  { deliberation, today }: PartyCircumstances,
  own: readonly Parcel[],
): Generator<Notice, void, undefined> {
  const awaited = own.filter(
    ({ collectedAt, receiptedAt }) =>
      collectedAt !== null && receiptedAt === null && daysSince(legalDay(collectedAt), today) >= receiptPause,
  );
  if (awaited.length === 0) return;
  const months = monthsOf(awaited);
  const due = firstDay(awaited).add(Temporal.Duration.from(latest(deliberation.deadlines).receipt));
  yield {
    topic: 'receipt-awaited',
    ids: awaited.map(({ id }) => `receipt/${id}`),
    says: counted(
      awaited.length,
      text`The receipt of ${awaited.length} file that you fetched is awaited (${months}); it is due on ${due}.`,
      text`The receipts of ${awaited.length} files that you fetched are awaited (${months}); the first is due on ${due}.`,
    ),
    todo: text`Sign the receipt and put it into receipts/: README.txt there says how.`,
  };
}

/** For example «2022-02, 2022-03». */
function monthsOf(parcels: readonly Pick<Parcel, 'month'>[]): string {
  return [...new Set(parcels.map(({ month }) => month))].sort().join(', ');
}

/** The day on which the oldest became visible. */
function firstDay(parcels: readonly Pick<Parcel, 'addedAt'>[]): Temporal.PlainDate {
  const [first] = parcels.map(({ addedAt }) => addedAt).sort(Temporal.Instant.compare);
  if (first === undefined) throw new RangeError('no parcel');
  return legalDay(first);
}

function daysSince(day: Temporal.PlainDate, today: Temporal.PlainDate): number {
  return day.until(today, { largestUnit: 'days' }).days;
}
