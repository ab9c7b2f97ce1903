import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, test } from 'vitest';
import { examinePostgresServer } from '../../src/adapters/postgres/examine.ts';
import { examineSqliteFile } from '../../src/adapters/sqlite/examine.ts';
import { schemaVersion } from '../../src/adapters/sqlite/migrations.ts';
import { openPostgresStore, readPostgresStore } from '../../src/adapters/store-postgres.ts';
import { openSqliteStore, readSqliteStore } from '../../src/adapters/store-sqlite.ts';
import type { Step, Store } from '../../src/ports/store.ts';
import { missingPostgres, postgresCluster } from '../support/postgres.ts';
import { describeUnless } from '../support/programs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { identity } from './sqlite/site.ts';

const at = Temporal.Instant.from('2022-03-01T10:00:00Z');
const step: Step = {
  at,
  changes: [],
  events: [{ event: 'site-opened', actor: 'inami', details: {} }],
};

/** Size, modes and times of all files of a folder, and their bytes. */
async function stateOf(folder: string): Promise<readonly unknown[]> {
  const names = (await readdir(folder)).sort();
  return await Promise.all(
    names.map(async (name) => {
      const { mode, mtimeMs, size } = await stat(path.join(folder, name));
      return [name, mode, mtimeMs, size, (await readFile(path.join(folder, name))).toString('base64')];
    }),
  );
}

async function expectReadOnly(store: Store): Promise<void> {
  expect((await store.head()).size).toBe(1);
  await expect(store.commit(step)).rejects.toMatchObject({ code: expect.stringMatching(/^store-/) });
  await expect(store.claimRun('purge', at)).rejects.toMatchObject({ code: expect.stringMatching(/^store-/) });
  expect((await store.head()).size).toBe(1);
}

describe('a SQLite store that is opened to be read', () => {
  const made = async () => {
    const folder = await temporaryFolder();
    const file = path.join(folder, 'site.db');
    const store = await openSqliteStore(file, { create: true, identity });
    await store.commit(step);
    return { folder, file, store };
  };

  it('reads, lets nothing be written, and leaves the folder as it was', async () => {
    const { folder, file, store } = await made();
    await store.close();
    const before = await stateOf(folder);
    const reader = await readSqliteStore(file, identity);
    await expectReadOnly(reader);
    await reader.close();
    expect(examineSqliteFile(file, identity)).toEqual({
      form: schemaVersion,
      newest: schemaVersion,
      flaws: [],
    });
    expect(await stateOf(folder)).toEqual(before);
  });

  it('sees what another process commits meanwhile', async () => {
    const { file, store } = await made();
    const reader = await readSqliteStore(file, identity);
    await store.commit(step);
    expect((await reader.head()).size).toBe(2);
    await reader.close();
    await store.close();
  });

  it('does not take the steps of an older form, which its examination tells', async () => {
    const { folder, file, store } = await made();
    await store.close();
    const database = new DatabaseSync(file);
    database.exec(`PRAGMA user_version = ${schemaVersion - 1}`);
    database.close();
    const before = await stateOf(folder);
    await expect(readSqliteStore(file, identity)).rejects.toMatchObject({ code: 'store-refused' });
    expect(examineSqliteFile(file, identity)).toMatchObject({ form: schemaVersion - 1, flaws: [] });
    expect(await stateOf(folder)).toEqual(before);
  });

  test.each([
    ['a site that is not there', { ...identity, site: '300' }],
    ['another mode', { ...identity, mode: 'real' as const }],
  ])('is not that of %s', async (_case, other) => {
    const { file, store } = await made();
    await store.close();
    await expect(readSqliteStore(file, other)).rejects.toMatchObject({ code: 'store-refused' });
    expect(() => examineSqliteFile(file, other)).toThrow(/belongs to/);
  });

  it('makes no database where there is none', async () => {
    const folder = await temporaryFolder();
    await expect(readSqliteStore(path.join(folder, 'site.db'), identity)).rejects.toMatchObject({
      code: 'store-refused',
    });
    expect(await readdir(folder)).toEqual([]);
  });
});

describeUnless(missingPostgres, 'a PostgreSQL store that is opened to be read', () => {
  const cluster = postgresCluster();

  it('reads, lets nothing be written, and says who logs in there', async () => {
    const server = await cluster().createDatabase();
    const store = await openPostgresStore(server, { create: true, identity });
    await store.commit(step);
    await store.close();
    const reader = await readPostgresStore(server, identity);
    await expectReadOnly(reader);
    await reader.close();
    expect(await examinePostgresServer(server, identity)).toMatchObject({ role: undefined, excess: [] });
  });

  it('makes no tables where there are none', async () => {
    const server = await cluster().createDatabase();
    await expect(readPostgresStore(server, identity)).rejects.toMatchObject({ code: 'store-refused' });
    await expect(examinePostgresServer(server, identity)).rejects.toMatchObject({ code: 'store-refused' });
  });
});
