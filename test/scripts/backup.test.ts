import { copyFile, mkdir, readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { root } from '../support/documents.ts';
import { runScript, scriptPrograms } from '../support/ops-scripts.ts';
import { filesBelow } from '../support/passerelle.ts';
import { describeWithProgram } from '../support/programs.ts';
import { rehearsedSite, siteIn } from '../support/rehearsed-sites.ts';
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
  async function backup(party: string, into: string): Promise<string> {
    const { status, output } = await runScript(
      'backup.sh',
      stay.folder,
      '--config',
      stay.config(party),
      into,
    );
    expect(status, output).toBe(0);
    return output.trim().split('\n').at(-1) ?? '';
  }

  it('copies a running site whole, for its owner only, and nothing secret', async () => {
    const folder = await temporaryFolder();
    const made = await backup('inami', folder);
    expect(path.basename(made)).toMatch(/^inami-[0-9]{8}T[0-9]{6}Z$/);
    expect(await readdir(folder)).toEqual([path.basename(made)]);
    const insurers = ['100', '200', '300', '400', '500', '600', '900'];
    expect(await filesBelow(made)).toEqual(
      [
        'LEDGER-HEAD',
        'SHA256SUMS',
        'passerelle.db',
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
    expect(await readFile(path.join(made, 'LEDGER-HEAD'), 'utf8')).toBe(
      (await stay.at('inami', 'ledger', 'head')).stdout,
    );

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

  it('gives back the site, with the master key from elsewhere', async () => {
    const made = await backup('inami', await temporaryFolder());
    const folder = await temporaryFolder();
    for (const file of ['passerelle.toml', 'passerelle.db']) {
      await copyFile(path.join(made, file), path.join(folder, file));
    }
    await mkdir(path.join(folder, 'secrets'), { mode: 0o700 });
    for (const file of ['master-key', 'upstream-password', 'openpgp-passphrase']) {
      await copyFile(path.join(stay.folder, 'inami/secrets', file), path.join(folder, 'secrets', file));
    }
    const restored = siteIn(folder);
    const head = (await readFile(path.join(made, 'LEDGER-HEAD'), 'utf8')).trim();
    expect(await restored.json('ledger', 'verify', '--expect', head)).toMatchObject({ ok: true });
    expect(await restored.json('held', 'list')).toMatchObject([{ reason: 'unknown-ssin' }]);
    expect(await restored.json('account', 'list')).toHaveLength(7);
    const here = await restored.json('status');
    const there = JSON.parse((await stay.at('inami', 'status', '--json')).stdout);
    expect(here).toMatchObject({ months: there.months, sequences: there.sequences, ledger: there.ledger });
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
    const { status, output } = await runScript('backup.sh', site.folder, folder);
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
    const { status, output } = await runScript('backup.sh', site.folder, folder);
    expect(status).toBe(3);
    expect(output).toMatch(/300\.asc holds a private key/);
    expect(await readdir(folder)).toEqual([]);
  });

  it('makes nothing of a configuration that is not there', async () => {
    const folder = await temporaryFolder();
    const { status, output } = await runScript('backup.sh', folder, path.join(folder, 'backups'));
    expect(status).toBe(3);
    expect(output).toMatch(/there is no configuration to read/);
    expect(await filesBelow(folder)).toEqual([]);
  });
});
