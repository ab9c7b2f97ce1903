/** Makes an outbound parcel: a file written, signed, sealed and staged, with its records. */

import { randomUUID } from 'node:crypto';
import type { Deliberation } from '../deliberations/clause.ts';
import type { FileForm } from '../monthly-file/form.ts';
import { writeFileInForm } from '../monthly-file/write.ts';
import type { MonthlyFileHeader, Mutation } from '../people/record.ts';
import type { Ssin } from '../people/ssin.ts';
import type { Parcel } from '../ports/parcel.ts';
import type { Store } from '../ports/store.ts';
import type { OpenDataKey } from '../retention/vault.ts';
import type { PrivateKey, PublicKey } from '../seal/keys.ts';
import { seal } from '../seal/seal.ts';
import { formatParcelName } from './name.ts';
import { type ParcelStager, stageParcel } from './stage.ts';

export interface Outbound<Item extends Mutation> {
  readonly store: Store;
  readonly form: FileForm<Item>;
  readonly deliberation: Deliberation;
  /** The data key under which the parcel stands at rest. */
  readonly key: OpenDataKey;
  readonly header: MonthlyFileHeader;
  /** In block order, as the header counts them. */
  readonly mutations: Iterable<Item>;
  /** Numbers that were replaced, with those in use: the register knows the child under both. */
  readonly replaced?: ReadonlyMap<Ssin, Ssin>;
  readonly signWith: PrivateKey;
  readonly sealTo: PublicKey;
}

/** The parcel as it will be added; until a step does so, nobody sees it. Throws `key-refused`, or the form's error. */
export async function stageOutbound<Item extends Mutation>(outbound: Outbound<Item>): Promise<Parcel> {
  const { store, key, header, replaced, signWith, sealTo } = outbound;
  const id = randomUUID();
  const stager = stageParcel(store, key, id, replaced);
  const plain = writeAndRecord(outbound, stager);
  for await (const bytes of seal({ plain, signWith, sealTo, at: header.createdAt }))
    await stager.write(bytes);
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

/** The file, piece by piece. Its records go to the stager as they are written: a million are made once, not twice. */
async function* writeAndRecord<Item extends Mutation>(
  { form, header, mutations, deliberation }: Outbound<Item>,
  stager: Pick<ParcelStager, 'record'>,
): AsyncGenerator<Uint8Array> {
  const written: Item[] = [];
  function* noting(): Generator<Item> {
    for (const item of mutations) {
      written.push(item);
      yield item;
    }
  }
  for await (const piece of writeFileInForm(form, header, noting(), deliberation)) {
    await stager.record(written.splice(0));
    yield piece;
  }
}
