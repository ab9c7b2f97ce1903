import path from 'node:path';
import { openSqliteStore } from '../../src/adapters/store-sqlite.ts';
import { storeContract } from '../ports/store-contract.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { identity } from './sqlite/site.ts';

storeContract('sqlite', async () => {
  const file = path.join(await temporaryFolder(), 'site.db');
  return () => openSqliteStore(file, { create: true, identity });
});
