/** A PostgreSQL server for the tests of one file. */

import { afterAll, beforeAll } from 'vitest';
import { type Cluster, type RunningCluster, startCluster } from './postgres-server.ts';

export { type Cluster, missingPostgres, query } from './postgres-server.ts';

const quickAndSmall = {
  fsync: 'off',
  full_page_writes: 'off',
  shared_buffers: '32MB',
  max_connections: '100',
  scram_iterations: '1',
  // What the server does of its own accord, it does now and then: no test depends on when.
  autovacuum: 'off',
} as const;

/** Starts a server before the tests of the file and ends it after them. Its commits wait for no disk unless asked to. */
export function postgresCluster(settings: Readonly<Record<string, string>> = {}): () => Cluster {
  let started: RunningCluster | undefined;
  beforeAll(async () => {
    started = await startCluster({ ...quickAndSmall, ...settings });
  });
  afterAll(() => started?.stop());
  return () => {
    if (started === undefined) throw new Error('the server is not started yet');
    return started.cluster;
  };
}
