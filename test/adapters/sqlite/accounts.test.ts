import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { openSqliteStore } from '../../../src/adapters/store-sqlite.ts';
import { put } from '../../ports/store-contract/examples.ts';
import { bareAccount } from '../../support/accounts.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const identity = { site: 'inami', mode: 'rehearsal', deliberation: '21/250', policy: 'policy' } as const;

it('reads the accounts of the first release, which had neither terms nor cards nor authorities', async () => {
  const file = path.join(await temporaryFolder(), 'site.db');
  const store = await openSqliteStore(file, { create: true, identity });
  await put(store, bareAccount);
  await store.close();

  const database = new DatabaseSync(file);
  database.exec(`UPDATE account SET document =
    json_remove(document, '$.terms', '$.authorities', '$.distrusted', '$.certificates', '$.invitation')`);
  database.close();

  const again = await openSqliteStore(file, { create: false, identity });
  expect(await again.accounts()).toEqual([bareAccount]);
  await again.close();
});
