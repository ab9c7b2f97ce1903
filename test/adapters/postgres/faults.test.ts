import { once } from 'node:events';
import { chownSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import path from 'node:path';
import { DatabaseError } from 'pg';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { PostgresServer } from '../../../src/adapters/postgres/connection.ts';
import { meaningOf } from '../../../src/adapters/postgres/errors.ts';
import { locks } from '../../../src/adapters/postgres/locks.ts';
import { openPostgresStore } from '../../../src/adapters/store-postgres.ts';
import { n21250 as deliberation } from '../../../src/deliberations/n21-250.ts';
import { verifyLedger } from '../../../src/ledger/verify.ts';
import type { Change } from '../../../src/ports/store.ts';
import { pruneLog } from '../../../src/retention/prune-log.ts';
import { startSchedule } from '../../../src/schedule/schedule.ts';
import {
  aDataKey,
  addParcel,
  anAccount,
  aParcel,
  aStep,
  at,
  bytesOf,
  created,
  sealed,
  snapshot,
} from '../../ports/store-contract/examples.ts';
import { basicConstraints, ecKeys, issue, nameOf, pem } from '../../support/certificates.ts';
import { missingPostgres, postgresCluster, query } from '../../support/postgres.ts';
import { describeUnless } from '../../support/programs.ts';
import { identity } from '../sqlite/site.ts';
import { newSite, openStore, rawConnection } from './site.ts';

/** A relay of bytes in front of the server; `onCommit` is told when a client sends COMMIT. */
async function inFrontOf(
  server: PostgresServer,
  onCommit: (cut: () => void, forward: () => void) => void,
): Promise<PostgresServer> {
  const sockets = new Set<ReturnType<typeof createConnection>>();
  const proxy = createServer((client) => {
    const upstream = createConnection(server.port, server.host);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => {});
    }
    client.on('data', (bytes) => {
      const forward = () => upstream.write(bytes);
      const cut = () => client.destroy();
      if (bytes.includes('COMMIT\0')) onCommit(cut, forward);
      else forward();
    });
    upstream.on('data', (bytes) => client.write(bytes));
    upstream.on('close', () => client.destroy());
    client.on('close', () => upstream.end());
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  onTestFinished(() => {
    proxy.close();
    for (const socket of sockets) socket.destroy();
  });
  const address = proxy.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { ...server, port: address.port };
}

describeUnless(missingPostgres, 'PostgreSQL in trouble', () => {
  const cluster = postgresCluster();
  const endConnections = (database: string, which: string) =>
    cluster().sql(
      'postgres',
      // Waits until they have ended, and their locks with them: a client hears of it before.
      `SELECT pg_terminate_backend(pid, 20000) FROM pg_stat_activity WHERE datname = '${database}' AND pid IN
       (SELECT pid FROM pg_locks WHERE ${which})`,
    );

  test('lets a run that lost its lock commit and stage nothing more, and another begin', async () => {
    const { server, store } = await newSite(cluster());
    const other = await openStore(server);
    const before = await snapshot(store);
    await store.runAlone(async () => {
      await store.stageChunk('staged', 0, sealed);
      await expect(other.runAlone(async () => {})).rejects.toMatchObject({ code: 'already-running' });
      await endConnections(server.database, "locktype = 'advisory' AND objid = 1");
      await expect(store.commit(aStep([]))).rejects.toMatchObject({ code: 'store-failed' });
      await expect(store.stageChunk('staged', 1, sealed)).rejects.toMatchObject({ code: 'store-failed' });
      expect(await other.runAlone(() => other.discardStaged())).toBe(1);
      await expect(store.commit(aStep([]))).rejects.toMatchObject({ code: 'store-failed' });
    });
    expect(await snapshot(store)).toEqual(before);
    expect(await store.commit(aStep([]))).toMatchObject({ committed: true });
  });

  test('writes one transaction after the other while it runs alone, whoever asks', async () => {
    const { store } = await newSite(cluster());
    await store.runAlone(() => Promise.all(Array.from({ length: 10 }, () => store.commit(aStep([])))));
    expect(await verifyLedger(store.entries(0))).toMatchObject({ ok: true, size: 10 });
  });

  test('begins each scheduled run once over all nodes', async () => {
    const { server, store } = await newSite(cluster());
    const begun: string[] = [];
    const asked: string[] = [];
    const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
    const schedules = [store, await openStore(server)].map((node, name) => {
      const job = { name: 'purge', expression: '* * * * * *', run: async () => void begun.push(`${name}`) };
      return startSchedule([job], log, (named, due) => {
        asked.push(due.toString());
        return node.claimRun(named, due);
      });
    });
    await vi.waitFor(() => expect(asked.length).toBeGreaterThanOrEqual(6), { timeout: 10_000 });
    await Promise.all(schedules.map((schedule) => schedule.stop()));
    expect(begun).toHaveLength(new Set(asked).size);
    expect(asked.length).toBeGreaterThan(begun.length);
  });

  describe('that breaks the connection at a commit', () => {
    test('before the server heard of it: says so, with nothing done', async () => {
      const { server, store } = await newSite(cluster());
      const front = await inFrontOf(server, (cut) => cut());
      const cutOff = await openStore(front);
      const before = await snapshot(store);
      await expect(cutOff.commit(aStep([]))).rejects.toMatchObject({ code: 'store-failed' });
      expect(await snapshot(store)).toEqual(before);
    });

    test('after the server has done it: learns that it was done', async () => {
      const { server, store } = await newSite(cluster());
      let cuts = 0;
      const front = await inFrontOf(server, (cut, forward) => {
        forward();
        // The first COMMIT is the step's own; the second belongs to the question what became of it.
        cuts += 1;
        if (cuts === 1) cut();
      });
      const cutOff = await openStore(front);
      expect(await cutOff.commit(aStep([]))).toMatchObject({ committed: true, head: { size: 1 } });
      expect((await store.head()).size).toBe(1);
    });
  });

  test.each(['', ', also in a run that goes on afterwards'])(
    'waits for a writer for as long as its patience, and changes nothing%s',
    async (inRun) => {
      const { server, store } = await newSite(cluster());
      const parcel = await addParcel(store);
      const before = await snapshot(store);
      const writer = await rawConnection(server);
      await writer.query(`BEGIN; SELECT pg_advisory_xact_lock(${locks.write})`);
      const waits = async () => {
        await expect(
          store.commit(aStep([{ change: 'mark-collected', parcel: parcel.id, at }])),
        ).rejects.toMatchObject({
          code: 'store-busy',
          hint: expect.stringContaining('Nothing was changed'),
        });
        expect(await snapshot(store)).toEqual(before);
        await writer.query('ROLLBACK');
        expect(await store.commit(aStep([]))).toMatchObject({ committed: true });
      };
      await (inRun === '' ? waits() : store.runAlone(waits));
    },
  );

  test('repeats a step that was undone for the sake of another, but none that used up its changes', async () => {
    const { server, store } = await newSite(cluster());
    await query(
      server,
      `CREATE SEQUENCE tries;
       CREATE FUNCTION fail_once() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN IF nextval('passerelle.tries') % 2 = 1 THEN RAISE EXCEPTION USING ERRCODE = '40P01'; END IF; RETURN NEW; END $$;
       CREATE TRIGGER fails BEFORE INSERT ON ledger FOR EACH ROW EXECUTE FUNCTION fail_once()`,
    );
    const key = aDataKey();
    const create: Change = { change: 'create-data-key', key };
    expect(await store.commit(aStep([create]))).toMatchObject({ committed: true });
    function* once() {
      yield { change: 'create-data-key', key: aDataKey() } as const;
    }
    await expect(store.commit({ ...aStep([]), changes: once() })).rejects.toMatchObject({
      code: 'store-busy',
    });
    expect(await store.dataKeys()).toEqual([key]);
    expect((await store.head()).size).toBe(1);
  });

  test('leaves no purged byte in the files of its tables', async () => {
    const { server, store } = await newSite(cluster());
    const [secret, wrapped] = [bytesOf(`purged ${'x'.repeat(40)}`), bytesOf(`wrapped ${'y'.repeat(40)}`)];
    const [block, chunk] = [bytesOf(`block ${'b'.repeat(40)}`), bytesOf(`chunk ${'c'.repeat(40)}`)];
    const [listed, looked] = [bytesOf('listed-tag-16-by'), bytesOf('looked-tag-16-by')];
    const key = await created(store, aDataKey({ wrapped }));
    const parcel = aParcel(key);
    await store.stageChunk(parcel.id, 0, chunk);
    await store.stageBlock(parcel.id, 0, block, listed);
    const consultation = { dataKey: key.id, tag: looked, id: 'consultation' };
    await store.commit(
      aStep([
        { change: 'add-parcel', parcel },
        { change: 'note-consultation', consultation },
      ]),
    );
    const receipt = { parcel: parcel.id, account: 'a', at, body: secret };
    await store.commit(aStep([{ change: 'accept-receipt', receipt }]));
    await query(server, 'ANALYZE');
    const traces = async () => {
      await cluster().sql(server.database, 'CHECKPOINT');
      const files = globSync(`${cluster().data}/base/*/*`).map((file) => readFileSync(file));
      const purged = [secret, wrapped, block, chunk, listed, looked];
      return purged.filter((bytes) => files.some((file) => file.includes(Buffer.from(bytes)))).length;
    };
    expect(await traces()).toBe(6);
    await store.commit(aStep([{ change: 'destroy-data-key', key: key.id, at }]));
    await store.scrub();
    expect(await traces()).toBe(0);
  });

  test('leaves no byte of pruned entries, nor of whom they named, in the files of its tables [A50]', async () => {
    const { server, store } = await newSite(cluster());
    const [name, address] = ['reader-lieve-vdb', '203.0.113.77'];
    const account = { ...anAccount({ name, status: 'revoked' }), version: 1 };
    const login = { event: 'login-accepted', actor: name, details: { address } } as const;
    await store.commit(aStep([{ change: 'put-account', account }], { events: [login, login, login] }));
    await store.commit(aStep([], { at: at.add({ hours: 48 }) }));
    await query(server, 'ANALYZE');
    const traces = async () => {
      await cluster().sql(server.database, 'CHECKPOINT');
      const files = globSync(`${cluster().data}/base/*/*`).map((file) => readFileSync(file));
      const forms = [name, address].flatMap((text) => [
        Buffer.from(text),
        Buffer.from(Buffer.from(text).toString('hex')),
      ]);
      return forms.filter((bytes) => files.some((file) => file.includes(bytes))).length;
    };
    expect(await traces()).toBeGreaterThanOrEqual(2);
    const now = Temporal.Instant.from('2032-03-05T10:00:00Z');
    expect(await pruneLog({ store, deliberation, actor: identity.site, now })).toMatchObject({ entries: 3 });
    expect(await traces()).toBe(0);
  });

  test('says that it is not clean while somebody still sees what was purged, and waits for who soon does no more', async () => {
    const { server, store } = await newSite(cluster());
    const { dataKey } = await addParcel(store);
    const reader = await rawConnection(server);
    await reader.query('BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM form');
    await store.commit(aStep([{ change: 'destroy-data-key', key: dataKey, at }]));
    await expect(store.scrub()).rejects.toMatchObject({ code: 'store-busy' });
    const scrubbed = store.scrub();
    await reader.query('SELECT pg_sleep(0.2); COMMIT');
    await scrubbed;
  });

  test.each([
    ['password', 'wrong', 'store-refused'],
    ['user', 'nobody', 'store-refused'],
    ['database', 'nowhere', 'store-refused'],
    ['port', 1, 'store-failed'],
    ['tls', { authorities: undefined }, 'store-refused'],
  ])('with another %s says what to look at', async (name, value, code) => {
    const server = { ...(await cluster().createDatabase()), [name]: value };
    await expect(openPostgresStore(server, { create: true, identity })).rejects.toMatchObject({
      code,
      hint: expect.stringContaining('[store]'),
    });
  });

  test('speaks TLS with a server that proves its name, and with no other', async () => {
    const keys = ecKeys();
    const ofLocalhost = { name: '2.5.29.17', value: Buffer.from('300b82096c6f63616c686f7374', 'hex') };
    const issued = issue({
      subject: nameOf('database'),
      keys,
      extensions: [basicConstraints(), ofLocalhost],
    });
    const { data, sql } = cluster();
    const { uid, gid } = statSync(data);
    for (const [file, text] of [
      ['server.crt', pem('CERTIFICATE', issued.der)],
      ['server.key', keys.privateKey.export({ type: 'pkcs8', format: 'pem' })],
    ] as const) {
      writeFileSync(path.join(data, file), text, { mode: 0o600 });
      chownSync(path.join(data, file), uid, gid);
    }
    await sql('postgres', 'ALTER SYSTEM SET ssl = on');
    await sql('postgres', 'SELECT pg_reload_conf()');
    const tls = { authorities: pem('CERTIFICATE', issued.der) };
    const server = { ...(await cluster().createDatabase()), host: 'localhost', tls };
    await vi.waitFor(() => openStore(server, true), { timeout: 10_000 });
    const connection = await rawConnection(server);
    const { rows } = await connection.query('SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()');
    expect(rows).toEqual([{ ssl: true }]);
    for (const another of [{ host: '127.0.0.1' }, { tls: { authorities: undefined } }]) {
      await expect(
        openPostgresStore({ ...server, ...another }, { create: false, identity }),
      ).rejects.toMatchObject({ code: 'store-refused', message: expect.stringContaining('TLS') });
    }
  });
});

test.each([
  ['53100', 'store-full'],
  ['53300', 'store-busy'],
  ['55P03', 'store-busy'],
  ['40001', 'store-busy'],
  ['25006', 'store-failed'],
  ['42501', 'store-refused'],
  ['XX001', 'store-failed'],
  ['23505', 'store-failed'],
])('SQLSTATE %s is %s to the operator, with a hint', (state, code) => {
  const error = new DatabaseError('said by the server', 0, 'error');
  error.code = state;
  expect(meaningOf(error)).toMatchObject({ code, hint: expect.stringMatching(/^Nothing was/) });
});
