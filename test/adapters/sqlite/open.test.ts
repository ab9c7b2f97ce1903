import { chmodSync, chownSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import type { OpenOptions } from '../../../src/adapters/sqlite/database.ts';
import { schemaVersion } from '../../../src/adapters/sqlite/migrations.ts';
import { openSqliteStore } from '../../../src/adapters/store-sqlite.ts';
import { hasCode } from '../../../src/errors.ts';
import { readEntry } from '../../../src/ledger/read.ts';
import { aStep } from '../../ports/store-contract/examples.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { identity, openSite } from './site.ts';

const existing: OpenOptions = { create: false, identity };

/** A database that was made and closed. */
async function closedSite(): Promise<string> {
  const { file, store } = await openSite();
  await store.close();
  return file;
}

/** Changes a closed database as another program would. */
function tamper(file: string, statement: string): void {
  const database = new DatabaseSync(file);
  database.exec(statement);
  database.close();
}

async function expectRefused(file: string, options = existing): Promise<void> {
  const before = readFileSync(file);
  await expect(openSqliteStore(file, options)).rejects.toMatchObject({
    code: 'store-refused',
    hint: expect.stringMatching(/^Nothing was/),
  });
  expect(readFileSync(file).equals(before)).toBe(true);
}

describe('a missing database', () => {
  test('is refused, and not made by mistake', async () => {
    const folder = await temporaryFolder();
    await expect(openSqliteStore(path.join(folder, 'typo.db'), existing)).rejects.toMatchObject({
      code: 'store-refused',
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('is made on demand, in a folder that exists', async () => {
    const folder = await temporaryFolder();
    await expect(
      openSqliteStore(path.join(folder, 'no such folder', 'site.db'), { create: true, identity }),
    ).rejects.toMatchObject({ code: 'store-failed' });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('whose making was cut short is refused, and finished on demand', async () => {
    const file = path.join(await temporaryFolder(), 'site.db');
    writeFileSync(file, '', { mode: 0o600 });
    await expectRefused(file);
    const store = await openSqliteStore(file, { create: true, identity });
    expect(await store.commit(aStep([]))).toMatchObject({ committed: true });
    await store.close();
  });
});

describe('an existing database', () => {
  test('is opened again, with create and without', async () => {
    const file = await closedSite();
    for (const create of [false, true]) {
      const store = await openSqliteStore(file, { create, identity });
      expect(await store.parcels({})).toEqual([]);
      await store.close();
    }
  });

  test('is not written to by being opened', async () => {
    const file = await closedSite();
    const before = readFileSync(file);
    const store = await openSqliteStore(file, existing);
    expect(statSync(`${file}-wal`).size).toBe(0);
    await store.close();
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test.each([{ site: '300' }, { mode: 'real' }, { deliberation: '12/039' }] as const)(
    'of another site, mode or deliberation than %o is refused',
    async (over) => {
      await expectRefused(await closedSite(), { create: false, identity: { ...identity, ...over } });
    },
  );

  test('of the real channel is refused to a rehearsal', async () => {
    const { file, store } = await openSite({ identity: { ...identity, mode: 'real' } });
    await store.close();
    await expectRefused(file);
  });

  test('is written under the policy of today, and remembers the policy of then', async () => {
    const { file, store } = await openSite();
    await store.commit(aStep([]));
    await store.close();
    const amended = { ...identity, policy: 'e'.repeat(64) };
    const again = await openSqliteStore(file, { create: false, identity: amended });
    await again.commit(aStep([]));
    const policies = (await Array.fromAsync(again.entries(0))).map((entry) => readEntry(entry).policy);
    expect(policies).toEqual([identity.policy, amended.policy]);
    await again.close();
  });

  test('of a newer program is refused', async () => {
    const file = await closedSite();
    tamper(file, `PRAGMA user_version = ${schemaVersion + 1}`);
    await expectRefused(file);
    await expectRefused(file, { create: true, identity });
  });

  test('of another program is refused, and gets no table of ours', async () => {
    const file = path.join(await temporaryFolder(), 'browser.db');
    writeFileSync(file, '', { mode: 0o600 });
    tamper(file, 'PRAGMA journal_mode = WAL; CREATE TABLE bookmark (url TEXT)');
    await expectRefused(file);
    await expectRefused(file, { create: true, identity });
  });

  test('that is no database is not touched', async () => {
    const file = path.join(await temporaryFolder(), 'letter.txt');
    writeFileSync(file, 'Dear Sir or Madam, '.repeat(300), { mode: 0o600 });
    const before = readFileSync(file);
    await expect(openSqliteStore(file, existing)).rejects.toMatchObject({ code: 'store-failed' });
    expect(readFileSync(file).equals(before)).toBe(true);
  });
});

describe('files', () => {
  test('of a database, its log and its lock are for their owner only', async () => {
    const { file, store } = await openSite();
    await store.runAlone(() => store.commit(aStep([])));
    const folder = path.dirname(file);
    const modes = readdirSync(folder).map((name) => [name, statSync(path.join(folder, name)).mode & 0o777]);
    expect(Object.fromEntries(modes)).toEqual({
      'site.db': 0o600,
      'site.db-shm': 0o600,
      'site.db-wal': 0o600,
      'site.db.lock': 0o600,
    });
  });

  test('that others may read are refused', async () => {
    const file = await closedSite();
    chmodSync(file, 0o640);
    await expectRefused(file);
  });

  test('that may not be written are refused with a hint [A44]', async () => {
    const file = await closedSite();
    const error = await withoutPermission(file, () =>
      openSqliteStore(file, existing).then(
        (store) => store.close(),
        (refusal: unknown) => refusal,
      ),
    );
    expect(hasCode(error, 'store-failed') && error.hint).toMatch(/^Nothing was changed/);
  });
});

/** Does `work` as a user who may read the file and not write it, nor its folder; root would be let through. */
async function withoutPermission<Result>(file: string, work: () => Promise<Result>): Promise<Result> {
  const folder = path.dirname(file);
  const isRoot = process.geteuid?.() === 0;
  const nobody = 65534;
  if (isRoot) for (const owned of [file, folder]) chownSync(owned, nobody, nobody);
  chmodSync(file, 0o400);
  chmodSync(folder, 0o500);
  if (isRoot) process.seteuid?.(nobody);
  try {
    return await work();
  } finally {
    if (isRoot) process.seteuid?.(0);
    chmodSync(folder, 0o700);
  }
}
