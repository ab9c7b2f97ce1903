import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { createPrivateFile } from '../../../src/adapters/sqlite/database.ts';
import { migrate } from '../../../src/adapters/sqlite/migrations.ts';
import { openSqliteStore } from '../../../src/adapters/store-sqlite.ts';
import { rootAt } from '../../../src/ledger/merkle.ts';
import { aStep } from '../../ports/store-contract/examples.ts';
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

describe('what the ledger rests on', () => {
  test.each([
    ['the tree', `UPDATE ledger_subtree SET hash = ''`, 'only appended to'],
    ['the tree', 'DELETE FROM ledger_subtree', 'only appended to'],
    ['a checkpoint', 'DELETE FROM checkpoint', 'not forgotten'],
  ])('can not be taken back: %s, %s', async (_what, statement, says) => {
    const { session, store } = await openSite();
    const checkpoint = { origin: 'x', size: 1, note: 'n', at: aStep([]).at };
    await store.commit(aStep([{ change: 'note-checkpoint', checkpoint, after: null }]));
    await store.commit(aStep([]));
    expect(() => session.database.exec(statement)).toThrow(says);
  });
});
