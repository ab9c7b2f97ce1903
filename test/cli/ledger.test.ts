import { copyFile, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { n21250 } from '../../src/deliberations/n21-250.ts';
import { exampleLedgerKey } from '../../src/keys/example-files.ts';
import { readCheckpoint, signCheckpoint, verifyCheckpoint } from '../../src/ledger/checkpoint.ts';
import { parseVerifierKey, readLedgerKey } from '../../src/ledger/ledger-key.ts';
import { logNameOf } from '../../src/ledger/log-name.ts';
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

/** What another site holds of INAMI's ledger, as if it were of that size. */
async function heldElsewhere(size: number): Promise<string> {
  const name = logNameOf(n21250, 'rehearsal', 'inami');
  const key = readLedgerKey((await exampleLedgerKey('inami')).privateKey, name);
  return signCheckpoint({ origin: name, size, root: 'ab'.repeat(32) }, key);
}

describe('a ledger before others', () => {
  it('is shown by a checkpoint and by proofs in the forms of C2SP', async () => {
    const { ledger } = await site();
    const note = (await ledger('checkpoint')).stdout;
    const key = parseVerifierKey((await exampleLedgerKey('inami')).publicKey);
    expect(verifyCheckpoint(note, key)).toMatchObject({ origin: key.name, size: 1 });
    expect((await ledger('prove', '--entry', '0')).stdout).toMatch(
      /^c2sp\.org\/tlog-proof@v1\nextra [A-Za-z0-9+/]+=*\nindex 0\n\npasserelle\/rehearsal\/21-250\/inami\n/,
    );
    expect((await ledger('prove', '--consistency', '1', '1')).stdout).toBe(`old 1\n\n${note}`);
    for (const wrong of [['--entry', '1'], ['--consistency', '1'], ['--consistency', '2', '1'], []]) {
      expect(await ledger('prove', ...wrong)).toMatchObject({ status: 2, stdout: '' });
    }
    expect(await ledger('checkpoint', '300')).toMatchObject({ status: 2, stdout: '' });
  });

  it('is exported, and audited without a site: forgeries are named', async () => {
    const { folder, ledger } = await site();
    const file = (name: string) => path.join(folder, name);
    expect((await ledger('export', 'ours.jsonl')).status).toBe(0);
    await writeFile(file('seen'), (await ledger('checkpoint')).stdout);
    await copyFile(path.join(folder, 'secrets/ledger.pem.pub'), file('key'));
    const audit = (...args: readonly string[]) => passerelle(folder, 'ledger', 'audit', ...args);
    const sound = await audit('ours.jsonl', 'seen', '--keys', 'key');
    expect(sound).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/1 checkpoints compared\nNo contradiction/),
    });

    const text = await readFile(file('ours.jsonl'), 'utf8');
    await writeFile(file('forged.jsonl'), text.replace('"mode":"rehearsal"', '"mode":"real"'));
    const forged = await audit('forged.jsonl', 'seen', '--keys', 'key');
    expect(forged.status).toBe(10);
    expect(forged.stdout).toMatch(/^WRONG {2}forged.jsonl was rewritten at entry 0: seen saw another$/m);
    expect((await audit('ours.jsonl', 'forged.jsonl')).stdout).toMatch(
      /forged.jsonl differs from ours.jsonl from entry 0 on/,
    );

    await writeFile(file('unsigned'), (await readFile(file('seen'), 'utf8')).replace('\n1\n', '\n2\n'));
    expect(await audit('ours.jsonl', 'unsigned', '--keys', 'key')).toMatchObject({ status: 5, stdout: '' });
    expect(await audit('ours.jsonl', 'key')).toMatchObject({ status: 2 });
  });

  it('that lost what others saw stands still until that is acknowledged, and says so for ever', async () => {
    const { folder, ledger } = await site();
    const note = await heldElsewhere(99);
    const origin = readCheckpoint(note)?.origin;
    tamper(folder, `INSERT INTO checkpoint VALUES ('${origin}', 99, '${note}', 1646128800000)`);
    const closed = await passerelle(folder, 'serve', '--rehearsal');
    expect(closed.status).toBe(10);
    expect(closed.stderr).toMatch(/others hold more of the ledger of this site than there is/);
    expect((await passerelle(folder, 'status', '--rehearsal')).stdout).toMatch(
      /others hold more of the ledger/,
    );
    expect((await ledger('verify')).stderr).toMatch(/not the one that others saw when it had 99 entries/);

    expect((await ledger('acknowledge-restore', 'inami')).status).toBe(2);
    expect((await ledger('acknowledge-restore', '300', '--reason', 'x')).status).toBe(2);
    const acknowledged = await ledger('acknowledge-restore', 'inami', '--reason', 'disk failed');
    expect(acknowledged.stdout).toBe(`The ledger of inami goes on as ${origin}/restored-1.\n`);
    expect((await ledger('verify')).status).toBe(0);
    expect((await ledger('checkpoint')).stdout).toMatch(
      /^passerelle\/rehearsal\/21-250\/inami\/restored-1\n2\n/,
    );
    expect((await ledger('checkpoint', '--all')).stdout).toMatch(/21-250\/inami +99 /);
    expect((await ledger('list', '--event', 'restore-acknowledged')).stdout).toMatch(
      /lostSize=99 .*reason=disk failed/,
    );
  });
});
