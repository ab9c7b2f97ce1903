import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';
import { n21250 } from '../../src/deliberations/n21-250.ts';
import { partiesOf, placeOf } from '../../src/deliberations/rules.ts';
import { filesBelow, passerelle } from '../support/passerelle.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const made = [
  'passerelle.sqlite',
  'passerelle.toml',
  'secrets/ledger.pem',
  'secrets/ledger.pem.pub',
  'secrets/master.key',
];

describe.each(partiesOf(n21250).map(({ id }) => id))('init %s', (party) => {
  it('makes a sound configuration, a master key and a database that only their owner may open', async () => {
    const folder = await temporaryFolder();
    const { status, stdout } = await passerelle(folder, 'init', party);
    expect(status).toBe(0);
    expect(await filesBelow(folder)).toEqual(made);
    for (const file of made) {
      expect((await stat(path.join(folder, file))).mode & 0o777).toBe(0o600);
      expect(stdout).toContain(path.join(folder, file));
    }
    const config = await loadConfig(path.join(folder, 'passerelle.toml'));
    expect(config).toMatchObject({ site: party, mode: 'real', place: placeOf(n21250, party) });
    expect((await passerelle(folder, 'ledger', 'verify', '--json')).stdout).toMatch(/"ok":true,"size":1/);
  });
});

describe('init', () => {
  it('says what comes next on stderr, and that a real channel is closed today', async () => {
    const { stdout, stderr } = await passerelle(await temporaryFolder(), 'init', 'inami');
    expect(stderr).toMatch(/1\. Make the OpenPGP key: passerelle keys generate openpgp$/m);
    expect(stderr).toMatch(/Note: The channel of deliberation 21\/250 is closed since 2023-01-01/);
    expect(stdout).not.toMatch(/comes next/);
    const quiet = await passerelle(await temporaryFolder(), 'init', 'inami', '--quiet', '--json');
    expect(quiet.stderr).toBe('');
    expect(JSON.parse(quiet.stdout)).toMatchObject({ site: 'inami', mode: 'real' });
  });

  it('leaves a configuration in which everything that is commented out is sound too', async () => {
    const folder = await temporaryFolder();
    await passerelle(folder, 'init', 'inami');
    const file = path.join(folder, 'passerelle.toml');
    const text = (await readFile(file, 'utf8'))
      .replaceAll(/^# (?=\[|[a-z0-9_]+ = )/gm, '')
      .replace('SHA256:…', `SHA256:${'A'.repeat(43)}`)
      .replace('user = "…"', 'user = "inami"')
      .replace('totp = { file = "…" }', 'totp = "prompt"');
    await writeFile(file, text);
    const config = await loadConfig(file);
    if (config.place !== 'relay') throw new TypeError(config.place);
    expect(config.upstream?.user).toBe('inami');
    expect(config.affiliation).toBeDefined();
    expect(config.openpgp.correspondents.size).toBe(8);
    expect(config.endsEarly?.toString()).toBe('2022-11-30');
  });

  it('for a rehearsal brings the example keys of the others, and their passphrase', async () => {
    const folder = await temporaryFolder();
    const { status } = await passerelle(folder, 'init', '300', '--rehearsal', '--at', '2022-03-01');
    expect(status).toBe(0);
    expect(await filesBelow(folder)).toEqual(
      ['correspondents/inami.asc', 'correspondents/inami.vkey', ...made, 'secrets/openpgp.passphrase'].sort(),
    );
    const { stdout } = await passerelle(folder, 'status', '--rehearsal');
    expect(stdout).toMatch(/^REHEARSAL, site of 300, deliberation n° 21\/250$/m);
    expect(stdout).toMatch(
      /^The channel is open until 2022-12-31 \(points 26, 27.*306 days left, today included/m,
    );
    expect(stdout).toMatch(/^Not there yet: .*openpgp\.asc$/m);
  });

  it.each(made)('overwrites nothing: refused where %s is, and everything is as before', async (existing) => {
    const folder = await temporaryFolder();
    await passerelle(folder, 'init', 'opgroeien');
    for (const other of made.filter((file) => file !== existing)) {
      const { rm } = await import('node:fs/promises');
      await rm(path.join(folder, other));
    }
    const before = await readFile(path.join(folder, existing));
    const { status, stdout, stderr } = await passerelle(folder, 'init', 'inami');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(`${path.join(folder, existing)} is there already`);
    expect(await filesBelow(folder)).toEqual([existing]);
    expect(await readFile(path.join(folder, existing))).toEqual(before);
  });

  it.each(['700', 'bcss', 'Opgroeien', ''])('knows no party %j, and makes nothing', async (party) => {
    const folder = await temporaryFolder();
    const { status, stderr } = await passerelle(folder, 'init', party);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^hint: It knows opgroeien, inami, 100/m);
    expect(await filesBelow(folder)).toEqual([]);
  });
});

describe('a site', () => {
  it('is real or a rehearsal, and the command must say so', async () => {
    const real = await temporaryFolder();
    await passerelle(real, 'init', 'inami');
    const rehearsal = await temporaryFolder();
    await passerelle(rehearsal, 'init', 'inami', '--rehearsal');
    for (const [folder, args, says] of [
      [real, ['status', '--rehearsal'], /is the configuration of a real site/],
      [rehearsal, ['status'], /is the configuration of a rehearsal/],
    ] as const) {
      const { status, stderr } = await passerelle(folder, ...args);
      expect(status).toBe(2);
      expect(stderr).toMatch(says);
    }
  });

  it('is refused another party’s work', async () => {
    const folder = await temporaryFolder();
    await passerelle(folder, 'init', '300', '--rehearsal');
    for (const args of [
      ['serve'],
      ['relay'],
      ['publish', '2022-03', 'x.csv'],
      ['account', 'enrol', 'x', '--party', '300'],
    ]) {
      const { status, stderr } = await passerelle(folder, ...args, '--rehearsal');
      expect({ args, status }).toEqual({ args, status: 2 });
      expect(stderr).toMatch(/300 is a recipient: «.*» has nothing to do there/);
    }
  });
});
