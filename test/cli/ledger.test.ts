import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { passerelle } from '../support/passerelle.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** A rehearsal of INAMI's site, with two entries in its ledger. */
async function site() {
  const folder = await temporaryFolder();
  await passerelle(folder, 'init', 'inami', '--rehearsal', '--at', '2022-03-01');
  const ledger = (...args: readonly string[]) => passerelle(folder, 'ledger', ...args, '--rehearsal');
  return { folder, ledger };
}

/** Changes the database behind the program's back. */
function tamper(folder: string, sql: string): void {
  const database = new DatabaseSync(path.join(folder, 'passerelle.sqlite'));
  try {
    database.exec(sql);
  } finally {
    database.close();
  }
}

describe('ledger', () => {
  it('lists entries as JSON, one a line, by event and by actor', async () => {
    const { ledger } = await site();
    const [line, ...others] = (await ledger('list', '--json')).stdout.trim().split('\n');
    expect(others).toEqual([]);
    expect(JSON.parse(line ?? '')).toMatchObject({
      sequence: 0,
      event: 'site-opened',
      actor: 'inami',
      at: expect.stringMatching(/^2022-02-28T23:00:00/),
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect((await ledger('list')).stdout).toMatch(/^ +0 {2}2022-02-28T23:00:00.* {2}site-opened /);
    for (const filter of [
      ['--event', 'data-purged'],
      ['--actor', '300'],
      ['--from', '1'],
    ]) {
      expect(await ledger('list', ...filter)).toMatchObject({ status: 0, stdout: '' });
    }
  });

  it('proves that it is whole, and that it still has a head noted earlier', async () => {
    const { ledger } = await site();
    const noted = (await ledger('head')).stdout.trim();
    expect(noted).toMatch(/^1:[0-9a-f]{64}$/);
    const verified = await ledger('verify', '--expect', noted);
    expect(verified).toMatchObject({ status: 0, stdout: expect.stringContaining(`Head ${noted}`) });
    const other = await ledger('verify', '--expect', `1:${'0'.repeat(64)}`);
    expect(other).toMatchObject({ status: 10, stdout: '' });
    expect(other.stderr).toMatch(/broken at entry 0: the ledger had another head then/);
    expect((await ledger('verify', '--expect', `2:${'0'.repeat(64)}`)).stderr).toMatch(/ends before it/);
  });

  it('is broken when somebody changed the past: exit code 10, and what to do', async () => {
    const { folder, ledger } = await site();
    tamper(
      folder,
      `DROP TRIGGER ledger_is_not_changed;
       UPDATE ledger SET bytes = CAST(replace(CAST(bytes AS TEXT), 'inami', 'other') AS BLOB);`,
    );
    const { status, stdout, stderr } = await ledger('verify', '--json');
    expect({ status, stdout }).toEqual({ status: 10, stdout: '' });
    expect(stderr).toMatch(
      /^error: the ledger is broken at entry 0: its bytes are not those that were hashed$/m,
    );
    expect(stderr).toMatch(/^state: Nothing was changed: keep the database as it is, it is evidence\.$/m);
  });
});
