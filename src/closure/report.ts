/**
 * The closure report (n° 21/250 point 27): how the channel was used at a site, for the evaluation of the chamber.
 * Figures, digests and names of parties and accounts: nothing of any child. It can be made at any time: while the
 * channel is open it is an interim one, and after the purge the ledger alone makes it.
 */

import { legalDay } from '../clock.ts';
import { missingOn } from '../deadlines/due.ts';
import type { Deliberation, PartyId } from '../deliberations/clause.ts';
import { type ChannelState, latest, partyById, placeOf, policyDigest } from '../deliberations/rules.ts';
import { PasserelleError } from '../errors.ts';
import type { PrunedNote } from '../ledger/pruned.ts';
import { readEntry } from '../ledger/read.ts';
import type { ReferenceMonth } from '../people/reference-month.ts';
import type { Store } from '../ports/store.ts';
import { mentionsSsin } from '../redaction.ts';
import { purgeCalendar } from '../retention/calendar.ts';
import { withHolds } from '../retention/holds.ts';
import { type Disagreement, type MonthSum, sumOf } from '../statements/check.ts';
import type { LedgerTally } from '../statements/from-ledger.ts';
import { disagreementIn, readTallies } from '../statements/statement.ts';
import { type ParcelTally, recordsOf } from '../statements/tally.ts';
import type { WitnessSite } from '../witness/site.ts';
import { text } from '../words/text.ts';
import { type LedgerProof, proveLedger } from './ledger-proof.ts';
import { countPractice, type Practice } from './practice.ts';

export interface ClosureParcel extends ParcelTally {
  /** The account that had read it whole first. */
  readonly collectedBy: string | null;
  /** When its data were purged here. */
  readonly purgedAt: string | null;
}

export interface ClosureMonth extends MonthSum {
  readonly month: ReferenceMonth;
  /** Records to each receiver, or to this site from each sender. */
  readonly byParty: Readonly<Record<PartyId, number>>;
  readonly released: number;
  readonly receiptsMissing: number;
  /** What ledger and data, or the sum of the month, contradict each other in. */
  readonly disagreement: Disagreement | null;
  readonly parcels: readonly ClosureParcel[];
}

/** A month that is kept still: the purge comes on the day after its last, or after that of a legal hold. */
export interface PurgeToCome {
  readonly month: string;
  readonly received: string;
  readonly lastDay: string;
  readonly heldUntil: string | null;
}

export interface ClosureReport {
  readonly format: 'passerelle closure report v1';
  readonly deliberation: Pick<Deliberation, 'number' | 'adopted' | 'reference' | 'title'> & {
    readonly lastDay: string;
    readonly points: string;
    readonly submittedTo: string;
  };
  /** Digest of the clauses in force: see `policyDigest`. */
  readonly clauses: string;
  readonly mode: 'real' | 'rehearsal';
  readonly site: PartyId;
  readonly name: string;
  readonly place: 'publisher' | 'relay' | 'recipient';
  /** ISO 8601 instant. */
  readonly made: string;
  /** True while the channel has not ended: figures may change still. */
  readonly interim: boolean;
  /** Files that were sent, taken in or collected after the channel had ended: none, unless somebody forced it. */
  readonly movedSinceEnd: number;
  readonly months: readonly ClosureMonth[];
  /** Months that were due and of which this site never had a file. */
  readonly missingMonths: readonly string[];
  readonly practice: Practice;
  readonly purgeToCome: readonly PurgeToCome[];
  readonly ledger: LedgerProof;
  /** What the ledger tells nothing of any more: its first entries, whose time was over. */
  readonly pruned: PrunedNote | null;
}

export interface ClosureSite {
  readonly store: Store;
  readonly deliberation: Deliberation;
  readonly site: PartyId;
  readonly mode: 'real' | 'rehearsal';
  readonly now: Temporal.Instant;
  readonly channel: ChannelState;
  /** `undefined`: the site has no ledger key, and the report is not signed. */
  readonly witness: WitnessSite | undefined;
}

/** Throws `internal` if a social security number had come into it: nothing is given out then. */
export async function closureReport(at: ClosureSite): Promise<ClosureReport> {
  const { store, deliberation, site, mode, now, channel, witness } = at;
  const place = placeOf(deliberation, site);
  if (place === undefined) throw new RangeError(site);
  const { ledger, data, head, pruned } = await readTallies(at);
  const practice = countPractice();
  for await (const stored of store.entries(0)) {
    if (stored.sequence < head.size) practice.take(readEntry(stored));
  }
  const ended = !channel.open && (channel.reason === 'ended' || channel.reason === 'ended-early');
  const months = [...ledger.values()].map((tally) =>
    closureMonth(at, place, tally, disagreementIn(at, tally, data.get(tally.month))),
  );
  const { number, adopted, reference, title, lastDay, evaluation } = deliberation;
  const report: ClosureReport = {
    format: 'passerelle closure report v1',
    deliberation: {
      number,
      adopted,
      reference,
      title,
      lastDay: latest(lastDay),
      points: lastDay.points,
      submittedTo: latest(evaluation),
    },
    clauses: policyDigest(deliberation),
    mode,
    site,
    name: partyById(deliberation, site)?.name ?? site,
    place,
    made: now.toString({ smallestUnit: 'second' }),
    interim: !ended,
    movedSinceEnd: ended ? movedSince(channel.since, months) : 0,
    months,
    missingMonths: missingMonths(at, practice.practice(), months).filter(
      (month) => !pruned?.months.includes(month),
    ),
    practice: practice.practice(),
    purgeToCome: (await withHolds(store, await purgeCalendar(store, deliberation), legalDay(now))).map(
      ({ month, received, lastDay: kept, heldUntil }) => ({
        month,
        received: received.toString(),
        lastDay: kept.toString(),
        heldUntil: heldUntil?.toString() ?? null,
      }),
    ),
    ledger: await proveLedger(head, witness),
    pruned: pruned ?? null,
  };
  if (mentionsSsin(JSON.stringify(report))) {
    throw new PasserelleError('internal', text`a social security number had come into the closure report`, {
      hint: text`Nothing was written. This is a defect of the program: report it.`,
    });
  }
  return report;
}

function closureMonth(
  { deliberation, site }: ClosureSite,
  place: ClosureReport['place'],
  tally: LedgerTally,
  disagreement: Disagreement | undefined,
): ClosureMonth {
  const { parcels, collectedBy, purged } = tally;
  const others = place === 'recipient' ? parcels.map(({ from }) => from) : parcels.map(({ to }) => to);
  const sum = sumOf(tally, latest(deliberation.publisher).id, latest(deliberation.relay).id);
  const own = place === 'recipient' ? recordsOf(parcels, { to: site }) : sum.received;
  return {
    month: tally.month,
    ...sum,
    received: own,
    byParty: Object.fromEntries(
      [...new Set(others)]
        .filter((party) => party !== site)
        .map((party) => [party, recordsOf(parcels, place === 'recipient' ? { from: party } : { to: party })]),
    ),
    released: tally.released,
    receiptsMissing: parcels.filter(({ receiptedAt }) => receiptedAt === null).length,
    disagreement: disagreement ?? null,
    parcels: parcels.map((parcel) => ({
      ...parcel,
      collectedBy: collectedBy.get(parcel.name) ?? null,
      purgedAt: purged.get(parcel.name) ?? null,
    })),
  };
}

function movedSince(end: Temporal.Instant, months: readonly ClosureMonth[]): number {
  const later = (at: string | null) =>
    at !== null && Temporal.Instant.compare(Temporal.Instant.from(at), end) >= 0;
  return months
    .flatMap(({ parcels }) => parcels)
    .filter(({ at, collectedAt }) => later(at) || later(collectedAt)).length;
}

function missingMonths(
  { deliberation, site, now }: ClosureSite,
  { from }: Practice,
  months: readonly ClosureMonth[],
): readonly string[] {
  const since = from === null ? null : Temporal.Instant.from(from);
  const parcels = months.flatMap(({ month, parcels: files }) =>
    files.map(({ name, from: sender, to, at }) => ({
      month,
      name,
      from: sender,
      to,
      at: Temporal.Instant.from(at),
      receipted: true,
    })),
  );
  return missingOn({ deliberation, site, since, today: legalDay(now) }, parcels).map(({ month }) => month);
}
