/** What the ledger tells of each month. It outlives the data, and nobody can have changed it unseen. */

import type { Deliberation, PartyId } from '../deliberations/clause.ts';
import { latest } from '../deliberations/rules.ts';
import { PasserelleError } from '../errors.ts';
import type { EventName, LedgerEntry } from '../ledger/event.ts';
import { operations } from '../people/operation.ts';
import { parseReferenceMonth, type ReferenceMonth } from '../people/reference-month.ts';
import { text } from '../words/text.ts';
import { inOrder, type MonthTally, type ParcelTally } from './tally.ts';

/** What only the ledger tells, besides what the data tell too. */
export interface LedgerTally extends MonthTally {
  /** Held records that got an insurer later, or that a later change overtook. */
  readonly released: number;
  /** Records that were no news to the insurer that has them. */
  readonly alreadyKnown: number;
  /** Records that changed or were withdrawn before any insurer was told, and the withdrawals that did so. */
  readonly superseded: number;
  /** The account that had read a sent parcel whole first, by the parcel's name. */
  readonly collectedBy: ReadonlyMap<string, string>;
  /** Names of parcels that were opened into files, at those who collect. */
  readonly opened: ReadonlySet<string>;
  /** Names of parcels whose data were purged, with the time. */
  readonly purged: ReadonlyMap<string, string>;
}

interface Counting {
  readonly parcels: Map<string, ParcelTally>;
  readonly collectedBy: Map<string, string>;
  readonly opened: Set<string>;
  readonly purged: Map<string, string>;
  held: number;
  returned: number;
  released: number;
  alreadyKnown: number;
  superseded: number;
}

interface Counter {
  readonly publisher: PartyId;
  /** The site whose ledger it is. */
  readonly site: PartyId;
  readonly months: Map<ReferenceMonth, Counting>;
  /** The month of each parcel, by its name and by its digest. */
  readonly monthOf: Map<string, ReferenceMonth>;
  readonly nameOf: Map<string, string>;
}

/** Counts a ledger entry by entry. */
export interface LedgerCount {
  take(entry: LedgerEntry): void;
  months(): ReadonlyMap<ReferenceMonth, LedgerTally>;
}

export function countLedger(deliberation: Deliberation, site: PartyId): LedgerCount {
  const counter: Counter = {
    publisher: latest(deliberation.publisher).id,
    site,
    months: new Map(),
    monthOf: new Map(),
    nameOf: new Map(),
  };
  return {
    take: (entry) => counted[entry.event]?.(counter, entry),
    months: () =>
      new Map(
        [...counter.months]
          .map(
            ([month, counting]) =>
              [month, { month, ...counting, parcels: inOrder(counting.parcels.values()) }] as const,
          )
          .sort(([a], [b]) => (a < b ? -1 : 1)),
      ),
  };
}

type Count = (counter: Counter, entry: LedgerEntry) => void;

/** The events that tell of a month. */
const counted: Partial<Readonly<Record<EventName, Count>>> = {
  'parcel-published': addOutbound,
  'parcel-delivered': addOutbound,
  'parcel-fetched': addInbound,
  'held-returned'(counter, entry) {
    addOutbound(counter, entry);
    const month = monthIn(counter, entry);
    month.returned += number(entry, 'records');
    month.held -= number(entry, 'records');
  },
  'parcel-relayed'(counter, entry) {
    const month = monthIn(counter, entry);
    month.held += number(entry, 'held') - number(entry, 'released');
    month.released += number(entry, 'released');
    month.alreadyKnown += number(entry, 'alreadyKnown');
    month.superseded += number(entry, 'superseded');
  },
  'parcel-collected'(counter, entry) {
    const name = wordOf(entry, 'parcel');
    mark(counter, entry, 'collectedAt');
    const by = monthOfParcel(counter, name)?.collectedBy;
    if (by?.has(name) === false) by.set(name, entry.actor);
  },
  'receipt-accepted': (counter, entry) => mark(counter, entry, 'receiptedAt'),
  'receipt-sent': (counter, entry) => mark(counter, entry, 'receiptedAt'),
  'parcel-unsealed'(counter, entry) {
    monthOfParcel(counter, wordOf(entry, 'parcel'))?.opened.add(wordOf(entry, 'parcel'));
  },
  'data-purged'(counter, entry) {
    for (const digest of wordOf(entry, 'digests')
      .split(' ')
      .filter((part) => part !== '')) {
      const name = counter.nameOf.get(digest);
      if (name !== undefined) monthOfParcel(counter, name)?.purged.set(name, entry.at);
    }
  },
};

function addOutbound(counter: Counter, entry: LedgerEntry): void {
  add(counter, entry, { from: counter.site, to: wordOf(entry, 'to') });
}

function addInbound(counter: Counter, entry: LedgerEntry): void {
  const from = wordOf(entry, 'from');
  const parcel = add(counter, entry, { from, to: counter.site });
  // What comes to the publisher is what came back.
  if (counter.site === counter.publisher) monthIn(counter, entry).returned += parcel.records;
}

function add(counter: Counter, entry: LedgerEntry, between: Pick<ParcelTally, 'from' | 'to'>): ParcelTally {
  const parcel: ParcelTally = {
    ...between,
    name: wordOf(entry, 'parcel'),
    sequence: number(entry, 'sequence'),
    records: operations.reduce((sum, operation) => sum + number(entry, operation), 0),
    digest: wordOf(entry, 'digest'),
    at: entry.at,
    collectedAt: null,
    receiptedAt: null,
  };
  const counting = monthIn(counter, entry);
  counting.parcels.set(parcel.name, parcel);
  counter.monthOf.set(parcel.name, monthNamed(entry));
  counter.nameOf.set(parcel.digest, parcel.name);
  return parcel;
}

/** Keeps the first time: a file may be read, and its receipt be sent, again. */
function mark(counter: Counter, entry: LedgerEntry, when: 'collectedAt' | 'receiptedAt'): void {
  const name = wordOf(entry, 'parcel');
  const parcels = monthOfParcel(counter, name)?.parcels;
  const parcel = parcels?.get(name);
  if (parcel !== undefined && parcel[when] === null) parcels?.set(name, { ...parcel, [when]: entry.at });
}

function monthOfParcel({ months, monthOf }: Counter, name: string): Counting | undefined {
  const month = monthOf.get(name);
  return month === undefined ? undefined : months.get(month);
}

function monthIn({ months }: Counter, entry: LedgerEntry): Counting {
  const month = monthNamed(entry);
  const counting = months.get(month) ?? {
    parcels: new Map(),
    collectedBy: new Map(),
    opened: new Set(),
    purged: new Map(),
    held: 0,
    returned: 0,
    released: 0,
    alreadyKnown: 0,
    superseded: 0,
  };
  months.set(month, counting);
  return counting;
}

function monthNamed(entry: LedgerEntry): ReferenceMonth {
  const month = parseReferenceMonth(wordOf(entry, 'month'));
  if (month !== undefined) return month;
  throw new PasserelleError('ledger-broken', text`entry ${entry.sequence} of the ledger names no month`);
}

function wordOf({ details }: LedgerEntry, name: string): string {
  return String(details[name] ?? '');
}

function number({ details }: LedgerEntry, name: string): number {
  const value = details[name];
  return typeof value === 'number' ? value : 0;
}
