/** What `npm pack` makes: installed in an empty folder, and used from another. */

import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { root } from '../support/documents.ts';
import { type InstalledPackage, installPackage } from '../support/installed-package.ts';
import { filesBelow } from '../support/passerelle.ts';
import { describeWithProgram } from '../support/programs.ts';
import { runProgram } from '../support/run-program.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const { PATH } = process.env;

describeWithProgram(['npm', 'tar', 'man'], 'the package', () => {
  let prefix: string;
  let installed: InstalledPackage;

  beforeAll(async () => {
    prefix = await mkdtemp(path.join(tmpdir(), 'passerelle-package-'));
    installed = await installPackage(prefix);
  }, 60_000);
  afterAll(() => rm(prefix, { recursive: true, force: true }));

  /** Runs `passerelle …` as whoever installed it, in a folder of their own. */
  const passerelle = async (folder: string, ...parameters: readonly string[]) =>
    runProgram('passerelle', parameters, {
      cwd: folder,
      env: { PATH: `${installed.bin}:${PATH}`, HOME: folder },
    });

  it('has the program, its documents and its units, and nothing of its tests or of who packed it', async () => {
    const { output } = await runProgram('tar', ['-tzf', installed.tarball]);
    const files = output
      .trim()
      .split('\n')
      .map((file) => file.replace(/^package\//, ''));
    const folders = new Set(files.map((file) => (file.includes('/') ? `${file.split('/')[0]}/` : file)));
    expect([...folders].sort()).toEqual([
      ...['CHANGELOG.md', 'README.md', 'SECURITY.md', 'bin/', 'dist/', 'docs/', 'keys-example/'],
      ...['npm-shrinkwrap.json', 'package.json', 'scripts/', 'share/', 'src/'],
    ]);
    const sources = files
      .filter((file) => file.startsWith('src/'))
      .map((file) => file.replace('src/', 'dist/'));
    const made = files.filter((file) => file.startsWith('dist/'));
    expect(made.sort()).toEqual(sources.map((file) => file.replace(/\.ts$/, '.js')).sort());
    expect(files.filter((file) => file.startsWith('share/systemd/'))).toHaveLength(4);
    const machine = [root, prefix].map((folder) => Buffer.from(folder));
    for (const file of files) {
      const bytes = await readFile(path.join(installed.folder, file));
      expect(
        machine.some((folder) => bytes.includes(folder)),
        file,
      ).toBe(false);
    }
  });

  it('keeps every line of the sources in its place, so that a trace leads to it', async () => {
    const name = 'src/gateway/gateway.ts';
    const source = await readFile(path.join(installed.folder, name), 'utf8');
    const script = await readFile(path.join(installed.folder, 'dist/gateway/gateway.js'), 'utf8');
    expect(script.split('\n')).toHaveLength(source.split('\n').length);
    expect(script).not.toMatch(/from '\.[^']*\.ts'/);
  });

  it('runs from any folder, and leaves nothing there that it was not told to', async () => {
    const folder = await temporaryFolder();
    const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
    expect(await passerelle(folder, '--version')).toEqual({ status: 0, output: `${version}\n` });
    expect((await passerelle(folder, 'keys', '--help')).output).toMatch(/fingerprint/);
    expect(await readdir(folder)).toEqual([]);
  });

  it('says plainly that a Node is too old for it', async () => {
    const old =
      "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.1.0' } })";
    const main = path.join(installed.folder, 'dist/main.js');
    const options = ['--import', `data:text/javascript,${old}`];
    expect(await runProgram(process.execPath, [...options, main, '--version'])).toEqual({
      status: 1,
      output: expect.stringMatching(/^passerelle: needs Node 26 or newer, found v\S+\n$/),
    });
  });

  it('sets up a site whose units start the installed program', async () => {
    const folder = await temporaryFolder();
    const { status, output } = await passerelle(folder, 'init', '300', '--rehearsal');
    expect(status, output).toBe(0);
    expect(await filesBelow(folder)).toContain('secrets/openpgp.asc');
    const unit = await readFile(path.join(folder, 'systemd/passerelle-retention-300.service'), 'utf8');
    expect(unit).toContain(` ${path.join(installed.folder, 'dist/main.js')} serve --retention-only `);
    expect((await passerelle(folder, 'status', '--rehearsal')).status).toBe(0);
  });

  it('has the manual page where man looks for it', async () => {
    const page = path.join(installed.folder, 'share/man/man1/passerelle.1');
    const { status, output } = await runProgram('man', ['--local-file', page], { env: { MANPAGER: 'cat' } });
    expect(status, output).toBe(0);
    expect(output).toMatch(/PASSERELLE\(1\).*SYNOPSIS.*publish/s);
    const { man } = JSON.parse(await readFile(path.join(installed.folder, 'package.json'), 'utf8'));
    expect(path.join(installed.folder, man)).toBe(page);
  });

  it.each([
    ['bash', 'bash-completion/completions/passerelle'],
    ['zsh', 'zsh/site-functions/_passerelle'],
    ['fish', 'fish/vendor_completions.d/passerelle.fish'],
  ])('has where %s looks for it what the installed program lets it complete', async (shell, file) => {
    const { status, output } = await passerelle(installed.folder, 'completions', shell);
    expect({ status, length: output.length > 1000 }).toEqual({ status: 0, length: true });
    expect(await readFile(path.join(installed.folder, 'share', file), 'utf8')).toBe(output);
  });

  it('has scripts that find the program which they came with', async () => {
    const folder = await temporaryFolder();
    await passerelle(folder, 'init', '300', '--rehearsal');
    const script = path.join(installed.folder, 'scripts/backup.sh');
    const { status, output } = await runProgram('bash', [script, 'backups', '--rehearsal'], { cwd: folder });
    expect(status, output).toBe(0);
    expect(output).toMatch(/backups\/300-[0-9TZ.]+$/m);
  });
});
