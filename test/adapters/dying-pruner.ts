/** Run as a process of its own: it prunes the ledger of a site, until it is done or killed. */

import { openPostgresStore } from '../../src/adapters/store-postgres.ts';
import { openSqliteStore } from '../../src/adapters/store-sqlite.ts';
import { n21250 as deliberation } from '../../src/deliberations/n21-250.ts';
import { pruneLog } from '../../src/retention/prune-log.ts';

const { place, identity, now } = JSON.parse(process.argv[2] ?? '');
const open = typeof place === 'string' ? openSqliteStore : openPostgresStore;
const store = await open(place, { create: false, identity });
const told = {
  ...store,
  commit(step: Parameters<typeof store.commit>[0]) {
    process.stdout.write('committing\n');
    return store.commit(step);
  },
  async scrub() {
    process.stdout.write('scrubbing\n');
    await store.scrub();
  },
};
await pruneLog({ store: told, deliberation, actor: identity.site, now: Temporal.Instant.from(now) });
process.stdout.write('pruned\n');
