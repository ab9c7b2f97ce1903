/** Gives held records back to the publisher at the relay: a feedback file for each month, all in one step. */

import { type Clock, legalDay } from '../clock.ts';
import type { Deliberation } from '../deliberations/clause.ts';
import { latest, policyDigest } from '../deliberations/rules.ts';
import { PasserelleError } from '../errors.ts';
import type { LedgerEvent } from '../ledger/event.ts';
import { stageOutbound } from '../parcels/outbound.ts';
import { inBlock, numberOf } from '../parcels/place.ts';
import { parcelBlock } from '../parcels/read.ts';
import { type Counts, type Operation, total } from '../people/operation.ts';
import type { MonthlyFileHeader } from '../people/record.ts';
import type { ReferenceMonth } from '../people/reference-month.ts';
import type { Parcel } from '../ports/parcel.ts';
import type { Change, Store } from '../ports/store.ts';
import type { OpenDataKey, Vault } from '../retention/vault.ts';
import type { PrivateKey, PublicKey } from '../seal/keys.ts';
import type { SunsetGuard } from '../sunset/guard.ts';
import { text } from '../words/text.ts';
import { feedbackForm, type ReturnedMutation } from './feedback-file.ts';
import { requireReason } from './reasons.ts';
import { formatReference, type RecordReference } from './reference.ts';

export interface ReturnSite {
  readonly store: Store;
  readonly vault: Vault;
  readonly deliberation: Deliberation;
  readonly guard: SunsetGuard;
  readonly clock: Clock;
  readonly mode: 'real' | 'rehearsal';
  readonly signWith: PrivateKey;
  readonly sealTo: PublicKey;
}

/** The records of one month that go back, found where they were held. */
interface MonthReturned {
  readonly origin: Parcel;
  readonly key: OpenDataKey;
  /** By number. */
  readonly records: readonly ReturnedMutation[];
}

/**
 * Returns the records named, for a reason that holds for each of them, and gives the parcels in which they
 * went, one for each month. Throws `return-refused` if one is not held or the reason does not hold for it,
 * and `channel-closed` even at the last moment; nothing is returned then.
 */
export async function returnHeld(
  site: ReturnSite,
  references: readonly RecordReference[],
  reason: string,
): Promise<readonly Parcel[]> {
  return site.store.runAlone(async () => {
    await site.guard.requireOpen();
    await site.store.discardStaged();
    const months = Map.groupBy(references, ({ month }) => month);
    const returned: MonthReturned[] = [];
    for (const [month, named] of [...months].sort(([a], [b]) => a.localeCompare(b))) {
      const numbers = new Set(named.map(({ number }) => number));
      returned.push(await findHeld(site, month, numbers, reason));
    }
    const parcels: Parcel[] = [];
    const receiver = latest(site.deliberation.publisher).id;
    const sent = await site.store.parcels({ direction: 'outbound', receiver });
    let sequenceNumber = Math.max(0, ...sent.map((parcel) => parcel.sequenceNumber));
    for (const month of returned) {
      sequenceNumber += 1;
      parcels.push(await stageFeedback(site, month, sequenceNumber));
    }
    await commitReturn(site, returned, parcels, reason);
    return parcels;
  });
}

async function findHeld(
  site: ReturnSite,
  month: ReferenceMonth,
  numbers: ReadonlySet<number>,
  reason: string,
): Promise<MonthReturned> {
  const { store, vault, deliberation } = site;
  const sender = latest(deliberation.publisher).id;
  const [origin] = await store.parcels({ direction: 'inbound', sender, month });
  const stored = origin && (await store.dataKey(origin.dataKey));
  if (origin === undefined || stored === undefined) throw notHeld(month, numbers);
  const key = vault.openDataKey(stored);
  const today = legalDay(site.clock.now());
  const records: ReturnedMutation[] = [];
  for await (const { block, records: held } of store.heldOf(origin.id)) {
    const named = held.filter((record) => numbers.has(numberOf(record)));
    if (named.length === 0) continue;
    const mutations = await parcelBlock(store, key, origin.id, block);
    for (const record of named) {
      const mutation = mutations[record.slot];
      if (mutation === undefined) throw new RangeError('a held record points outside its block');
      const number = numberOf(record);
      requireReason(deliberation, reason, record, { reference: formatReference({ month, number }), today });
      records.push({ ...mutation, number, reason });
    }
  }
  const missing = numbers.difference(new Set(records.map(({ number }) => number)));
  if (missing.size > 0) throw notHeld(month, missing);
  return { origin, key, records };
}

function notHeld(month: ReferenceMonth, numbers: ReadonlySet<number>): PasserelleError {
  const named = [...numbers].map((number) => formatReference({ month, number })).join(', ');
  return new PasserelleError('return-refused', text`not held here: ${named}`, {
    hint: text`Nothing was returned. See what is held, by its reference: passerelle held --records`,
  });
}

function stageFeedback(
  { store, deliberation, mode, clock, signWith, sealTo }: ReturnSite,
  { origin, key, records }: MonthReturned,
  sequenceNumber: number,
): Promise<Parcel> {
  const header: MonthlyFileHeader = {
    deliberation: deliberation.number,
    policy: policyDigest(deliberation),
    mode,
    sender: latest(deliberation.relay).id,
    receiver: latest(deliberation.publisher).id,
    month: origin.month,
    sequenceNumber,
    createdAt: clock.now(),
    counts: countsOf(records),
  };
  const form = feedbackForm(deliberation);
  return stageOutbound({ store, form, deliberation, key, header, mutations: records, signWith, sealTo });
}

function countsOf(records: readonly ReturnedMutation[]): Counts {
  const count = (of: Operation) => records.filter(({ operation }) => operation === of).length;
  return { new: count('new'), correction: count('correction'), withdrawal: count('withdrawal') };
}

async function commitReturn(
  site: ReturnSite,
  returned: readonly MonthReturned[],
  parcels: readonly Parcel[],
  reason: string,
): Promise<void> {
  const [first, ...others] = parcels.map((parcel) => returnedEvent(site, parcel, reason));
  if (first === undefined) throw new PasserelleError('usage', text`no record is named`);
  await site.guard.requireOpen();
  const changes = returned.flatMap((month, index) => changesOf(month, parcels[index]));
  const result = await site.store.commit({ at: site.clock.now(), changes, events: [first, ...others] });
  if (!result.committed) {
    throw new PasserelleError('store-failed', text`nothing was returned: ${result.conflict}`, {
      hint: text`Another process changed the same data; run the command again.`,
    });
  }
}

function changesOf({ origin, records }: MonthReturned, feedback: Parcel | undefined): readonly Change[] {
  if (feedback === undefined) throw new RangeError('a month without its feedback file');
  return [
    { change: 'add-parcel', parcel: feedback },
    ...records.flatMap(({ number, reason }): readonly Change[] => {
      const place = { parcel: origin.id, ...inBlock(number) };
      return [
        { change: 'release-held', held: place },
        { change: 'add-returned', returned: { ...place, feedback: feedback.id, reason } },
      ];
    }),
  ];
}

function returnedEvent({ deliberation }: ReturnSite, parcel: Parcel, reason: string): LedgerEvent {
  return {
    event: 'held-returned',
    actor: parcel.sender,
    details: {
      parcel: parcel.name,
      digest: parcel.digest,
      month: parcel.month,
      sequence: parcel.sequenceNumber,
      to: parcel.receiver,
      reason,
      points: deliberation.returns.points,
      records: total(parcel.counts),
      ...parcel.counts,
    },
  };
}
