import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';
import { n21250 } from '../../src/deliberations/n21-250.ts';
import { partiesOf, placeOf } from '../../src/deliberations/rules.ts';
import { fingerprintOf } from '../../src/login/ssh-key.ts';
import { readPrivateKey } from '../../src/seal/keys.ts';
import { exampleSshKey } from '../support/forged-parcels.ts';
import { filesBelow, passerelle } from '../support/passerelle.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** What is for its owner only, in the order of {@link filesBelow}. */
const privateAt = (party: string) => [
  'passerelle.sqlite',
  'passerelle.toml',
  ...(placeOf(n21250, party) === 'recipient' ? [] : ['secrets/host_ed25519']),
  'secrets/ledger.pem',
  'secrets/login_ed25519',
  'secrets/master.key',
];
const unitsAt = (party: string) =>
  [...(placeOf(n21250, party) === 'recipient' ? [] : ['gateway']), 'retention'].map(
    (service) => `systemd/passerelle-${service}-${party}.service`,
  );
const madeAt = (party: string) =>
  [
    ...privateAt(party),
    ...privateAt(party)
      .filter((file) => /ed25519$|ledger/.test(file))
      .map((file) => `${file}.pub`),
    ...unitsAt(party),
  ].sort();

describe.each(partiesOf(n21250).map(({ id }) => id))('init %s', (party) => {
  it('makes a sound configuration, keys and a database that only their owner may open, and units', async () => {
    const folder = await temporaryFolder();
    const { status, stdout } = await passerelle(folder, 'init', party);
    expect(status).toBe(0);
    expect(await filesBelow(folder)).toEqual(madeAt(party));
    for (const file of privateAt(party)) {
      expect((await stat(path.join(folder, file))).mode & 0o777, file).toBe(0o600);
    }
    for (const file of madeAt(party)) expect(stdout).toContain(path.basename(file));
    const config = await loadConfig(path.join(folder, 'passerelle.toml'));
    expect(config).toMatchObject({ site: party, mode: 'real', place: placeOf(n21250, party) });
    expect((await passerelle(folder, 'ledger', 'verify', '--json')).stdout).toMatch(/"ok":true,"size":1/);
  });
});

describe('init', () => {
  it('says what comes next on stderr, and that a real channel is closed today', async () => {
    const { stdout, stderr } = await passerelle(await temporaryFolder(), 'init', 'inami');
    expect(stderr).toMatch(/1\. Make the OpenPGP key: passerelle keys generate openpgp$/m);
    expect(stderr).toMatch(/2\. Give opgroeien, 100.* and 900 your public keys: .*; opgroeien also .*login/);
    expect(stderr).toMatch(/enable --now passerelle-gateway-inami$/m);
    expect(stderr).toMatch(/Note: The channel of deliberation 21\/250 is closed since 2023-01-01/);
    expect(stdout).not.toMatch(/comes next/);
    const quiet = await passerelle(await temporaryFolder(), 'init', 'inami', '--quiet', '--json');
    expect(quiet.stderr).toBe('');
    expect(JSON.parse(quiet.stdout)).toMatchObject({ site: 'inami', mode: 'real' });
  });

  it('names the configuration in its next steps if it is not in the folder that one is in', async () => {
    const { stderr } = await passerelle(
      await temporaryFolder(),
      'init',
      '300',
      '--config',
      'site/passerelle.toml',
    );
    expect(stderr).toContain('passerelle status --config site/passerelle.toml\n');
  });

  it('takes from its options what it would ask at a terminal, and makes the OpenPGP key at once', async () => {
    const folder = await temporaryFolder();
    await writeFile(path.join(folder, 'passphrase'), 'six words that nobody would guess\n', { mode: 0o600 });
    const hostKeyFingerprint = `SHA256:${'A'.repeat(43)}`;
    const { status, stderr } = await passerelle(
      folder,
      ...['init', '300', '--upstream', 'sftp.inami.example:2200'],
      ...['--upstream-host-key', hostKeyFingerprint, '--passphrase-file', 'passphrase'],
    );
    expect({ status, stderr: stderr.includes('keys generate') }).toEqual({ status: 0, stderr: false });
    const config = await loadConfig(path.join(folder, 'passerelle.toml'));
    expect(config.site).toBe('300');
    expect(config.upstream).toEqual({
      host: 'sftp.inami.example',
      port: 2200,
      hostKeyFingerprint,
      user: 'insurer-300',
      key: path.join(folder, 'secrets/login_ed25519'),
      password: 'prompt',
      totp: undefined,
    });
    const key = await readPrivateKey(
      await readFile(path.join(folder, 'secrets/openpgp.asc'), 'utf8'),
      'six words that nobody would guess',
    );
    const shown = JSON.parse((await passerelle(folder, 'keys', 'fingerprint', '--json')).stdout);
    expect(shown).toContainEqual(expect.objectContaining({ key: 'openpgp', fingerprint: key.fingerprint }));
  });

  it.each([
    ['an insurer without its code', ['insurer'], /knows no such party/],
    ['a gateway without a port', ['inami', '--listen', '127.0.0.1:x'], /address and a port are expected/],
    ['a port that there is not', ['inami', '--listen', '127.0.0.1:70000'], /address and a port are expected/],
    ['an upstream that nothing proves', ['300', '--upstream', 'sftp.example'], /fingerprint .* is missing/],
    ['a fingerprint of another form', ['300', '--upstream-host-key', 'MD5:aa'], /SHA256: and 43 characters/],
    ['an unattended site without a passphrase', ['inami', '--unattended'], /--passphrase-file/],
  ])('asks nothing without a terminal: refuses %s, and makes nothing', async (_case, parameters, says) => {
    const folder = await temporaryFolder();
    const { status, stderr } = await passerelle(folder, 'init', ...parameters);
    expect(status).toBe(2);
    expect(stderr).toMatch(says);
    expect(await filesBelow(folder)).toEqual([]);
  });

  it('for an unattended site has systemd hand over the secrets, and never the gateway', async () => {
    const folder = await temporaryFolder();
    await writeFile(path.join(folder, 'passphrase'), 'six words that nobody would guess\n', { mode: 0o600 });
    const { stderr } = await passerelle(
      folder,
      ...['init', 'inami', '--unattended', '--passphrase-file', 'passphrase', '--listen', '[::]:22'],
    );
    expect(stderr).toContain('into /etc/passerelle/inami: openpgp-passphrase and upstream-password');
    const config = await loadConfig(path.join(folder, 'passerelle.toml'));
    expect(config.openpgp.passphrase).toEqual({ credential: 'openpgp-passphrase' });
    expect(config).toMatchObject({ gateway: { host: '::', port: 22 } });
    const unit = (name: string) =>
      readFile(path.join(folder, 'systemd', `passerelle-${name}-inami.service`), 'utf8');
    expect(await unit('relay')).toMatch(/relay --watch --config .*passerelle\.toml$/m);
    expect(await unit('relay')).toMatch(
      /^LoadCredential=upstream-password:\/etc\/passerelle\/inami\/upstream-password$/m,
    );
    expect(await unit('gateway')).not.toContain('LoadCredential');
    expect(await unit('gateway')).toMatch(/^InaccessiblePaths=-.*openpgp\.asc/m);
    expect(await unit('gateway')).toMatch(/^CapabilityBoundingSet=CAP_NET_BIND_SERVICE$/m);
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

  it.each([
    ['fr', '# Le serveur SFTP de ce site.', 'Les étapes suivantes'],
    ['nl', '# De SFTP-server van deze site.', 'Wat nu volgt'],
  ])('writes the configuration in the operator’s language, and has it spoken there: %s', async (...told) => {
    const [language, comment, next] = told;
    const folder = await temporaryFolder();
    const { stderr } = await passerelle(folder, 'init', 'inami', '--language', language);
    expect(stderr).toContain(next);
    const file = path.join(folder, 'passerelle.toml');
    expect(await readFile(file, 'utf8')).toContain(`\n${comment}\n`);
    expect(await loadConfig(file)).toMatchObject({ site: 'inami' });
    expect((await passerelle(folder, 'status', '--nonsense')).stderr).not.toMatch(/^error:/m);
  });

  it('for a rehearsal brings the example keys of the others, and their passphrase', async () => {
    const folder = await temporaryFolder();
    const { status } = await passerelle(
      folder,
      ...['init', '300', '--rehearsal', '--at', '2022-03-01', '--upstream', '127.0.0.1:2202'],
    );
    expect(status).toBe(0);
    const examples = ['correspondents/inami.asc', 'correspondents/inami.vkey', 'secrets/openpgp.passphrase'];
    const openpgp = ['secrets/openpgp.asc', 'secrets/openpgp.asc.pub'];
    expect(await filesBelow(folder)).toEqual([...examples, ...openpgp, ...madeAt('300')].sort());
    const config = await loadConfig(path.join(folder, 'passerelle.toml'));
    const { blob } = await exampleSshKey('inami.ssh-host');
    expect(config.upstream).toMatchObject({ user: 'insurer-300', hostKeyFingerprint: fingerprintOf(blob) });
    const { stdout } = await passerelle(folder, 'status', '--rehearsal');
    expect(stdout).toMatch(/^REHEARSAL, site of 300, deliberation n° 21\/250$/m);
    expect(stdout).toMatch(
      /^The channel is open until 2022-12-31 \(points 26, 27.*306 days left, today included/m,
    );
    expect(stdout).toMatch(/^Not there yet: .*upstream\.password$/m);
  });

  it.each([...madeAt('inami'), 'secrets/openpgp.asc'])(
    'overwrites nothing: refused where %s is, and everything is as before',
    async (existing) => {
      const folder = await temporaryFolder();
      await mkdir(path.join(folder, path.dirname(existing)), { recursive: true });
      await writeFile(path.join(folder, existing), 'of somebody else');
      const before = await readFile(path.join(folder, existing));
      const { status, stdout, stderr } = await passerelle(folder, 'init', 'inami');
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
      expect(stderr).toContain(`${path.join(folder, existing)} is there already`);
      expect(await filesBelow(folder)).toEqual([existing]);
      expect(await readFile(path.join(folder, existing))).toEqual(before);
    },
  );

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
