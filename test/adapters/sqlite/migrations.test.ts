import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { createPrivateFile, openDatabase } from '../../../src/adapters/sqlite/database.ts';
import { migrate } from '../../../src/adapters/sqlite/form.ts';
import { migrations } from '../../../src/adapters/sqlite/migrations.ts';
import { openSqliteStore, storeOn } from '../../../src/adapters/store-sqlite.ts';
import { emptyTree, grow, rootAt } from '../../../src/ledger/merkle.ts';
import { aStep } from '../../ports/store-contract/examples.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { identity, openSite } from './site.ts';

describe('a database of the first release', () => {
  test('gets the Merkle tree over the ledger that it has, and keeps both', async () => {
    const { file, store } = await openSite();
    for (let step = 0; step < 21; step += 1) await store.commit(aStep([]));
    const entries = await Array.fromAsync(store.entries(0));
    const roots = await Promise.all(entries.map((_, index) => rootAt(store.subtrees, index + 1)));
    await store.close();
    const old = `${file}.old`;
    createPrivateFile(old);
    const database = new DatabaseSync(old);
    migrate(database, 1);
    const insert = database.prepare('INSERT INTO ledger VALUES (?, ?, ?)');
    for (const { sequence, bytes, hash } of entries) insert.run(sequence, bytes, hash);
    database.close();

    const migrated = await openSqliteStore(old, { create: false, identity });
    try {
      expect(await Array.fromAsync(migrated.entries(0))).toEqual(entries);
      for (const [index, root] of roots.entries()) {
        expect(await rootAt(migrated.subtrees, index + 1)).toBe(root);
      }
      await migrated.commit(aStep([]));
      expect(await rootAt(migrated.subtrees, 21)).toBe(roots.at(-1));
    } finally {
      await migrated.close();
    }
  });
});

test('a database of the last form that has all subtrees goes on with those that it has', async () => {
  const { store } = await openSite();
  for (let step = 0; step < 100; step += 1) await store.commit(aStep([]));
  const entries = await Array.fromAsync(store.entries(0));
  const roots = await Promise.all(entries.map((_, index) => rootAt(store.subtrees, index + 1)));
  const file = await databaseOf(10);
  const database = new DatabaseSync(file);
  let tree = emptyTree;
  for (const { sequence, bytes, hash } of entries.slice(0, 45)) {
    database.prepare('INSERT INTO ledger VALUES (?, ?, ?)').run(sequence, bytes, hash);
    const grown = grow(tree, hash);
    tree = grown.tree;
    for (const subtree of grown.completed) {
      const row = database.prepare('INSERT INTO ledger_subtree VALUES (?, ?, ?)');
      row.run(subtree.level, subtree.index, subtree.hash);
    }
  }
  database.close();

  const session = openDatabase(file, { create: false, identity });
  const migrated = storeOn(session, identity);
  try {
    for (let step = 45; step < 100; step += 1) await migrated.commit(aStep([]));
    expect(await Array.fromAsync(migrated.entries(0))).toEqual(entries);
    for (const [index, root] of roots.entries()) {
      expect(await rootAt(migrated.subtrees, index + 1)).toBe(root);
    }
    // An append writes one row of one table, but for one in thirty-two.
    const counted = session.database
      .prepare('SELECT count(*) AS rows FROM ledger_subtree WHERE level < 5')
      .get();
    expect(counted).toEqual({ rows: 22 + 11 + 5 + 2 });
  } finally {
    await migrated.close();
  }
});

describe('what the ledger rests on', () => {
  test.each([
    ['the tree', `UPDATE ledger_subtree SET hash = ''`, 'only appended to'],
    ['the tree', 'DELETE FROM ledger_subtree', 'only appended to'],
    ['a checkpoint', 'DELETE FROM checkpoint', 'not forgotten'],
  ])('can not be taken back: %s, %s', async (_what, statement, says) => {
    const { session, store } = await openSite();
    const checkpoint = { origin: 'x', size: 1, note: 'n', at: aStep([]).at };
    await store.commit(aStep([{ change: 'note-checkpoint', checkpoint, after: null }]));
    for (let step = 0; step < 31; step += 1) await store.commit(aStep([]));
    expect(() => session.database.exec(statement)).toThrow(says);
  });
});

/** A database of an earlier form, made by the steps of then. */
async function databaseOf(form: number): Promise<string> {
  const file = path.join(await temporaryFolder(), 'site.db');
  createPrivateFile(file);
  const database = new DatabaseSync(file);
  migrate(database, form);
  database.close();
  return file;
}

function schemaOf(file: string) {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    return {
      tables: database.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY type, name').all(),
      form: database.prepare('PRAGMA user_version').get(),
    };
  } finally {
    database.close();
  }
}

describe('a database of an earlier release', () => {
  test.each(migrations.slice(0, -1).map((_, index) => index + 1))(
    'with form %i gets all that a new one has, and goes on',
    async (form) => {
      const file = await databaseOf(form);
      const store = await openSqliteStore(file, { create: true, identity });
      expect(await store.commit(aStep([]))).toMatchObject({ committed: true });
      await store.close();
      const { file: fresh, store: another } = await openSite();
      await another.close();
      expect(schemaOf(file)).toEqual(schemaOf(fresh));
    },
  );

  test('stays as it was when a step fails', async () => {
    const file = await databaseOf(1);
    const before = schemaOf(file);
    const database = new DatabaseSync(file);
    database.exec('CREATE TABLE job_run (in_the_way TEXT)');
    database.close();
    await expect(openSqliteStore(file, { create: false, identity })).rejects.toMatchObject({
      code: 'store-failed',
    });
    expect(schemaOf(file).form).toEqual(before.form);
    expect(schemaOf(file).tables).toHaveLength(before.tables.length + 1);
  });
});
