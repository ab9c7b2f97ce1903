/** Writes, signs and seals each insurer's part, and stages it with its register entries. */

import { latest, policyDigest } from '../deliberations/rules.ts';
import { PasserelleError } from '../errors.ts';
import { monthlyForm } from '../monthly-file/form.ts';
import { stageOutbound } from '../parcels/outbound.ts';
import type { InsurerCode } from '../people/insurer.ts';
import { total } from '../people/operation.ts';
import type { MonthlyFileHeader } from '../people/record.ts';
import type { Parcel } from '../ports/parcel.ts';
import { text } from '../words/text.ts';
import type { RelaySite, RoutedRecords, SealedParts } from './stages.ts';

/** A part of few records mostly waits for threads that sign and encrypt; one of many takes memory, and the processor. */
const fewRecords = 1000;

/**
 * A month just received gives every insurer a part, an empty one too: silence would not be told from loss.
 * Held records that were released go only to those they concern.
 */
export async function sealParts(site: RelaySite, routed: RoutedRecords): Promise<SealedParts> {
  const insurers =
    routed.received === undefined
      ? routed.split.insurers()
      : latest(site.deliberation.recipients).map((insurer) => insurer.id);
  const seal = (insurer: InsurerCode) => sealPart(site, routed, insurer);
  const records = insurers.reduce((sum, insurer) => sum + total(routed.split.counts(insurer)), 0);
  if (records <= fewRecords) return { ...routed, parts: await sideBySide(insurers.map(seal)) };
  const parts: Parcel[] = [];
  for (const insurer of insurers) parts.push(await seal(insurer));
  return { ...routed, parts };
}

/** Gives all results. If one fails, none goes on when it is told. */
async function sideBySide<Result>(works: readonly Promise<Result>[]): Promise<readonly Result[]> {
  await Promise.allSettled(works);
  return Promise.all(works);
}

async function sealPart(site: RelaySite, routed: RoutedRecords, insurer: InsurerCode): Promise<Parcel> {
  const sealTo = site.insurerKeys.get(insurer);
  if (sealTo === undefined) {
    throw new PasserelleError('key-refused', text`no OpenPGP key is known for insurer ${insurer}`, {
      hint: text`Add it under [openpgp.correspondents]. Nothing was delivered to anybody.`,
    });
  }
  const sent = await site.store.parcels({ direction: 'outbound', receiver: insurer });
  const header: MonthlyFileHeader = {
    deliberation: site.deliberation.number,
    policy: policyDigest(site.deliberation),
    mode: site.mode,
    sender: site.party,
    receiver: insurer,
    month: routed.month,
    sequenceNumber: Math.max(0, ...sent.map((parcel) => parcel.sequenceNumber)) + 1,
    createdAt: site.clock.now(),
    counts: routed.split.counts(insurer),
  };
  return stageOutbound({
    store: site.store,
    form: monthlyForm(site.deliberation),
    deliberation: site.deliberation,
    key: routed.key,
    header,
    mutations: routed.split.mutations(insurer),
    replaced: routed.replaced,
    signWith: site.ownKey,
    sealTo,
  });
}
