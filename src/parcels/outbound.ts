/** Makes an outbound parcel: a monthly file written, signed, sealed and staged, with its records. */

import { randomUUID } from 'node:crypto';
import type { Deliberation } from '../deliberations/clause.ts';
import { writeMonthlyFile } from '../monthly-file/write.ts';
import type { MonthlyFileHeader, Mutation } from '../people/record.ts';
import type { Ssin } from '../people/ssin.ts';
import type { Parcel } from '../ports/parcel.ts';
import type { Store } from '../ports/store.ts';
import type { OpenDataKey } from '../retention/vault.ts';
import type { PrivateKey, PublicKey } from '../seal/keys.ts';
import { seal } from '../seal/seal.ts';
import { inBatches } from './batches.ts';
import { formatParcelName } from './name.ts';
import { stageParcel } from './stage.ts';

export interface Outbound {
  readonly store: Store;
  readonly deliberation: Deliberation;
  /** The data key under which the parcel stands at rest. */
  readonly key: OpenDataKey;
  readonly header: MonthlyFileHeader;
  /** In block order, as the header counts them; iterated twice. */
  readonly mutations: () => Iterable<Mutation>;
  /** Numbers that were replaced, with those in use: the register knows the child under both. */
  readonly replaced?: ReadonlyMap<Ssin, Ssin>;
  readonly signWith: PrivateKey;
  readonly sealTo: PublicKey;
}

/** The parcel as it will be added; until a step does so, nobody sees it. Throws `key-refused`. */
export function stageOutbound(outbound: Outbound): Promise<Parcel> {
  const { header, mutations, deliberation } = outbound;
  return stageSealed(outbound, writeMonthlyFile(header, mutations(), deliberation));
}

/** The same with a file that was written elsewhere. */
export async function stageSealed(
  { store, key, header, mutations, replaced, signWith, sealTo }: Omit<Outbound, 'deliberation'>,
  plain: AsyncIterable<Uint8Array>,
): Promise<Parcel> {
  const id = randomUUID();
  const stager = stageParcel(store, key, id, replaced);
  for await (const bytes of seal({ plain, signWith, sealTo, at: header.createdAt }))
    await stager.write(bytes);
  for (const batch of inBatches(mutations())) await stager.record(batch);
  const { size, digest, counts } = await stager.finish();
  return {
    id,
    dataKey: key.id,
    direction: 'outbound',
    sender: header.sender,
    receiver: header.receiver,
    month: header.month,
    sequenceNumber: header.sequenceNumber,
    name: formatParcelName(header),
    size,
    digest,
    counts,
    addedAt: header.createdAt,
    collectedAt: null,
    receiptedAt: null,
    removedAt: null,
  };
}
