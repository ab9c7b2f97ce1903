/** Publishes a month at the publisher: written, signed, sealed to the relay, and put into its tree in one step. */

import { type Clock, legalDay } from '../clock.ts';
import type { Deliberation } from '../deliberations/clause.ts';
import { latest, policyDigest } from '../deliberations/rules.ts';
import { PasserelleError } from '../errors.ts';
import { monthlyForm } from '../monthly-file/form.ts';
import { stageOutbound } from '../parcels/outbound.ts';
import { returnedNumbers } from '../parcels/place.ts';
import { parcelRecords } from '../parcels/read.ts';
import type { MonthlyFileHeader, Mutation } from '../people/record.ts';
import { monthOfDay, nextMonth, type ReferenceMonth } from '../people/reference-month.ts';
import type { Parcel } from '../ports/parcel.ts';
import type { Store } from '../ports/store.ts';
import type { Vault } from '../retention/vault.ts';
import type { PrivateKey, PublicKey } from '../seal/keys.ts';
import type { SunsetGuard } from '../sunset/guard.ts';
import { text } from '../words/text.ts';
import type { Selection } from './select.ts';
import { requireProportion } from './volume.ts';

export interface PublishSite {
  readonly store: Store;
  readonly vault: Vault;
  readonly deliberation: Deliberation;
  readonly guard: SunsetGuard;
  readonly clock: Clock;
  readonly mode: 'real' | 'rehearsal';
  /** The total of records that an operator confirmed, for a month out of proportion. */
  readonly confirmedVolume: number | undefined;
  readonly signWith: PrivateKey;
  readonly sealTo: PublicKey;
}

export interface Published {
  /** `already-published`: the month was there before, and nothing was changed. */
  readonly outcome: 'published' | 'already-published';
  readonly parcel: Parcel;
}

/**
 * All that was ever published and is still kept, oldest first: what a new month is compared with. What the
 * relay gave back stands at nobody any more, as if it had been withdrawn there and then.
 */
export async function* disclosedBefore(store: Store, vault: Vault): AsyncGenerator<readonly Mutation[]> {
  const keys = new Map((await store.dataKeys()).map((stored) => [stored.id, stored]));
  for (const parcel of await store.parcels({ direction: 'outbound' })) {
    const stored = keys.get(parcel.dataKey);
    if (stored === undefined) continue;
    const returned = await returnedNumbers(store, parcel.id);
    let number = 0;
    for await (const mutations of parcelRecords(store, vault.openDataKey(stored), parcel.id)) {
      yield mutations.map((mutation): Mutation => {
        number += 1;
        return returned.has(number) ? { ...mutation, operation: 'withdrawal' } : mutation;
      });
    }
  }
}

/**
 * Selects the changes of `month` and publishes them, alone on the store so that what is compared is still
 * true when it is published. A month with nothing to report is published too; a month published before is
 * left as it is. Throws `month-refused` for a month that has not begun or is not next, `volume-unconfirmed`
 * for one out of proportion, and `channel-closed` even at the last moment.
 */
export async function publishMonth(
  site: PublishSite,
  month: ReferenceMonth,
  select: (disclosed: AsyncIterable<readonly Mutation[]>) => Promise<Selection>,
): Promise<Published> {
  return site.store.runAlone(async () => {
    await site.guard.requireOpen();
    const receiver = latest(site.deliberation.relay).id;
    const published = await site.store.parcels({ direction: 'outbound', receiver });
    const before = published.find((parcel) => parcel.month === month);
    if (before !== undefined) return { outcome: 'already-published', parcel: before };
    requireMonthDue(month, published.at(-1)?.month, legalDay(site.clock.now()));

    await site.store.discardStaged();
    const selection = await select(disclosedBefore(site.store, site.vault));
    return publishSelection(site, month, published.length + 1, selection);
  });
}

function requireMonthDue(
  month: ReferenceMonth,
  last: ReferenceMonth | undefined,
  today: Temporal.PlainDate,
): void {
  const due = last === undefined ? month : nextMonth(last);
  if (month !== due) {
    throw new PasserelleError('month-refused', text`${month} is not the month to publish: ${due} is due`, {
      hint: text`Nothing was published. Publish ${due} first, even with nothing to report.`,
    });
  }
  if (month > monthOfDay(today)) {
    throw new PasserelleError('month-refused', text`${month} has not begun`, {
      hint: text`Nothing was published. A month is published when it has begun, in Brussels time.`,
    });
  }
}

async function publishSelection(
  site: PublishSite,
  month: ReferenceMonth,
  sequenceNumber: number,
  selection: Selection,
): Promise<Published> {
  const { store, deliberation } = site;
  const { counts } = selection;
  const sender = latest(deliberation.publisher).id;
  const confirmation = requireProportion(deliberation, sender, {
    month,
    counts,
    confirmed: site.confirmedVolume,
  });
  const at = site.clock.now();
  const header: MonthlyFileHeader = {
    deliberation: deliberation.number,
    policy: policyDigest(deliberation),
    mode: site.mode,
    sender,
    receiver: latest(deliberation.relay).id,
    month,
    sequenceNumber,
    createdAt: at,
    counts,
  };
  const { stored, key } = site.vault.createDataKey(month, at);
  const parcel = await stageOutbound({
    store,
    form: monthlyForm(deliberation),
    deliberation,
    key,
    header,
    mutations: selection.mutations(),
    signWith: site.signWith,
    sealTo: site.sealTo,
  });

  await site.guard.requireOpen();
  const result = await store.commit({
    at: site.clock.now(),
    changes: [
      { change: 'create-data-key', key: stored },
      { change: 'add-parcel', parcel },
    ],
    events: [
      {
        event: 'parcel-published',
        actor: header.sender,
        details: {
          parcel: parcel.name,
          digest: parcel.digest,
          size: parcel.size,
          month,
          sequence: sequenceNumber,
          to: parcel.receiver,
          ...parcel.counts,
        },
      },
      ...confirmation,
    ],
  });
  if (!result.committed) {
    throw new PasserelleError('store-failed', text`${month} was not published: ${result.conflict}`, {
      hint: text`Nothing was published. Another process changed the same data; run the command again.`,
    });
  }
  return { outcome: 'published', parcel };
}
