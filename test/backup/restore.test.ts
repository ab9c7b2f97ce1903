import { appendFile, copyFile, cp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sealContents } from '../../src/backup/contents.ts';
import type { RehearsedSite } from '../support/rehearsed-sites.ts';
import { type StandingSites, standingSites, today } from '../support/standing-sites.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

let sites: StandingSites;
let made: string;

beforeAll(async () => {
  sites = await standingSites();
  made = await sites.backup();
});
afterAll(() => sites.remove());

const databaseFiles = ['passerelle.sqlite', 'passerelle.sqlite-wal', 'passerelle.sqlite-shm'];

/** The site as it stands after its database was lost. */
async function siteWithoutDatabase(): Promise<RehearsedSite> {
  const lost = await sites.copyOf('opgroeien');
  for (const file of databaseFiles) await rm(path.join(lost.folder, file), { force: true });
  return lost;
}

/** The backup, to be damaged. */
async function copyOfBackup(): Promise<string> {
  const copy = path.join(await temporaryFolder(), path.basename(made));
  await cp(made, copy, { recursive: true });
  return copy;
}

async function expectRefused(
  lost: RehearsedSite,
  backup: string,
  status: number,
  says: RegExp,
): Promise<void> {
  const before = (await readdir(lost.folder)).sort();
  for (const command of [['restore'], ['backup', 'verify']]) {
    const refused = await lost.run(...command, backup, ...today);
    expect(refused.stderr).toMatch(says);
    expect(refused.status, refused.stderr).toBe(status);
  }
  expect((await readdir(lost.folder)).sort()).toEqual(before);
}

describe('a backup', () => {
  it('is read to its last byte, and stays as it was made', async () => {
    const before = await readdir(made);
    const site = await sites.copyOf('opgroeien');
    expect(await site.json('backup', 'verify', made, ...today)).toMatchObject({ parcels: 1 });
    expect(await readdir(made)).toEqual(before);
  });

  it('is told of in the ledger, with the head that it holds', async () => {
    const head = (await readFile(path.join(made, 'LEDGER-HEAD'), 'utf8')).trim();
    const [size, hash] = head.split(':');
    const site = await sites.copyOf('opgroeien');
    const { stdout } = await site.run('ledger', 'list', '--event', 'backup-made', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      details: { backup: path.basename(made), size: Number(size), hash },
    });
  });
});

describe('a restored site', () => {
  it('has ledger, parcels, accounts and keys again, and says for ever that it was restored', async () => {
    const site = await sites.copyOf('opgroeien');
    const lost = await siteWithoutDatabase();
    expect(await lost.json('restore', made, ...today)).toMatchObject({ parcels: 1, due: [] });
    const head = (await readFile(path.join(made, 'LEDGER-HEAD'), 'utf8')).trim();
    expect(await lost.json('ledger', 'verify', '--expect', head)).toMatchObject({ ok: true });
    const { stdout } = await lost.run('ledger', 'list', '--event', 'site-restored', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ details: { backup: path.basename(made) } });
    expect(await lost.json('account', 'list')).toEqual(await site.json('account', 'list'));
    // Not by `json`: parts that nobody has collected for long end the command with a code of their own.
    const statusOf = async ({ run }: RehearsedSite) =>
      JSON.parse((await run('status', '--json', ...today)).stdout).months;
    expect(await statusOf(lost)).toEqual(await statusOf(site));
    expect((await readdir(lost.folder)).filter((name) => name.includes('restoring'))).toEqual([]);
  });

  it('purges what came due while it lay in the backup, once its operator has acknowledged that holds may be missing [A35]', async () => {
    const lost = await siteWithoutDatabase();
    const late = ['--at', '2028-04-01'];
    const { stdout, stderr } = await lost.run('restore', made, ...late);
    expect(stdout).toMatch(/Due, and not purged yet: 2022-02/);
    expect(stderr).toMatch(/Legal holds .* are not in it/);

    const before = await lost.json('purge', 'calendar', ...late);
    expect(before).toMatchObject([{ month: '2022-02' }]);
    for (let day = 0; day < 2; day += 1) {
      const waits = await lost.run('purge', ...late);
      expect(waits).toMatchObject({ status: 15, stderr: expect.stringMatching(/purge of 2022-02 waits/) });
      expect(await lost.json('purge', 'calendar', ...late)).toEqual(before);
    }

    const acknowledge = () =>
      lost.run('ledger', 'acknowledge-restore', 'opgroeien', '--reason', 'no hold is missing', ...late);
    expect(await acknowledge()).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/is purged again/),
    });
    expect(await acknowledge()).toMatchObject({ status: 2 });
    expect(await lost.json('purge', ...late)).toMatchObject({ purged: [{ month: '2022-02' }], waiting: [] });
    expect(await lost.json('purge', 'calendar', ...late)).toEqual([]);
  });

  it('takes the place of no database that is there', async () => {
    const standing = await sites.copyOf('opgroeien');
    const before = await standing.json('ledger', 'head');
    const { status, stderr } = await standing.run('restore', made, ...today);
    expect(status).toBe(2);
    expect(stderr).toMatch(/nothing is overwritten/);
    expect(await standing.json('ledger', 'head')).toEqual(before);
  });

  it('is made again after a restoration that was cut off', async () => {
    const lost = await siteWithoutDatabase();
    await lost.write('passerelle.sqlite.restoring', 'half a database');
    await lost.write('passerelle.sqlite.restoring-wal', 'half a log');
    expect(await lost.json('restore', made, ...today)).toMatchObject({ parcels: 1 });
  });
});

describe('a backup that is not restored', () => {
  it.each<[string, (backup: string) => Promise<unknown>, RegExp]>([
    [
      'one byte of its database was changed',
      async (backup) => {
        const bytes = await readFile(path.join(backup, 'database.sqlite'));
        bytes.writeUInt8((bytes.at(-1) ?? 0) ^ 1, bytes.length - 1);
        await writeFile(path.join(backup, 'database.sqlite'), bytes);
      },
      /was changed since it was made: database\.sqlite/,
    ],
    ['a file is missing', (backup) => rm(path.join(backup, 'passerelle.toml')), /lacks a file/],
    [
      'a file was added',
      (backup) => writeFile(path.join(backup, 'more'), ''),
      /was changed since it was made: more/,
    ],
    ['its sums are missing', (backup) => rm(path.join(backup, 'SHA256SUMS')), /has no file SHA256SUMS/],
    ['its sums go on', (backup) => appendFile(path.join(backup, 'SHA256SUMS'), 'x\n'), /lacks a file/],
    ['it is nowhere', (backup) => rm(backup, { recursive: true }), /has no file SHA256SUMS/],
    [
      'its head is none',
      async (backup) => {
        await writeFile(path.join(backup, 'LEDGER-HEAD'), '1:SECRET\n');
        await sealContents(backup);
      },
      /does not say where its ledger stood/,
    ],
  ])('says so where %s, and leaves nothing behind', async (_case, damage, says) => {
    const copy = await copyOfBackup();
    await damage(copy);
    await expectRefused(await siteWithoutDatabase(), copy, 5, says);
  });

  it('is another site of the same channel', async () => {
    await expectRefused(await sites.copyOf('inami').then(withoutDatabase), made, 9, /of another|opgroeien/);
  });

  it('is under another master key', async () => {
    const lost = await siteWithoutDatabase();
    const inami = await sites.copyOf('inami');
    await copyFile(
      path.join(inami.folder, 'secrets/master.key'),
      path.join(lost.folder, 'secrets/master.key'),
    );
    await expectRefused(lost, made, 9, /another master key|data key/i);
  });

  it.each([
    ['a parcel', "UPDATE chunk SET sealed = CAST(x'00' || substr(sealed, 2) AS BLOB)", 9],
    [
      'its ledger',
      "DROP TRIGGER ledger_is_not_changed; UPDATE ledger SET bytes = x'7b7d' WHERE sequence = 1",
      10,
    ],
  ])('was rewritten with new sums: %s does not hold', async (_case, sql, status) => {
    const copy = await copyOfBackup();
    const file = path.join(copy, 'database.sqlite');
    const database = new DatabaseSync(file);
    database.exec(sql);
    database.exec('PRAGMA journal_mode = DELETE');
    database.close();
    await sealContents(copy);
    await expectRefused(await siteWithoutDatabase(), copy, status, /altered|broken/);
  });
});

async function withoutDatabase(standing: RehearsedSite): Promise<RehearsedSite> {
  for (const file of databaseFiles) {
    await rename(path.join(standing.folder, file), `${path.join(standing.folder, file)}.aside`).catch(
      () => {},
    );
  }
  return standing;
}
