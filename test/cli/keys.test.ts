import { execFileSync } from 'node:child_process';
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseVerifierKey } from '../../src/ledger/ledger-key.ts';
import { filesBelow, passerelle } from '../support/passerelle.ts';
import { describeWithProgram } from '../support/programs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** A real site of Opgroeien, with a passphrase in a file. */
async function realSite(): Promise<string> {
  const folder = await temporaryFolder();
  await passerelle(folder, 'init', 'opgroeien');
  // As at a site whose host key is lost.
  for (const file of ['host_ed25519', 'host_ed25519.pub']) await rm(path.join(folder, 'secrets', file));
  const config = path.join(folder, 'passerelle.toml');
  const text = await readFile(config, 'utf8');
  await writeFile(
    config,
    text.replace('passphrase = "prompt"', 'passphrase = { file = "secrets/passphrase" }'),
  );
  await writeFile(path.join(folder, 'secrets/passphrase'), 'six words that nobody would guess\n', {
    mode: 0o600,
  });
  return folder;
}

describe('keys generate', () => {
  it('makes the ledger key of a site that was set up without one', async () => {
    const folder = await realSite();
    const file = path.join(folder, 'secrets/ledger.pem');
    const kept = await readFile(file, 'utf8');
    await rm(file);
    await rm(`${file}.pub`);
    const { status, stdout } = await passerelle(folder, 'keys', 'generate', 'ledger', '--json');
    expect(status).toBe(0);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const made = await readFile(file, 'utf8');
    expect(made).toMatch(/^-----BEGIN PRIVATE KEY-----/);
    expect(made).not.toBe(kept);
    const shown = (await passerelle(folder, 'keys', 'show', 'ledger')).stdout;
    expect(parseVerifierKey(shown)).toMatchObject({
      name: 'passerelle/21-250/opgroeien',
      fingerprint: JSON.parse(stdout).fingerprint,
    });
  });

  it.each([
    ['host', 'secrets/host_ed25519', /^-----BEGIN OPENSSH PRIVATE KEY-----/],
    ['openpgp', 'secrets/openpgp.asc', /^-----BEGIN PGP PRIVATE KEY BLOCK-----/],
  ])('makes the %s key for its owner only, with its public half beside it', async (kind, file, form) => {
    const folder = await realSite();
    const { status, stdout } = await passerelle(folder, 'keys', 'generate', kind, '--json');
    expect(status).toBe(0);
    const text = await readFile(path.join(folder, file), 'utf8');
    expect(text).toMatch(form);
    expect((await stat(path.join(folder, file))).mode & 0o777).toBe(0o600);
    const { fingerprint } = JSON.parse(stdout);
    const shown = await passerelle(folder, 'keys', 'show', kind);
    expect(shown.stdout.trim()).toBe((await readFile(path.join(folder, `${file}.pub`), 'utf8')).trim());
    const listed = await passerelle(folder, 'keys', 'fingerprint', '--json');
    // Init made the ledger key.
    expect(JSON.parse(listed.stdout)).toMatchObject([
      { whose: 'opgroeien', key: kind, fingerprint },
      { whose: 'opgroeien', key: 'ledger' },
    ]);
  });

  it('never overwrites a key', async () => {
    const folder = await realSite();
    await passerelle(folder, 'keys', 'generate', 'host');
    const file = path.join(folder, 'secrets/host_ed25519');
    const before = await readFile(file);
    for (const kind of ['host', 'master']) {
      const { status, stderr } = await passerelle(folder, 'keys', 'generate', kind);
      expect(status).toBe(2);
      expect(stderr).toMatch(/is there already/);
    }
    expect(await readFile(file)).toEqual(before);
  });

  it('takes the example key in a rehearsal, and makes none', async () => {
    const folder = await temporaryFolder();
    await passerelle(folder, 'init', 'opgroeien', '--rehearsal');
    const file = path.join(folder, 'secrets/host_ed25519');
    await rm(file);
    await rm(`${file}.pub`);
    await passerelle(folder, 'keys', 'generate', 'host', '--rehearsal');
    const example = path.resolve(import.meta.dirname, '../../keys-example/opgroeien.ssh-host');
    expect(await readFile(file, 'utf8')).toBe(await readFile(example, 'utf8'));
  });

  it('makes no key without the secret that is to protect it', async () => {
    const folder = await realSite();
    const before = await filesBelow(folder);
    await writeFile(path.join(folder, 'secrets/passphrase'), '\n');
    const empty = await passerelle(folder, 'keys', 'generate', 'openpgp');
    expect(empty.status).toBe(3);
    expect(empty.stderr).toMatch(/passphrase of the OpenPGP key of opgroeien is empty/);
    const config = path.join(folder, 'passerelle.toml');
    await writeFile(
      config,
      (await readFile(config, 'utf8')).replace('{ file = "secrets/passphrase" }', '"prompt"'),
    );
    const unasked = await passerelle(folder, 'keys', 'generate', 'openpgp');
    expect(unasked.status).toBe(3);
    expect(unasked.stderr).toMatch(/there is no terminal to ask at/);
    expect(await filesBelow(folder)).toEqual(before);
  });
});

describeWithProgram('gpg', 'gpg', () => {
  it('reads the OpenPGP key that was made, and prints the same fingerprint', async () => {
    const folder = await realSite();
    const { stdout } = await passerelle(folder, 'keys', 'generate', 'openpgp', '--json');
    const home = await temporaryFolder();
    const listed = execFileSync(
      'gpg',
      ['--homedir', home, '--show-keys', '--with-colons', path.join(folder, 'secrets/openpgp.asc.pub')],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
    );
    expect(listed).toContain(JSON.parse(stdout).fingerprint);
    expect(listed).toContain('Agentschap Opgroeien regie (deliberation 21/250)');
  });
});
