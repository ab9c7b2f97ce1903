import { copyFile, mkdir, readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { root } from '../support/documents.ts';
import { runScript, scriptPrograms } from '../support/ops-scripts.ts';
import { filesBelow } from '../support/passerelle.ts';
import { describeWithProgram } from '../support/programs.ts';
import { rehearsedSite } from '../support/rehearsed-sites.ts';
import { runProgram } from '../support/run-program.ts';
import { type StayingRehearsal, startStayingRehearsal } from '../support/staying-rehearsal.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describeWithProgram(scriptPrograms, 'backup.sh', () => {
  let stay: StayingRehearsal;

  beforeAll(async () => {
    stay = await startStayingRehearsal();
  });

  afterAll(() => stay.end());

  /** Makes a backup of a site while its gateway runs, and gives its folder. */
  async function backup(party: string, ...parameters: readonly string[]): Promise<string> {
    const site = ['--rehearsal', '--config', stay.config(party)];
    const { status, output } = await runScript('backup.sh', stay.folder, ...site, ...parameters);
    expect(status, output).toBe(0);
    return output.trim().split('\n').at(-1) ?? '';
  }

  it('copies a running site whole, for its owner only, and nothing secret', async () => {
    const folder = await temporaryFolder();
    const made = await backup('inami', folder);
    expect(path.basename(made)).toMatch(/^inami-[0-9]{8}T[0-9]{6}\.[0-9]{3}Z$/);
    expect(await readdir(folder)).toEqual([path.basename(made)]);
    const insurers = ['100', '200', '300', '400', '500', '600', '900'];
    expect(await filesBelow(made)).toEqual(
      [
        'LEDGER-HEAD',
        'SHA256SUMS',
        'database.sqlite',
        'passerelle.toml',
        ...[...insurers, 'opgroeien'].map((party) => `public-keys/${party}.asc`),
        'public-keys/inami.ssh-user.pub',
      ].sort(),
    );
    for (const file of await filesBelow(made)) {
      expect((await stat(path.join(made, file))).mode & 0o777, file).toBe(0o600);
    }
    const sums = await runProgram('sha256sum', ['--check', '--strict', 'SHA256SUMS'], { cwd: made });
    expect(sums.status, sums.output).toBe(0);
    const [noted] = await stay.entries('inami', 'backup-made');
    const { size, hash } = noted?.details ?? {};
    expect(await readFile(path.join(made, 'LEDGER-HEAD'), 'utf8')).toBe(`${size}:${hash}\n`);

    const bytes = Buffer.concat(
      await Promise.all((await filesBelow(made)).map((file) => readFile(path.join(made, file)))),
    );
    expect(bytes.includes('PRIVATE KEY')).toBe(false);
    for (const secret of await filesBelow(path.join(stay.folder, 'inami/secrets'))) {
      const text = (await readFile(path.join(stay.folder, 'inami/secrets', secret), 'utf8')).trim();
      expect(bytes.includes(text), secret).toBe(false);
      expect(bytes.includes(Buffer.from(text, 'base64')), secret).toBe(false);
    }
  });

  it('keeps the newest backups of the site, and touches nothing else', async () => {
    const folder = await temporaryFolder();
    await mkdir(path.join(folder, 'inami-notes'));
    await mkdir(path.join(folder, 'opgroeien-20220101T000000.000Z'));
    const first = await backup('inami', folder);
    const second = await backup('inami', folder, '2');
    const third = await backup('inami', folder, '2');
    expect((await readdir(folder)).sort()).toEqual(
      ['inami-notes', 'opgroeien-20220101T000000.000Z', path.basename(second), path.basename(third)].sort(),
    );
    expect(first).not.toBe(second);
  });

  it.each(['0', '-1', 'all', ''])('keeps everything if it is told to keep «%s»', async (keep) => {
    const folder = await temporaryFolder();
    const { status } = await runScript(
      'backup.sh',
      stay.folder,
      '--config',
      stay.config('inami'),
      folder,
      keep,
    );
    expect(status).not.toBe(0);
    expect(await readdir(folder)).toEqual([]);
  });

  it('makes no backup of a ledger that is broken: exit code 10', async () => {
    const site = await rehearsedSite('inami');
    const database = new DatabaseSync(path.join(site.folder, 'passerelle.sqlite'));
    database.exec(
      `DROP TRIGGER ledger_is_not_changed;
       UPDATE ledger SET bytes = CAST(replace(CAST(bytes AS TEXT), 'inami', 'other') AS BLOB);`,
    );
    database.close();
    const folder = await temporaryFolder();
    const { status, output } = await runScript('backup.sh', site.folder, '--rehearsal', folder);
    expect(status).toBe(10);
    expect(output).toMatch(/the ledger is broken at entry 0/);
    expect(await readdir(folder)).toEqual([]);
  });

  it('makes no backup where a private key stands in the place of a public one', async () => {
    const site = await rehearsedSite('inami');
    await copyFile(
      path.join(root, 'keys-example/300.openpgp.private.asc'),
      path.join(site.folder, 'correspondents/300.asc'),
    );
    const folder = await temporaryFolder();
    const { status, output } = await runScript('backup.sh', site.folder, '--rehearsal', folder);
    expect(status).toBe(3);
    expect(output).toMatch(/300\.asc holds a private key/);
    expect(await readdir(folder)).toEqual([]);
  });

  it('makes nothing of a configuration that is not there', async () => {
    const folder = await temporaryFolder();
    const { status, output } = await runScript(
      'backup.sh',
      folder,
      '--rehearsal',
      path.join(folder, 'backups'),
    );
    expect(status).toBe(3);
    expect(output).toMatch(/there is no configuration to read/);
    expect(await filesBelow(folder)).toEqual([]);
  });
});
