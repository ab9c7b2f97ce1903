import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { openPostgresStore } from '../../src/adapters/store-postgres.ts';
import { openSqliteStore } from '../../src/adapters/store-sqlite.ts';
import { verifyLedger } from '../../src/ledger/verify.ts';
import type { Store } from '../../src/ports/store.ts';
import { missingPostgres, postgresCluster } from '../support/postgres.ts';
import { describeUnless } from '../support/programs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { identity } from './sqlite/site.ts';

const program = fileURLToPath(new URL('./dying-process.ts', import.meta.url));

/** A database that is still to be made: where it is, and how it is opened. */
interface Place {
  readonly place: string | object;
  readonly open: () => Promise<Store>;
}

/** Starts the publishing process, and resolves when it has reported `parcels` parcels. */
async function publishing(place: Place['place'], parcels: number) {
  const child = spawn(process.execPath, [program, JSON.stringify({ place, identity })], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let reported = 0;
  for await (const output of child.stdout.iterator({ destroyOnReturn: false })) {
    reported += String(output).split('\n').length - 1;
    if (reported >= parcels) break;
  }
  return child;
}

function leavesWholeParcels(prepare: () => Promise<Place>): void {
  test.each([1, 4, 25])('killed after parcel %i leaves whole parcels, and no lock [A44]', async (parcels) => {
    const { place, open } = await prepare();
    const child = await publishing(place, parcels);
    const store = await open();
    onTestFinished(() => store.close());
    await expect(store.runAlone(async () => undefined)).rejects.toMatchObject({ code: 'already-running' });

    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;

    // A server hears of it a moment later.
    const discarded = await vi.waitFor(() => store.runAlone(() => store.discardStaged()), {
      timeout: 10_000,
    });
    expect(discarded).toBeLessThanOrEqual(2);
    const visible = await store.parcels({});
    expect(visible.length).toBeGreaterThanOrEqual(parcels);
    expect(visible.map((parcel) => parcel.sequenceNumber)).toEqual(visible.map((_, index) => index + 1));
    for (const { id } of visible) {
      expect(await store.chunk(id, 0)).toHaveLength(20_000);
      expect(await store.block(id, 0)).toHaveLength(20_000);
    }
    expect(await store.whereabouts([new Uint8Array(16)])).toHaveLength(visible.length);
    expect(await store.dataKeys()).toHaveLength(visible.length);
    expect(await verifyLedger(store.entries(0))).toMatchObject({ ok: true, size: visible.length });
  });
}

describe('a process on SQLite', () => {
  leavesWholeParcels(async () => {
    const place = path.join(await temporaryFolder(), 'site.db');
    return { place, open: () => openSqliteStore(place, { create: false, identity }) };
  });
});

describeUnless(missingPostgres, 'a process on PostgreSQL', () => {
  const cluster = postgresCluster();
  leavesWholeParcels(async () => {
    const place = await cluster().createDatabase();
    return { place, open: () => openPostgresStore(place, { create: false, identity }) };
  });
});
