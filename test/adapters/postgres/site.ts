/** A site on PostgreSQL for tests of that adapter itself. */

import { onTestFinished } from 'vitest';
import { type Connection, connect, type PostgresServer } from '../../../src/adapters/postgres/connection.ts';
import { openPostgresStore } from '../../../src/adapters/store-postgres.ts';
import type { Store } from '../../../src/ports/store.ts';
import type { Cluster } from '../../support/postgres.ts';
import { identity } from '../sqlite/site.ts';

/** Opens a store that waits at most a second for a lock; it is closed when the test has finished. */
export async function openStore(server: PostgresServer, create = false): Promise<Store> {
  const patience = Temporal.Duration.from({ seconds: 1 });
  const store = await openPostgresStore(server, { create, identity, patience });
  onTestFinished(() => store.close());
  return store;
}

/** A new site in a database of its own. */
export async function newSite(cluster: Cluster): Promise<{ server: PostgresServer; store: Store }> {
  const server = await cluster.createDatabase();
  return { server, store: await openStore(server, true) };
}

/** A connection as the store itself makes them; ended when the test has finished. */
export async function rawConnection(server: PostgresServer): Promise<Connection> {
  const { client } = await connect({ server, patience: Temporal.Duration.from({ seconds: 1 }) });
  onTestFinished(() => client.end());
  return client;
}
