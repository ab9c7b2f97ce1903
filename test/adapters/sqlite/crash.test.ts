import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { openSqliteStore } from '../../../src/adapters/store-sqlite.ts';
import { verifyLedger } from '../../../src/ledger/verify.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { identity } from './site.ts';

const program = fileURLToPath(new URL('./dying-process.ts', import.meta.url));

/** Starts the publishing process, and resolves when it has reported `parcels` parcels. */
async function publishing(file: string, parcels: number) {
  const child = spawn(process.execPath, [program, file, JSON.stringify(identity)], {
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

test.each([1, 4, 25])(
  'a process killed after parcel %i leaves whole parcels, and no lock [A44]',
  async (parcels) => {
    const file = path.join(await temporaryFolder(), 'site.db');
    const child = await publishing(file, parcels);
    const store = await openSqliteStore(file, { create: false, identity });
    onTestFinished(() => store.close());
    await expect(store.runAlone(async () => undefined)).rejects.toMatchObject({ code: 'already-running' });

    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;

    const discarded = await store.runAlone(() => store.discardStaged());
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
  },
);
