import { spawnSync } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { type Carriage, type CarriageStep, carryStore } from '../../src/adapters/carry-store.ts';
import type { PostgresServer } from '../../src/adapters/postgres/connection.ts';
import { tables } from '../../src/adapters/sql/tables.ts';
import { openSqliteStore } from '../../src/adapters/store-sqlite.ts';
import { n21250 as deliberation } from '../../src/deliberations/n21-250.ts';
import { readEntry } from '../../src/ledger/read.ts';
import { verifyLedger } from '../../src/ledger/verify.ts';
import type { Store } from '../../src/ports/store.ts';
import { pruneLog } from '../../src/retention/prune-log.ts';
import {
  aDataKey,
  addParcel,
  anAccount,
  aStep,
  at,
  created,
  put,
  sealed,
  snapshot,
  tag,
} from '../ports/store-contract/examples.ts';
import { missingPostgres, postgresCluster, query } from '../support/postgres.ts';
import { describeUnless } from '../support/programs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { openStore } from './postgres/site.ts';
import { identity } from './sqlite/site.ts';

/** A site in a file, with a row in every table. */
async function siteInFile(): Promise<string> {
  const file = path.join(await temporaryFolder(), 'site.db');
  const store = await openSqliteStore(file, { create: true, identity });
  const key = await created(store, aDataKey());
  const parcel = await addParcel(store, {}, key);
  const inbound = await addParcel(
    store,
    { direction: 'inbound', sender: 'opgroeien', receiver: 'inami' },
    key,
  );
  await put(store, anAccount());
  await store.countFailure('192.0.2.1', at);
  await store.claimRun('purge', at);
  const place = { parcel: inbound.id, block: 0 } as const;
  await store.commit(
    aStep([
      { change: 'use-totp-step', account: 'insurer-300', step: 7 },
      { change: 'accept-receipt', receipt: { parcel: parcel.id, account: 'insurer-300', at, body: sealed } },
      {
        change: 'hold-record',
        held: {
          ...place,
          slot: 0,
          operation: 'new',
          reason: 'no-insurer',
          since: at,
        },
      },
      { change: 'add-returned', returned: { ...place, slot: 1, feedback: parcel.id, reason: 'no-insurer' } },
      {
        change: 'note-consultation',
        consultation: { dataKey: parcel.dataKey, tag: tag(1), id: 'consultation' },
      },
      {
        change: 'place-hold',
        hold: {
          id: 'hold',
          month: parcel.month,
          until: Temporal.PlainDate.from('2028-06-30'),
          reason: 'claim 22/17',
          placedBy: 'an-operator',
          placedAt: at,
        },
      },
      { change: 'note-checkpoint', checkpoint: { origin: 'x', size: 1, note: 'note', at }, after: null },
    ]),
  );
  await store.stageChunk('staged', 0, sealed);
  await store.stageBlock('staged', 0, sealed, tag(9));
  const many = Array.from({ length: 600 }, () => aStep([]).events[0]);
  await store.commit(aStep([], { events: [aStep([]).events[0], ...many] }));
  await store.close();
  return file;
}

async function stateOf(store: Store) {
  return { ...(await snapshot(store)), whereabouts: await store.whereabouts([tag(1), tag(2)]) };
}

async function stateOfFile(file: string) {
  const store = await openSqliteStore(file, { create: false, identity });
  try {
    return await stateOf(store);
  } finally {
    await store.close();
  }
}

describeUnless(missingPostgres, 'carrying a site from SQLite to PostgreSQL', () => {
  const cluster = postgresCluster();
  const carriage = (from: string, to: PostgresServer, over: Partial<Carriage> = {}): Carriage => ({
    from,
    to,
    identity,
    at: at.add({ hours: 1 }),
    ...over,
  });

  test('knows every table and column of both', async () => {
    const file = await siteInFile();
    const database = new DatabaseSync(file, { readOnly: true });
    const inFile = database
      .prepare(
        `SELECT s.name AS name, group_concat(c.name, ' ') AS columns
         FROM sqlite_schema AS s JOIN pragma_table_info(s.name) AS c
         WHERE s.type = 'table' AND s.name <> 'moved' GROUP BY s.name ORDER BY s.name`,
      )
      .all()
      .map((row) => ({ ...row }));
    database.close();
    const known = tables
      .map(({ name, columns }) => ({ name, columns: columns.join(' ') }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    expect(inFile).toEqual(known);
    const server = await cluster().createDatabase();
    await openStore(server, true);
    const onServer = await query(
      server,
      `SELECT table_name AS name, string_agg(column_name, ' ' ORDER BY ordinal_position) AS columns
       FROM information_schema.columns WHERE table_schema = 'passerelle' AND table_name <> 'form'
       GROUP BY table_name ORDER BY table_name COLLATE "C"`,
    );
    expect(onServer).toEqual(known);
  });

  test('brings every row, says so in the ledger, and goes on there', async () => {
    const file = await siteInFile();
    const before = await stateOfFile(file);
    const server = await cluster().createDatabase();
    const steps: CarriageStep[] = [];
    const { tables: carried, digest } = await carryStore(
      carriage(file, server, { progress: (step) => void steps.push(step) }),
    );
    expect(carried.every(({ rows }) => rows > 0)).toBe(true);
    expect(steps.filter(({ step }) => step === 'proven').length).toBe(tables.length);

    const store = await openStore(server);
    const { ledger, ...after } = await stateOf(store);
    expect({ ...after, ledger: ledger.slice(0, -1) }).toEqual(before);
    const last = ledger.at(-1);
    expect(last && readEntry(last)).toMatchObject({ event: 'store-moved', details: { digest } });
    expect(await verifyLedger(store.entries(0))).toMatchObject({ ok: true });
    expect(await store.lastTotpStep('insurer-300')).toBe(7);
    await addParcel(store, { sequenceNumber: 9 });
    expect(await store.discardStaged()).toBe(2);
  });

  test('brings a ledger whose beginning was pruned, which goes on and is pruned further there', async () => {
    const file = path.join(await temporaryFolder(), 'site.db');
    const source = await openSqliteStore(file, { create: true, identity });
    for (let number = 0; number < 5; number += 1) await source.commit(aStep([]));
    await source.commit(aStep([], { at: at.add({ hours: 24 }) }));
    const pruned = { deliberation, actor: identity.site };
    const now = Temporal.Instant.from('2032-03-05T10:00:00Z');
    await pruneLog({ ...pruned, store: source, now });
    await source.close();
    const server = await cluster().createDatabase();
    await carryStore(carriage(file, server, { at: now }));

    const store = await openStore(server);
    const verified = () => verifyLedger(store.entries(0), undefined, undefined, store.subtrees);
    expect(await verified()).toMatchObject({ ok: true, size: 8, pruned: { entries: 5 } });
    await store.commit(aStep([], { at: now }));
    await pruneLog({ ...pruned, store, now: now.add({ hours: 24 }) });
    expect(await verified()).toMatchObject({ ok: true, size: 10, pruned: { entries: 6, by: 9 } });
  });

  test('leaves a file that no process can go on with', async () => {
    const file = await siteInFile();
    const still = await openSqliteStore(file, { create: false, identity });
    const server = await cluster().createDatabase();
    await carryStore(carriage(file, server));
    await expect(still.commit(aStep([]))).rejects.toMatchObject({ code: 'store-refused' });
    await still.close();
    for (const create of [true, false]) {
      await expect(openSqliteStore(file, { create, identity })).rejects.toMatchObject({
        code: 'store-refused',
        message: expect.stringContaining(server.host),
      });
    }
    await expect(carryStore(carriage(file, server))).rejects.toMatchObject({ code: 'store-refused' });
  });

  test('goes nowhere where a site is already', async () => {
    const file = await siteInFile();
    const before = await stateOfFile(file);
    const server = await cluster().createDatabase();
    const there = await openStore(server, true);
    await put(there, anAccount());
    const state = await stateOf(there);
    await expect(carryStore(carriage(file, server))).rejects.toMatchObject({ code: 'store-refused' });
    expect(await stateOf(there)).toEqual(state);
    expect(await stateOfFile(file)).toEqual(before);
  });

  test('waits for no run and no writer, and changes nothing', async () => {
    const file = await siteInFile();
    const server = await cluster().createDatabase();
    const running = await openSqliteStore(file, { create: false, identity });
    await running.runAlone(() =>
      expect(carryStore(carriage(file, server))).rejects.toMatchObject({ code: 'already-running' }),
    );
    await running.close();
    await expect(openStore(server)).rejects.toMatchObject({ code: 'store-refused' });
  });

  test('lets nobody write to the file while it goes on', async () => {
    const file = await siteInFile();
    const patience = Temporal.Duration.from({ milliseconds: 50 });
    const writer = await openSqliteStore(file, { create: false, identity, patience });
    const refusals: unknown[] = [];
    await carryStore(
      carriage(file, await cluster().createDatabase(), {
        progress: async ({ step }) => {
          if (step !== 'closed') refusals.push(await writer.commit(aStep([])).catch((error) => error.code));
        },
      }),
    );
    await writer.close();
    expect(new Set(refusals)).toEqual(new Set(['store-busy']));
  });

  test.each([
    ['a byte of a chunk', 'UPDATE chunk SET sealed = set_byte(sealed, 0, 0)'],
    ['a row of the register', 'DELETE FROM register WHERE ctid = (SELECT min(ctid) FROM register)'],
    ['a number', 'UPDATE account SET last_totp_step = 8'],
  ])('notices %s altered on the server, and leaves the file usable', async (_what, statement) => {
    const file = await siteInFile();
    const before = await stateOfFile(file);
    const server = await cluster().createDatabase();
    const tamper = async (done: CarriageStep) => {
      if (done.step === 'copied' && done.table === 'job_run') {
        await query(server, `SET search_path = passerelle_arriving; ${statement}`);
      }
    };
    await expect(carryStore(carriage(file, server, { progress: tamper }))).rejects.toMatchObject({
      code: 'store-failed',
    });
    await expect(openStore(server)).rejects.toMatchObject({ code: 'store-refused' });
    expect(await stateOfFile(file)).toEqual(before);
    await carryStore(carriage(file, server));
  });

  test('carries no ledger that is broken', async () => {
    const file = await siteInFile();
    const database = new DatabaseSync(file);
    database.exec("DROP TRIGGER ledger_is_not_changed; UPDATE ledger SET hash = 'x' WHERE sequence = 3");
    database.close();
    const server = await cluster().createDatabase();
    await expect(carryStore(carriage(file, server))).rejects.toMatchObject({ code: 'ledger-broken' });
    await expect(openStore(server)).rejects.toMatchObject({ code: 'store-refused' });
  });

  describe('killed', () => {
    test.each([
      ['while it copies', 'copied', 'chunk', 'file'],
      ['while it proves', 'proven', 'ledger', 'file'],
      ['when the file was just closed', 'closed', '', 'neither'],
    ])(
      '%s leaves never two sites, and is finished by being run again',
      async (_when, step, table, usable) => {
        const file = await siteInFile();
        const before = await stateOfFile(file);
        const server = await cluster().createDatabase();
        const dying = fileURLToPath(new URL('./dying-carriage.ts', import.meta.url));
        const { signal } = spawnSync(
          process.execPath,
          [dying, JSON.stringify({ from: file, to: server, identity, at: at.toString(), step, table })],
          { stdio: 'ignore' },
        );
        expect(signal).toBe('SIGKILL');
        await expect(openStore(server)).rejects.toMatchObject({ code: 'store-refused' });
        if (usable === 'file') expect(await stateOfFile(file)).toEqual(before);
        else await expect(stateOfFile(file)).rejects.toMatchObject({ code: 'store-refused' });
        await carryStore(carriage(file, server));
        const store = await openStore(server);
        expect((await store.parcels({})).length).toBe(2);
        expect(await verifyLedger(store.entries(0))).toMatchObject({ ok: true });
      },
    );
  });
});
