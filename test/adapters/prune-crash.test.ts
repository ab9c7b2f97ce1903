import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openPostgresStore } from '../../src/adapters/store-postgres.ts';
import { openSqliteStore } from '../../src/adapters/store-sqlite.ts';
import { n21250 as deliberation } from '../../src/deliberations/n21-250.ts';
import { verifyLedger } from '../../src/ledger/verify.ts';
import type { Store } from '../../src/ports/store.ts';
import { pruneLog } from '../../src/retention/prune-log.ts';
import { aStep, at } from '../ports/store-contract/examples.ts';
import { missingPostgres, postgresCluster, query } from '../support/postgres.ts';
import { describeUnless } from '../support/programs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { identity } from './sqlite/site.ts';

const program = fileURLToPath(new URL('./dying-pruner.ts', import.meta.url));
const now = '2032-03-05T10:00:00Z';
/** Enough for the deletion to take a while. */
const size = 4000;

interface Place {
  readonly place: string | object;
  readonly open: (create: boolean) => Promise<Store>;
  /** Resolves when nothing of what the process had asked for is done any more. */
  readonly settled: () => Promise<void>;
}

async function filled({ open }: Place): Promise<void> {
  const store = await open(true);
  const [event] = aStep([]).events;
  await store.commit(aStep([], { at, events: [event, ...Array.from({ length: size - 1 }, () => event)] }));
  await store.close();
}

/** Kills the process so many milliseconds after it said `word`; resolves when it is gone. */
async function killedAfter(place: Place['place'], word: string, milliseconds: number): Promise<void> {
  const child = spawn(process.execPath, [program, JSON.stringify({ place, identity, now })], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const exited = once(child, 'exit');
  for await (const output of child.stdout.iterator({ destroyOnReturn: false })) {
    if (String(output).includes(word)) break;
  }
  await delay(milliseconds);
  child.kill('SIGKILL');
  await exited;
}

function leavesAllOrNothing(prepare: () => Promise<Place>): void {
  test.each([
    ['committing', 0],
    ['committing', 8],
    ['committing', 25],
    ['scrubbing', 0],
  ])(
    'killed after «%s» and %i ms has pruned all or nothing, and the next run makes it good',
    async (word, wait) => {
      const place = await prepare();
      await filled(place);
      await killedAfter(place.place, word, wait);
      await place.settled();
      const store = await place.open(false);
      onTestFinished(() => store.close());
      const verified = () => verifyLedger(store.entries(0), undefined, undefined, store.subtrees);
      const [first] = await Array.fromAsync(store.entries(0));
      expect([0, size - 1]).toContain(first?.sequence);
      expect(await verified()).toMatchObject({ ok: true, size: first?.sequence === 0 ? size : size + 1 });
      await pruneLog({ store, deliberation, actor: identity.site, now: Temporal.Instant.from(now) });
      expect(await verified()).toMatchObject({ ok: true, pruned: { entries: expect.any(Number) } });
    },
  );
}

describe('a process that prunes the ledger on SQLite', () => {
  leavesAllOrNothing(async () => {
    const place = path.join(await temporaryFolder(), 'site.db');
    const settled = async () => {};
    return { place, open: (create) => openSqliteStore(place, { create, identity }), settled };
  });
});

describeUnless(missingPostgres, 'a process that prunes the ledger on PostgreSQL', () => {
  const cluster = postgresCluster();
  leavesAllOrNothing(async () => {
    const place = await cluster().createDatabase();
    // A server may still be at the last words of a client that is dead.
    const others =
      'SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()';
    const settled = () => expect.poll(() => query(place, others)).toEqual([]);
    return { place, open: (create) => openPostgresStore(place, { create, identity }), settled };
  });
});
