import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { examinePostgresServer } from '../../../src/adapters/postgres/examine.ts';
import { rightsByTable, roles } from '../../../src/adapters/postgres/rights.ts';
import { grantPostgresRights } from '../../../src/adapters/store-postgres.ts';
import type { Change, Store } from '../../../src/ports/store.ts';
import {
  aDataKey,
  addParcel,
  anAccount,
  aStep,
  at,
  created,
  put,
  sealed,
  tag,
} from '../../ports/store-contract/examples.ts';
import { type Cluster, missingPostgres, postgresCluster, query } from '../../support/postgres.ts';
import { describeUnless } from '../../support/programs.ts';
import { identity } from '../sqlite/site.ts';
import { newSite, openStore } from './site.ts';

/** A site with rights granted, and servers as each role's user sees them. */
async function grantedSite(cluster: Cluster) {
  const { server, store } = await newSite(cluster);
  await grantPostgresRights(server);
  const userOf = async (role: string) => {
    const user = `${server.database}_${role}`;
    await cluster.sql('postgres', `CREATE ROLE ${user} LOGIN PASSWORD '${user}' IN ROLE ${role}`);
    return { ...server, user, password: user };
  };
  return { owner: store, server, gateway: await userOf(roles.gateway), relay: await userOf(roles.relay) };
}

/** One parcel at the door, one received, one taken off the gateway; each under a key of its own. */
async function withParcels(store: Store) {
  const [atDoor, received, removed] = [aDataKey(), aDataKey(), aDataKey()];
  for (const key of [atDoor, received, removed]) await created(store, key);
  const parcels = {
    atDoor: await addParcel(store, {}, atDoor),
    received: await addParcel(store, { direction: 'inbound', sender: 'opgroeien' }, received),
    removed: await addParcel(store, { sequenceNumber: 2 }, removed),
  };
  await store.commit(aStep([{ change: 'remove-transit-copy', parcel: parcels.removed.id, at }]));
  await put(store, anAccount());
  return parcels;
}

const forbiddenToGateways = [
  'SELECT * FROM block',
  'SELECT * FROM register',
  'SELECT * FROM consultation',
  'SELECT * FROM held',
  'SELECT * FROM staged_tags',
  "INSERT INTO chunk VALUES ('x', 0, '')",
  'UPDATE chunk SET number = number',
  'DELETE FROM chunk',
  "INSERT INTO block VALUES ('x', 0, '')",
  'INSERT INTO parcel SELECT * FROM parcel',
  'UPDATE parcel SET receiver = receiver',
  'UPDATE parcel SET removed_at = NULL',
  'DELETE FROM parcel',
  "UPDATE data_key SET wrapped = ''",
  'DELETE FROM data_key',
  'DELETE FROM receipt',
  'UPDATE receipt SET body = body',
  "INSERT INTO account VALUES ('x', 1, '{}')",
  'DELETE FROM account',
  'UPDATE identity SET site = site',
  'DELETE FROM form',
  'CREATE TABLE passerelle.mine (x int)',
  'ALTER TABLE chunk DISABLE ROW LEVEL SECURITY',
  'DROP TRIGGER ledger_is_not_changed ON ledger',
];

const forbiddenToAll = [
  'UPDATE ledger SET hash = hash',
  'DELETE FROM ledger',
  'TRUNCATE ledger',
  'UPDATE ledger_subtree SET hash = hash',
  'DELETE FROM ledger_subtree',
  'DELETE FROM checkpoint',
  'DROP TABLE ledger',
];

describeUnless(missingPostgres, 'rights on PostgreSQL', () => {
  const cluster = postgresCluster();
  beforeAll(async () => {
    for (const role of Object.values(roles)) await cluster().sql('postgres', `CREATE ROLE ${role} NOLOGIN`);
  });

  test('are said of every table there is', async () => {
    const { server } = await newSite(cluster());
    const tables = await query(server, "SELECT tablename FROM pg_tables WHERE schemaname = 'passerelle'");
    expect(new Set(Object.keys(rightsByTable))).toEqual(new Set(tables.map(({ tablename }) => tablename)));
  });

  test('need their roles, which the administrator makes', async () => {
    const { server } = await newSite(cluster());
    await cluster().sql('postgres', `ALTER ROLE ${roles.gateway} RENAME TO another`);
    try {
      await expect(grantPostgresRights(server)).rejects.toMatchObject({
        code: 'store-refused',
        hint: expect.stringContaining(`CREATE ROLE ${roles.gateway} NOLOGIN`),
      });
    } finally {
      await cluster().sql('postgres', `ALTER ROLE another RENAME TO ${roles.gateway}`);
    }
  });

  test('are told of a user by who examines the site, and any that it should not have', async () => {
    const { server, gateway, relay } = await grantedSite(cluster());
    expect(await examinePostgresServer(gateway, identity)).toMatchObject({ role: roles.gateway, excess: [] });
    expect(await examinePostgresServer(relay, identity)).toMatchObject({ role: roles.relay, excess: [] });
    await query(server, `GRANT DELETE ON passerelle.ledger TO ${roles.gateway}`);
    expect(await examinePostgresServer(gateway, identity)).toMatchObject({ excess: ['DELETE'] });
  });

  test('let a gateway do all that a gateway does', async () => {
    const { owner, gateway } = await grantedSite(cluster());
    const { atDoor } = await withParcels(owner);
    const store = await openStore(gateway);
    expect((await store.parcels({ id: atDoor.id })).map(({ id }) => id)).toEqual([atDoor.id]);
    expect(await store.chunk(atDoor.id, 0)).toEqual(sealed);
    expect((await store.dataKeys()).map(({ id }) => id)).toEqual([atDoor.dataKey]);
    expect(await store.account('insurer-300')).toEqual(anAccount());
    expect(await store.countFailure('192.0.2.1', at)).toMatchObject({ failures: 1 });
    await store.clearFailures('192.0.2.1');
    const chosen = { password: null, totp: sealed, invitation: null };
    const receipt = { parcel: atDoor.id, account: 'insurer-300', at, body: sealed };
    const step = aStep([
      { change: 'use-totp-step', account: 'insurer-300', step: 5 },
      { change: 'mark-collected', parcel: atDoor.id, at },
      { change: 'accept-receipt', receipt },
      { change: 'put-account', account: { ...anAccount(), ...chosen, version: 2 } },
    ]);
    expect(await store.commit(step)).toMatchObject({ committed: true });
    expect(await store.receipt(atDoor.id)).toEqual(receipt);
    expect(await owner.lastTotpStep('insurer-300')).toBe(5);
  });

  test('show a gateway nothing but what lies at its door', async () => {
    const { owner, gateway } = await grantedSite(cluster());
    const { atDoor, received, removed } = await withParcels(owner);
    const store = await openStore(gateway);
    expect((await store.parcels({})).map(({ id }) => id).sort()).toEqual([atDoor.id, removed.id].sort());
    expect(await store.chunk(received.id, 0)).toBeUndefined();
    const collected = { change: 'mark-collected', parcel: received.id, at } as const;
    expect(await store.commit(aStep([collected]))).toEqual({ committed: false, conflict: 'no-such-parcel' });
    for (const { dataKey } of [received, removed]) {
      expect(await query(gateway, `SELECT wrapped FROM data_key WHERE id = '${dataKey}'`)).toEqual([]);
    }
    await expect(store.block(atDoor.id, 0)).rejects.toMatchObject({ code: 'store-refused' });
    await expect(store.whereabouts([tag(1)])).rejects.toMatchObject({ code: 'store-refused' });
    await expect(store.heldCount()).rejects.toMatchObject({ code: 'store-refused' });
  });

  test.each([
    ['enable somebody', { invitation: null, status: 'active' }],
    ['give an account another party', { invitation: null, party: 'inami' }],
    ['enrol a key', { invitation: null, keys: [] }],
    ['leave an invitation open', { password: null }],
  ] as const)('do not let a gateway %s', async (_what, over) => {
    const { server, gateway } = await site();
    const owner = await openStore(server);
    const name = `invited-${randomUUID()}`;
    const invited = anAccount({ name, status: 'disabled' });
    await put(owner, invited);
    const store = await openStore(gateway);
    const change: Change = { change: 'put-account', account: { ...invited, ...over, version: 2 } };
    await expect(store.commit(aStep([change]))).rejects.toMatchObject({ code: 'store-refused' });
    expect(await owner.account(name)).toEqual(invited);
  });

  test('do not let a gateway change the account of somebody who was not invited', async () => {
    const { owner, gateway } = await grantedSite(cluster());
    const account = anAccount({ invitation: null });
    await put(owner, account);
    const store = await openStore(gateway);
    const change: Change = { change: 'put-account', account: { ...account, password: null, version: 2 } };
    await expect(store.commit(aStep([change]))).rejects.toMatchObject({ code: 'store-refused' });
    const step = { change: 'use-totp-step', account: account.name, step: 1 } as const;
    expect(await store.commit(aStep([step]))).toMatchObject({ committed: true });
  });

  test('let a gateway stage, deliver and purge nothing', async () => {
    const { owner, gateway } = await grantedSite(cluster());
    const { atDoor } = await withParcels(owner);
    const store = await openStore(gateway);
    const refused = { code: 'store-refused' };
    await expect(store.stageChunk('x', 0, sealed)).rejects.toMatchObject(refused);
    await expect(store.stageBlock('x', 0, sealed, tag(1))).rejects.toMatchObject(refused);
    const added = { ...atDoor, id: 'x', sequenceNumber: 9 };
    for (const change of [
      { change: 'add-parcel', parcel: added },
      { change: 'create-data-key', key: aDataKey() },
      { change: 'remove-transit-copy', parcel: atDoor.id, at },
      { change: 'destroy-data-key', key: atDoor.dataKey, at },
    ] as const) {
      await expect(store.commit(aStep([change]))).rejects.toMatchObject(refused);
    }
    await expect(store.scrub()).rejects.toMatchObject(refused);
    expect((await owner.parcels({})).length).toBe(3);
  });

  describe('stop', () => {
    test.each(forbiddenToGateways)('a gateway at: %s', async (statement) => {
      const { gateway } = await site();
      await expect(query(gateway, statement)).rejects.toThrow(/permission denied|must be owner/);
    });

    test.each(forbiddenToAll)('gateway and relay at: %s', async (statement) => {
      const { gateway, relay } = await site();
      const denied = /permission denied|must be owner/;
      await expect(query(gateway, statement)).rejects.toThrow(denied);
      // The relay prunes, and no more than the newest entry says.
      const pruning = statement === 'DELETE FROM ledger' || statement === 'DELETE FROM ledger_subtree';
      await expect(query(relay, statement)).rejects.toThrow(pruning ? 'only appended to' : denied);
    });

    test.each(forbiddenToAll.slice(0, -1))('even the owner at: %s', async (statement) => {
      const { server } = await site();
      await expect(query(server, statement)).rejects.toThrow('only appended to');
    });
  });

  test('let the relay do everything else', async () => {
    const { relay } = await grantedSite(cluster());
    const store = await openStore(relay);
    const { atDoor } = await withParcels(store);
    await store.commit(aStep([{ change: 'destroy-data-key', key: atDoor.dataKey, at }]));
    await store.scrub();
    expect(await store.discardStaged()).toBe(0);
    expect(await store.heldCount()).toBe(0);
  });

  /** One site for all that must not change it. */
  let made: ReturnType<typeof grantedSite> | undefined;
  function site() {
    made ??= grantedSite(cluster()).then(async (granted) => {
      // As many entries as complete a subtree that has a row.
      const [event] = aStep([]).events;
      const events = [event, ...Array.from({ length: 31 }, () => event)] as const;
      await granted.owner.commit(aStep([], { events }));
      return granted;
    });
    return made;
  }
});
