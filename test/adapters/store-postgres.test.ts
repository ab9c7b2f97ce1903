import { openPostgresStore } from '../../src/adapters/store-postgres.ts';
import { storeContract } from '../ports/store-contract.ts';
import { missingPostgres, postgresCluster } from '../support/postgres.ts';
import { describeUnless } from '../support/programs.ts';
import { identity } from './sqlite/site.ts';

describeUnless(missingPostgres, 'PostgreSQL', () => {
  const cluster = postgresCluster();
  storeContract('postgres', async () => {
    const server = await cluster().createDatabase();
    return () => openPostgresStore(server, { create: true, identity });
  });
});
