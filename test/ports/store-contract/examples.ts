/** What the contract of the store is tried on, and how a refusal is looked at. */

import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { Account } from '../../../src/ports/account.ts';
import type { DataKey, HeldRecord, Parcel } from '../../../src/ports/parcel.ts';
import type { Change, Conflict, Step, Store } from '../../../src/ports/store.ts';
import { bareAccount } from '../../support/accounts.ts';
import { instant, month } from '../../support/records.ts';

/** Opens a new empty store, closed when the test has finished. */
export type OpenStore = () => Promise<Store>;

export const at = instant('2022-03-04T10:00:00.123Z');

export function aDataKey(over: Partial<DataKey> = {}): DataKey {
  const id = randomUUID();
  return { id, month: month('2022-03'), anchor: at, wrapped: bytesOf(id), destroyedAt: null, ...over };
}

export function aParcel(dataKey: DataKey, over: Partial<Parcel> = {}): Parcel {
  return {
    id: randomUUID(),
    dataKey: dataKey.id,
    direction: 'outbound',
    sender: 'inami',
    receiver: '300',
    month: dataKey.month,
    sequenceNumber: 1,
    name: 'parcel-1',
    size: 11,
    digest: 'd'.repeat(64),
    counts: { new: 2, correction: 1, withdrawal: 0 },
    addedAt: at,
    collectedAt: null,
    receiptedAt: null,
    removedAt: null,
    ...over,
  };
}

export function anAccount(over: Partial<Account> = {}): Account {
  return {
    ...bareAccount,
    undertaking: Temporal.PlainDate.from('2022-01-10'),
    password: {
      algorithm: 'argon2id',
      memory: 65536,
      passes: 3,
      parallelism: 1,
      nonce: Uint8Array.of(1, 2, 3),
      tag: Uint8Array.of(250, 251),
    },
    keys: [{ algorithm: 'ssh-ed25519', blob: 'AAAA', fingerprint: 'SHA256:abc' }],
    authorities: [{ algorithm: 'ssh-ed25519', blob: 'CCCC', fingerprint: 'SHA256:ghi' }],
    distrusted: ['SHA256:jkl'],
    certificates: [
      {
        key: { algorithm: 'ssh-rsa', blob: 'BBBB', fingerprint: 'SHA256:def' },
        notAfter: instant('2027-01-01T00:00:00Z'),
        sealed: Uint8Array.of(6, 5),
      },
    ],
    totp: Uint8Array.of(9, 8, 7),
    invitation: {
      code: {
        algorithm: 'argon2id',
        memory: 65536,
        passes: 3,
        parallelism: 1,
        nonce: Uint8Array.of(1),
        tag: Uint8Array.of(2),
      },
      until: instant('2022-03-05T10:00:00Z'),
      sets: 'password-and-totp',
    },
    terms: {
      addresses: ['192.0.2.0/24', '2001:db8::1'],
      validFrom: Temporal.PlainDate.from('2022-01-10'),
      validUntil: Temporal.PlainDate.from('2022-06-30'),
      methods: ['ssh-key', 'password'],
    },
    ...over,
  };
}

export function aStep(changes: readonly Change[], over: Partial<Step> = {}): Step {
  return { at, changes, events: [{ event: 'site-opened', actor: 'inami', details: {} }], ...over };
}

export const tag = (number: number) => new Uint8Array(16).fill(number);
export const bytesOf = (text: string) => new TextEncoder().encode(text);
export const sealed = bytesOf('sealed');

/** Adds a visible parcel with one chunk and one block, under a key of its own unless one is given. */
export async function addParcel(store: Store, over: Partial<Parcel> = {}, key?: DataKey): Promise<Parcel> {
  const dataKey = key ?? aDataKey();
  const parcel = aParcel(dataKey, over);
  await store.stageChunk(parcel.id, 0, sealed);
  await store.stageBlock(parcel.id, 0, sealed, Buffer.concat([tag(1), tag(2)]));
  const create: Change[] = key === undefined ? [{ change: 'create-data-key', key: dataKey }] : [];
  expect(await store.commit(aStep([...create, { change: 'add-parcel', parcel }]))).toMatchObject({
    committed: true,
  });
  return parcel;
}

/** Makes the key in the store. */
export async function created(store: Store, key: DataKey): Promise<DataKey> {
  await store.commit(aStep([{ change: 'create-data-key', key }]));
  return key;
}

/** Puts the account into the store. */
export async function put(store: Store, account: Account): Promise<void> {
  expect(await store.commit(aStep([{ change: 'put-account', account }]))).toMatchObject({ committed: true });
}

/** Expects the step to be refused with `conflict`, and nothing that can be seen to have changed. */
export async function expectConflict(
  store: Store,
  changes: readonly Change[],
  conflict: Conflict,
): Promise<void> {
  const before = await snapshot(store);
  const harmless: Change = { change: 'create-data-key', key: aDataKey() };
  expect(await store.commit(aStep([harmless, ...changes]))).toEqual({ committed: false, conflict });
  expect(await snapshot(store)).toEqual(before);
}

/** The held records of all parcels. */
export async function heldRecords(store: Store): Promise<readonly HeldRecord[]> {
  const held: HeldRecord[] = [];
  for (const { id } of await store.parcels({})) {
    for await (const { records } of store.heldOf(id)) held.push(...records);
  }
  return held;
}

/** All that can be seen, to compare before and after. */
export async function snapshot(store: Store) {
  return {
    holds: await store.holds(),
    parcels: await store.parcels({}),
    keys: await store.dataKeys(),
    held: await heldRecords(store),
    accounts: await store.accounts(),
    ledger: await Array.fromAsync(store.entries(0)),
  };
}
