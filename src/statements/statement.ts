/**
 * The statement of a month (conservation): what came in is what went out, was held or went back, and each
 * receipt closes its part. It is made from the ledger, and the data that are left must agree with it.
 */

import type { Deliberation, PartyId } from '../deliberations/clause.ts';
import { latest, placeOf } from '../deliberations/rules.ts';
import { PasserelleError } from '../errors.ts';
import { type PrunedNote, prunedFrom, prunedNote } from '../ledger/pruned.ts';
import { readEntry } from '../ledger/read.ts';
import type { ReferenceMonth } from '../people/reference-month.ts';
import type { Store } from '../ports/store.ts';
import { text } from '../words/text.ts';
import { compareWithData, type Disagreement, partsOf, sumOf } from './check.ts';
import { tallyData } from './from-data.ts';
import { countLedger, type LedgerTally } from './from-ledger.ts';
import type { MonthTally, ParcelTally } from './tally.ts';

/** A figure, under the name by which people and `statement compare` know it. */
export type Figure = readonly [name: string, value: string | number];

export interface MonthStatement {
  readonly month: ReferenceMonth;
  readonly figures: readonly Figure[];
}

export interface StatementSite {
  readonly store: Store;
  readonly deliberation: Deliberation;
  readonly site: PartyId;
}

/** So often it is tried to read ledger and data while nobody writes. */
const tries = 20;

/** What ledger and data tell of each month, at one moment. Throws `store-busy` if there was none without a new entry. */
export async function readTallies({ store, deliberation, site }: StatementSite) {
  for (let tried = 0; tried < tries; tried += 1) {
    const before = await store.head();
    const count = countLedger(deliberation, site);
    for await (const stored of store.entries(0)) count.take(readEntry(stored));
    const data = await tallyData(store);
    const pruned = await prunedFrom(store);
    const head = await store.head();
    if (head.size !== before.size) continue;
    // Of a month of which entries are gone the others alone would tell what is not true.
    const ledger = new Map(
      [...count.months()].filter(([month]) => data.has(month) || !pruned?.months.has(month)),
    );
    return { ledger, data, head, pruned: pruned && prunedNote(pruned) };
  }
  throw new PasserelleError('store-busy', text`the ledger grew each time while it was counted`, {
    hint: text`Run the command again later.`,
  });
}

/** The first thing wrong with a month, or `undefined`. */
export function disagreementIn(
  { deliberation, site }: Pick<StatementSite, 'deliberation' | 'site'>,
  ledger: LedgerTally,
  data: MonthTally | undefined,
): Disagreement | undefined {
  if (placeOf(deliberation, site) === 'relay') {
    const sum = sumOf(ledger, latest(deliberation.publisher).id, site);
    if (sum.received !== partsOf(sum)) {
      return { figure: 'sum', ledger: String(sum.received), other: String(partsOf(sum)) };
    }
  }
  return compareWithData(ledger, data);
}

/** Throws `figures-disagree` if a month's sum does not hold, or ledger and data tell different things of it. */
export function requireAgreement(month: ReferenceMonth, disagreement: Disagreement | undefined): void {
  if (disagreement === undefined) return;
  const { figure, ledger, other } = disagreement;
  throw new PasserelleError(
    'figures-disagree',
    figure === 'sum'
      ? text`${month}: ${ledger} records were received, and ${other} are accounted for`
      : text`${month}: of ${figure} the ledger tells «${ledger}», the data «${other}»`,
    {
      hint: text`Verify the ledger («ledger verify»), keep the database as it is, and compare with the last backup.`,
    },
  );
}

/** The figures of a month. Those with two parties in their name are told by both of them, and must be the same. */
export function monthStatement(
  { deliberation, site }: Pick<StatementSite, 'deliberation' | 'site'>,
  tally: LedgerTally,
): MonthStatement {
  const place = placeOf(deliberation, site);
  return {
    month: tally.month,
    figures: [
      ...(place === 'relay' ? relayFigures(deliberation, site, tally) : endFigures(place, site, tally)),
      ['closed', closedSaying(tally)],
      ['data', dataSaying(tally)],
      ...[...Map.groupBy(tally.parcels, ({ from, to }) => `${from}>${to}`)].flatMap(pairFigures),
    ],
  };
}

function relayFigures(deliberation: Deliberation, site: PartyId, tally: LedgerTally): readonly Figure[] {
  const sum = sumOf(tally, latest(deliberation.publisher).id, site);
  return [
    ['received', sum.received],
    ['delivered', sum.delivered],
    ['held', sum.held],
    ['returned', sum.returned],
    ['already known', sum.alreadyKnown],
    ['superseded', sum.superseded],
    [
      'sum',
      `${sum.received} = ${sum.delivered} + ${sum.held} + ${sum.returned} + ${sum.alreadyKnown} + ${sum.superseded}`,
    ],
    ['of these released later', tally.released],
  ];
}

function endFigures(
  place: 'publisher' | 'recipient' | undefined,
  site: PartyId,
  { parcels, opened, returned }: LedgerTally,
): readonly Figure[] {
  const records = (own: 'from' | 'to') =>
    parcels.filter((parcel) => parcel[own] === site).reduce((sum, parcel) => sum + parcel.records, 0);
  const inbound = parcels.filter(({ to }) => to === site);
  const kept = inbound.filter(({ name }) => opened.has(name)).length;
  return place === 'publisher'
    ? [
        ['published', records('from')],
        ['returned', returned],
      ]
    : [
        ['received', records('to')],
        ['files received', inbound.length],
        ['files opened', kept],
        ['files receipted', inbound.filter(({ receiptedAt }) => receiptedAt !== null).length],
      ];
}

function closedSaying({ parcels, held }: LedgerTally): string {
  const open = parcels.filter(({ receiptedAt }) => receiptedAt === null).length;
  const left = [...(open > 0 ? [`receipts missing ${open}`] : []), ...(held > 0 ? [`held ${held}`] : [])];
  return left.length === 0 ? 'yes' : `no: ${left.join(', ')}`;
}

function dataSaying({ parcels, purged }: LedgerTally): string {
  if (purged.size === 0) return 'agree with the ledger';
  const last = [...purged.values()].toSorted().at(-1) ?? '';
  return purged.size < parcels.length
    ? `purged in part, last at ${last}; what is left agrees with the ledger`
    : `purged at ${last}; the ledger alone tells`;
}

function pairFigures([pair, parcels]: readonly [string, readonly ParcelTally[]]): readonly Figure[] {
  return [
    [`parcels ${pair}`, parcels.length],
    [`records ${pair}`, parcels.reduce((sum, { records }) => sum + records, 0)],
    ...parcels.flatMap((parcel): readonly Figure[] => [
      [
        `parcel ${pair} ${parcel.sequence}`,
        `records ${parcel.records}, sha256 ${parcel.digest}, ${parcel.name}`,
      ],
      [`receipt ${pair} ${parcel.sequence}`, parcel.receiptedAt === null ? 'missing' : 'given'],
      [`times of ${pair} ${parcel.sequence}`, timesSaying(parcel)],
    ]),
  ];
}

function timesSaying({ at, collectedAt, receiptedAt }: ParcelTally): string {
  return [
    `here ${at}`,
    ...(collectedAt === null ? [] : [`collected ${collectedAt}`]),
    ...(receiptedAt === null ? [] : [`receipt ${receiptedAt}`]),
  ].join(', ');
}

/** The months asked for. Throws `figures-disagree`. */
export async function statementsOf(
  at: StatementSite,
  month?: ReferenceMonth,
): Promise<{
  readonly months: readonly MonthStatement[];
  readonly head: Awaited<ReturnType<Store['head']>>;
  readonly pruned: PrunedNote | undefined;
}> {
  const { ledger, data, head, pruned } = await readTallies(at);
  for (const kept of data.keys()) {
    if (ledger.has(kept)) continue;
    requireAgreement(kept, { figure: `the month`, ledger: 'missing', other: 'there' });
  }
  const tallies = [...ledger.values()].filter((tally) => month === undefined || tally.month === month);
  for (const tally of tallies) {
    requireAgreement(tally.month, disagreementIn(at, tally, data.get(tally.month)));
  }
  return { months: tallies.map((tally) => monthStatement(at, tally)), head, pruned };
}
