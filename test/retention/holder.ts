/** A holder of data for the tests of retention: a site with a store, a vault and parcels received. */

import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { openSqliteStore } from '../../src/adapters/store-sqlite.ts';
import { legalDay } from '../../src/clock.ts';
import type { PartyId } from '../../src/deliberations/clause.ts';
import { n21250 } from '../../src/deliberations/n21-250.ts';
import { policyDigest } from '../../src/deliberations/rules.ts';
import { stageParcel } from '../../src/parcels/stage.ts';
import type { Mutation } from '../../src/people/record.ts';
import { monthOfDay } from '../../src/people/reference-month.ts';
import type { DataKey, Parcel } from '../../src/ports/parcel.ts';
import type { Store } from '../../src/ports/store.ts';
import { createVault, type OpenDataKey } from '../../src/retention/vault.ts';
import { aParcel } from '../ports/store-contract/examples.ts';
import { newRecords } from '../support/records.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

export const vault = createVault(new Uint8Array(32).fill(5));

export interface Holder {
  readonly file: string;
  readonly store: Store;
}

export async function aHolder(site: PartyId = 'inami'): Promise<Holder> {
  const file = path.join(await temporaryFolder(), 'site.db');
  const store = await openSqliteStore(file, {
    create: true,
    identity: { site, mode: 'rehearsal', deliberation: n21250.number, policy: policyDigest(n21250) },
  });
  onTestFinished(() => store.close());
  return { file, store };
}

/** Takes a parcel in at an instant, under a key of its own unless one is given. */
export async function receive(
  { store }: Holder,
  at: Temporal.Instant,
  records: readonly Mutation[] = newRecords(2),
  over: Partial<Parcel> = {},
  under?: { readonly stored: DataKey; readonly key: OpenDataKey },
) {
  const { stored, key } = under ?? vault.createDataKey(monthOfDay(legalDay(at)), at);
  const id = randomUUID();
  const stager = stageParcel(store, key, id);
  await stager.write(Buffer.from('a sealed file'));
  await stager.record(records);
  const finished = await stager.finish();
  const sequenceNumber = (await store.parcels({})).length + 1;
  const parcel = aParcel(stored, {
    id,
    direction: 'inbound',
    sender: 'opgroeien',
    receiver: 'inami',
    sequenceNumber,
    name: `parcel-${sequenceNumber}`,
    addedAt: at,
    ...finished,
    ...over,
  });
  const result = await store.commit({
    at,
    changes: [
      ...(under === undefined ? [{ change: 'create-data-key', key: stored } as const] : []),
      { change: 'add-parcel', parcel },
    ],
    events: [{ event: 'parcel-fetched', actor: 'inami', details: { parcel: parcel.name } }],
  });
  if (!result.committed) throw new RangeError(result.conflict);
  return { stored: { ...stored, wrapped: Uint8Array.from(stored.wrapped) }, key, parcel };
}
