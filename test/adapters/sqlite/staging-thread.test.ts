/** A staging thread that cannot do its work says so, and keeps nobody waiting. */

import { once } from 'node:events';
import path from 'node:path';
import type { Worker } from 'node:worker_threads';
import { describe, expect, test } from 'vitest';
import { run, type Statement } from '../../../src/adapters/sql/statement.ts';
import { startStagingThread } from '../../../src/adapters/sqlite/staging-thread.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { openSite } from './site.ts';

function aPiece(number: number): readonly Statement[] {
  const { value } = run`INSERT INTO chunk VALUES (${'parcel'}, ${number}, ${new Uint8Array(10)})`.next();
  return typeof value === 'object' ? [value] : [];
}

async function threadAt(file: string) {
  const failures: unknown[] = [];
  const begun: Promise<Worker[]> = once(process, 'worker');
  const thread = startStagingThread({ path: file, settings: '', timeout: 0 }, (error) => {
    failures.push(error);
  });
  const [worker] = await begun;
  return { failures, thread, worker };
}

describe('a staging thread', () => {
  test('that cannot open the database fails as the store does, and takes whatever it is given', async () => {
    const { failures, thread } = await threadAt(path.join(await temporaryFolder(), 'nowhere', 'site.db'));
    for (let number = 0; number < 40; number += 1) await thread.write(aPiece(number));
    await thread.settled();
    await thread.end();
    expect(failures[0]).toMatchObject({ code: 'store-failed' });
  });

  test('that is killed while it writes fails, and nobody waits for it', async () => {
    const { file } = await openSite();
    const { failures, thread, worker } = await threadAt(file);
    await thread.write(aPiece(0));
    const settled = thread.settled();
    await worker?.terminate();
    await settled;
    for (let number = 1; number < 40; number += 1) await thread.write(aPiece(number));
    await thread.end();
    expect(failures.length).toBeGreaterThan(0);
  });

  test('fails at the piece that cannot be written, and writes those behind it', async () => {
    const { file, session } = await openSite();
    const { failures, thread } = await threadAt(file);
    for (const number of [0, 0, 1]) await thread.write(aPiece(number));
    await thread.end();
    expect(failures).toEqual([expect.objectContaining({ code: 'store-failed' })]);
    expect(session.database.prepare('SELECT number FROM chunk').all()).toEqual([
      { number: 0 },
      { number: 1 },
    ]);
  });
});
