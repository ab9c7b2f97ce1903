import { DatabaseSync } from 'node:sqlite';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Session } from '../../../src/adapters/sqlite/database.ts';
import { openSqliteStore } from '../../../src/adapters/store-sqlite.ts';
import { rootAt } from '../../../src/ledger/merkle.ts';
import { verifyLedger } from '../../../src/ledger/verify.ts';
import type { Change, Store } from '../../../src/ports/store.ts';
import { addParcel, anAccount, aStep, at, put, snapshot } from '../../ports/store-contract/examples.ts';
import { identity, openSite } from './site.ts';

const big = new Uint8Array(256 * 1024);

describe('a locked database', () => {
  test('refuses a step as busy, changes nothing, and takes the step once it is free', async () => {
    const { file, store } = await openSite();
    const parcel = await addParcel(store);
    const before = await snapshot(store);
    const step = aStep([{ change: 'mark-collected', parcel: parcel.id, at }]);

    const other = new DatabaseSync(file);
    onTestFinished(() => other.close());
    other.exec('BEGIN IMMEDIATE');
    await expect(store.commit(step)).rejects.toMatchObject({
      code: 'store-busy',
      hint: expect.stringContaining('Nothing was changed'),
    });
    await expect(store.stageChunk('staged', 0, big)).rejects.toMatchObject({ code: 'store-busy' });
    await expect(store.countFailure('subject', at)).rejects.toMatchObject({ code: 'store-busy' });
    expect(await snapshot(store)).toEqual(before);

    other.exec('ROLLBACK');
    expect(await store.commit(step)).toMatchObject({ committed: true });
  });

  test('is not scrubbed while another reads it', async () => {
    const { file, store } = await openSite();
    await store.commit(aStep([]));
    const other = new DatabaseSync(file);
    onTestFinished(() => other.close());
    other.exec('BEGIN');
    other.prepare('SELECT count(*) FROM ledger').get();
    await store.commit(aStep([]));
    await expect(store.scrub()).rejects.toMatchObject({ code: 'store-busy' });
    other.exec('COMMIT');
    await store.scrub();
    expect(await verifyLedger(store.entries(0))).toMatchObject({ ok: true, size: 2 });
  });
});

describe('a full disk', () => {
  test('refuses staging and steps, changes nothing, and goes on once there is room', async () => {
    const { session, store } = await openSite();
    const parcel = await addParcel(store);
    const before = await snapshot(store);
    const receipt = { parcel: parcel.id, account: 'insurer-300', at, body: big };
    const step = aStep([{ change: 'accept-receipt', receipt }]);

    session.database.exec('PRAGMA max_page_count = 1');
    await expect(store.stageChunk('staged', 0, big)).rejects.toMatchObject({ code: 'store-full' });
    await expect(store.stageBlock('staged', 0, big, new Uint8Array())).rejects.toMatchObject({
      code: 'store-full',
    });
    await expect(store.commit(step)).rejects.toMatchObject({
      code: 'store-full',
      hint: expect.stringContaining('Nothing was changed'),
    });
    expect(await snapshot(store)).toEqual(before);
    expect(await store.receipt(parcel.id)).toBeUndefined();
    expect(await store.discardStaged()).toBe(0);

    session.database.exec('PRAGMA max_page_count = 100000');
    expect(await store.commit(step)).toMatchObject({ committed: true });
  });
});

describe('staging, which waits for no disk', () => {
  const synchronous = (session: Session) => session.database.prepare('PRAGMA synchronous').get();
  const full = { synchronous: 2 };

  test('leaves all that follows durable', async () => {
    const { session, store } = await openSite();
    expect(synchronous(session)).toEqual(full);
    await store.stageChunk('staged', 0, big);
    expect(synchronous(session)).toEqual(full);
    await store.stageBlock('staged', 0, big, new Uint8Array(16));
    expect(synchronous(session)).toEqual(full);
  });

  test('leaves it durable when it fails', async () => {
    const { file, session, store } = await openSite();
    session.database.exec('PRAGMA max_page_count = 1');
    await expect(store.stageChunk('staged', 0, big)).rejects.toMatchObject({ code: 'store-full' });
    expect(synchronous(session)).toEqual(full);
    await expect(store.stageBlock('staged', 0, big, new Uint8Array())).rejects.toMatchObject({
      code: 'store-full',
    });
    expect(synchronous(session)).toEqual(full);
    const other = new DatabaseSync(file);
    onTestFinished(() => other.close());
    other.exec('BEGIN IMMEDIATE');
    await expect(store.stageBlock('staged', 0, big, new Uint8Array())).rejects.toMatchObject({
      code: 'store-busy',
    });
    expect(synchronous(session)).toEqual(full);
  });
});

describe('a disk that became read-only', () => {
  test('refuses steps and goes on reading', async () => {
    const { session, store } = await openSite();
    const parcel = await addParcel(store);
    const before = await snapshot(store);
    session.database.exec('PRAGMA query_only = ON');
    await expect(
      store.commit(aStep([{ change: 'mark-collected', parcel: parcel.id, at }])),
    ).rejects.toMatchObject({ code: 'store-failed' });
    expect(await snapshot(store)).toEqual(before);
  });
});

/** Chain and tree, of so many entries. */
async function expectWhole(store: Store, size: number): Promise<void> {
  const verdict = await verifyLedger(store.entries(0), await store.head());
  if (!verdict.ok) throw new RangeError(verdict.problem);
  expect(verdict.roots).toEqual(new Map([[size, await rootAt(store.subtrees, size)]]));
}

describe('the ledger', () => {
  test('that cannot be written stops the step it should tell of', async () => {
    const { session, store } = await openSite();
    await put(store, anAccount());
    const before = await snapshot(store);
    session.database.exec(`
      CREATE TEMP TRIGGER no_ledger BEFORE INSERT ON main.ledger
      BEGIN SELECT raise(ABORT, 'broken'); END`);
    const revocation: Change = {
      change: 'put-account',
      account: anAccount({ version: 2, status: 'revoked' }),
    };
    await expect(store.commit(aStep([revocation]))).rejects.toMatchObject({ code: 'store-failed' });
    expect(await snapshot(store)).toEqual(before);
  });

  test.each(['before', 'after'])(
    'goes on in one chain when a commit fails %s it took effect',
    async (when) => {
      const { session, store } = await openSite();
      for (let step = 0; step < 3; step += 1) await store.commit(aStep([]));
      const commit = session.commit.run.bind(session.commit);
      const broken = vi.spyOn(session.commit, 'run').mockImplementation(() => {
        if (when === 'after') commit();
        throw new RangeError('broken');
      });
      const lost = aStep([], { events: [{ event: 'site-opened', actor: 'inami', details: { lost: true } }] });
      await expect(store.commit(lost)).rejects.toThrow('broken');
      broken.mockRestore();
      for (let step = 0; step < 5; step += 1) await store.commit(aStep([]));
      await expectWhole(store, when === 'after' ? 9 : 8);
    },
  );

  test('goes on in one chain after what another process appended', async () => {
    const { file, store } = await openSite();
    const other = await openSqliteStore(file, { create: false, identity });
    onTestFinished(() => other.close());
    for (const writer of [store, other, other, store, other, store, store, store]) {
      await writer.commit(aStep([]));
    }
    await expectWhole(store, 8);
  });

  test.each([
    "UPDATE ledger SET hash = 'x' WHERE sequence = 0",
    'DELETE FROM ledger WHERE sequence = 1',
    'DELETE FROM ledger',
    'INSERT INTO ledger SELECT 2, bytes, hash FROM ledger WHERE sequence = 0; DELETE FROM ledger',
    'INSERT INTO ledger SELECT 7, bytes, hash FROM ledger WHERE sequence = 0',
    'INSERT OR REPLACE INTO ledger SELECT 0, bytes, hash FROM ledger WHERE sequence = 1',
  ])('refuses to be rewritten: %s', async (statement) => {
    const { session, store } = await openSite();
    await store.commit(aStep([]));
    await store.commit(aStep([]));
    const before = await snapshot(store);
    expect(() => session.database.exec(`BEGIN; ${statement}; COMMIT`)).toThrow('only appended to');
    session.database.exec('ROLLBACK');
    expect(await snapshot(store)).toEqual(before);
  });

  test('whose last entry was changed behind its back takes no more entries', async () => {
    const { session, store } = await openSite();
    await store.commit(aStep([]));
    session.database.exec("DROP TRIGGER ledger_is_not_changed; UPDATE ledger SET bytes = x'00'");
    await expect(store.commit(aStep([]))).rejects.toMatchObject({ code: 'ledger-broken' });
    await expect(store.head()).rejects.toMatchObject({ code: 'ledger-broken' });
  });
});

describe('a row that another hand wrote', () => {
  test.each([
    'UPDATE account SET document = \'{"name":"insurer-300"}\'',
    "UPDATE account SET document = 'no json'",
  ])('is refused: %s', async (statement) => {
    const { session, store } = await openSite();
    await put(store, anAccount());
    session.database.exec(statement);
    await expect(store.account('insurer-300')).rejects.toMatchObject({ code: 'store-failed' });
    await expect(store.accounts()).rejects.toMatchObject({ code: 'store-failed' });
  });

  test('is refused: a parcel of no month', async () => {
    const { session, store } = await openSite();
    await addParcel(store);
    session.database.exec("UPDATE parcel SET month = '2022-13'");
    await expect(store.parcels({})).rejects.toMatchObject({ code: 'store-failed' });
  });
});
