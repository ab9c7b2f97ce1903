import { chmod, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';
import { PasserelleError } from '../../src/errors.ts';
import { isListed } from '../../src/login/address-list.ts';
import { eidAuthenticationPolicies } from '../../src/login/eid.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const fingerprint = `SHA256:${'A'.repeat(43)}`;

const publisher = `
site = "opgroeien"
mode = "real"
deliberation = "21/250"
database = "state/passerelle.sqlite"
master_key = { file = "secrets/master.key" }

[gateway]
host = "0.0.0.0"
port = 2222
host_key = "secrets/host_ed25519"

[openpgp]
private_key = "secrets/openpgp.asc"
passphrase = { credential = "openpgp-passphrase" }
[openpgp.correspondents]
inami = "correspondents/inami.asc"
`;

const relay = `
site = "inami"
mode = "rehearsal"
deliberation = "21/250"
database = "passerelle.sqlite"
master_key = { credential = "master-key" }

[gateway]
host = "::1"
port = 0
host_key = "host_ed25519"

[openpgp]
private_key = "openpgp.asc"
[openpgp.correspondents]
opgroeien = "opgroeien.asc"
300 = "300.asc"

[upstream]
host = "sftp.opgroeien.example"
port = 22
host_key_fingerprint = "${fingerprint}"
user = "inami"
key = "upstream_ed25519"
password = "prompt"

[affiliation]
extract = "cin.csv"
maximum_age_days = 3
`;

const recipient = `
site = "300"
mode = "real"
deliberation = "21/250"
database = "passerelle.sqlite"
master_key = { file = "master.key" }
openpgp.private_key = "openpgp.asc"
collect.folder = "inbox"
`;

/** The relay's configuration with a service of the CIN instead of its extract. */
const withService = (keys: string) =>
  `${relay.slice(0, relay.indexOf('[affiliation]'))}[affiliation.service]\n${keys}\n`;

/** A store on a server. */
const onServer = (more = '') =>
  `[store]\nkind = "postgres"\nhost = "db.example"\ndatabase = "passerelle"\nuser = "relay"\n${more}\n`;

const withoutFile = (text: string) => text.replace(/^database = .*\n/m, '');

async function written(text: string): Promise<string> {
  const file = path.join(await temporaryFolder(), 'passerelle.toml');
  await writeFile(file, text, { mode: 0o600 });
  return file;
}

/** What loading `text` is refused with. */
async function refusal(text: string): Promise<PasserelleError> {
  const error = await loadConfig(await written(text)).catch((thrown: unknown) => thrown);
  if (!(error instanceof PasserelleError)) throw new TypeError(`not refused: ${String(error)}`);
  expect(error.code).toBe('config-invalid');
  return error;
}

describe('a sound configuration', () => {
  it('names a database on a server instead of a file, by TLS unless it is on this machine', async () => {
    const password = 'password = { credential = "database" }\nauthorities = "ca.pem"\n';
    const file = await written(`${withoutFile(publisher)}${onServer(password)}`);
    expect(await loadConfig(file)).toMatchObject({
      database: {
        host: 'db.example',
        port: 5432,
        database: 'passerelle',
        user: 'relay',
        password: { credential: 'database' },
        tls: 'verify',
        authorities: path.join(path.dirname(file), 'ca.pem'),
      },
    });
    const local = onServer('tls = "off"').replace('db.example', '/run/postgresql');
    expect(await loadConfig(await written(`${withoutFile(publisher)}${local}`))).toMatchObject({
      database: { host: '/run/postgresql', tls: 'off' },
    });
    const sqlite = await written(`${publisher}[store]\nkind = "sqlite"\n`);
    expect((await loadConfig(sqlite)).database).toMatch(/passerelle\.sqlite$/);
  });

  it("is read for a publisher's site, its paths relative to the file", async () => {
    const file = await written(publisher);
    const folder = path.dirname(file);
    const config = await loadConfig(file);
    expect(config).toMatchObject({
      place: 'publisher',
      site: 'opgroeien',
      mode: 'real',
      database: path.join(folder, 'state/passerelle.sqlite'),
      masterKey: { file: path.join(folder, 'secrets/master.key') },
      gateway: { host: '0.0.0.0', port: 2222, hostKey: path.join(folder, 'secrets/host_ed25519') },
      openpgp: { passphrase: { credential: 'openpgp-passphrase' } },
      evaluations: undefined,
      endsEarly: undefined,
      logLevel: 'info',
      logFile: undefined,
    });
    expect(config.deliberation.number).toBe('21/250');
    expect([...config.openpgp.correspondents]).toEqual([
      ['inami', path.join(folder, 'correspondents/inami.asc')],
    ]);
  });

  it("is read for the relay's site, with durations and the schedule it did not set", async () => {
    const config = await loadConfig(await written(relay));
    if (config.place !== 'relay') throw new TypeError(config.place);
    expect(config.upstream).toMatchObject({ port: 22, password: 'prompt', totp: undefined });
    expect(config.affiliation).toMatchObject({ maximumAgeDays: 3 });
    expect(config.transit.toString()).toBe('P90D');
    expect(config.schedule.relay).toMatch(/\*/);
  });

  it('names the service of the CIN instead of its extract', async () => {
    const config = await loadConfig(
      await written(withService('url = "https://cin.example/affiliations"\ntoken = { credential = "cin" }')),
    );
    if (config.place !== 'relay') throw new TypeError(config.place);
    expect(config.affiliation).toMatchObject({
      service: { url: new URL('https://cin.example/affiliations'), token: { credential: 'cin' } },
    });
  });

  it("is read for a recipient's site before its upstream is known", async () => {
    const config = await loadConfig(await written(recipient));
    if (config.place !== 'recipient') throw new TypeError(config.place);
    expect(config.upstream).toBeUndefined();
    expect(path.basename(config.collect.folder)).toBe('inbox');
  });

  it('names the files by which cards are trusted, with the policies of eID unless it names others', async () => {
    const file = await written(`${publisher}
[gateway.cards]
roots = ["trust/root.crt"]
revocation_lists = ["trust/root.crl"]
`);
    const inTrust = (name: string) => path.join(path.dirname(file), 'trust', name);
    expect(await loadConfig(file)).toMatchObject({
      gateway: {
        cards: {
          roots: [inTrust('root.crt')],
          intermediates: [],
          revocationLists: [inTrust('root.crl')],
          ocspResponses: [],
          policies: eidAuthenticationPolicies,
        },
      },
    });
    await refusal(`${publisher}\n[gateway.cards]\nroots = []\n`);
    await refusal(`${publisher}\n[gateway.cards]\nroots = ["a"]\npolicies = ["eID"]\n`);
  });

  it('names the load balancers that may speak for their clients, and never the whole world', async () => {
    const named = (list: string) =>
      publisher.replace(/^host_key = .*$/m, `$&\nproxy_protocol_from = ${list}`);
    const config = await loadConfig(await written(named('["10.0.0.5", "2001:db8:0:8::/64"]')));
    if (config.place !== 'publisher') throw new TypeError(config.place);
    const { proxyProtocolFrom } = config.gateway;
    const believed = ['10.0.0.5', '::ffff:10.0.0.5', '2001:db8:0:8::1', '10.0.0.6', '::1'].map(
      (address) => proxyProtocolFrom !== undefined && isListed(proxyProtocolFrom, address),
    );
    expect(believed).toEqual([true, true, true, false, false]);
    for (const list of [
      '[]',
      '["balancer"]',
      '["0.0.0.0/0"]',
      '["::/0"]',
      '["10.0.0.5,10.0.0.6"]',
      '"10.0.0.5"',
    ]) {
      await refusal(named(list));
    }
  });

  it('may bring the last day forward, even to the last day itself', async () => {
    const config = await loadConfig(await written(`${publisher}\n[sunset]\nends_early = 2022-11-30\n`));
    expect(config.endsEarly?.toString()).toBe('2022-11-30');
    await expect(
      loadConfig(await written(`${publisher}\n[sunset]\nends_early = 2022-12-31\n`)),
    ).resolves.toBeDefined();
  });
});

describe('a configuration that is refused', () => {
  it('names every problem at once, in the order of the lines, each with its line and key', async () => {
    const { message } = await refusal(
      relay
        .replace('mode = "rehearsal"', 'mode = "Rehearsal"')
        .replace('port = 0', 'port = 70000')
        .replace('maximum_age_days = 3', 'maximum_age_days = 0\ntypo = 1')
        .replace('user = "inami"\n', ''),
    );
    const [head, ...problems] = message.split('\n').map((line) => line.trim());
    expect(head).toMatch(/passerelle\.toml has 5 problems:$/);
    expect(problems).toEqual([
      'line 3: mode must be "real" or "rehearsal"',
      'line 10: gateway.port must be a port from 0 to 65535',
      'line 19: upstream.user is missing',
      'line 28: affiliation.maximum_age_days must be at least one day',
      'line 29: affiliation.typo is unknown here',
    ]);
  });

  it('is checked whole even if it does not say which site it is for', async () => {
    const { message } = await refusal(relay.replace('"inami"', '"inamo"').replace('"::1"', '"not a host"'));
    expect(message).toMatch(/line 2: site must be one of opgroeien, inami, /);
    expect(message).toMatch(/line 9: gateway\.host must be a host name or an IP address/);
    expect(message).toMatch(/has 2 problems/);
  });

  it.each([
    [
      'an unknown deliberation',
      publisher.replace('21/250', '99/001'),
      /line 4: deliberation must be one of 21\/250/,
    ],
    [
      'a section of another place',
      `${publisher}\n[affiliation]\nextract = "x"\nmaximum_age_days = 1\n`,
      /affiliation is unknown, or belongs to a site at another place/,
    ],
    [
      'a schedule of another place',
      `${publisher}\n[schedule]\nrelay = "0 6 * * *"\n`,
      /schedule\.relay is unknown here/,
    ],
    [
      'an unsound schedule',
      `${publisher}\n[schedule]\npurge = "daily"\n`,
      /line 20: schedule\.purge must be a cron expression/,
    ],
    [
      'a correspondent that the site has no business with',
      `${publisher}300 = "300.asc"\n`,
      /openpgp\.correspondents\.300 is no party that this site exchanges with: inami/,
    ],
    [
      'a login with possession only',
      relay.replace('password = "prompt"', 'totp = "prompt"'),
      /line 19: upstream must prove possession and knowledge/,
    ],
    [
      'a login with knowledge only',
      relay.replace('key = "upstream_ed25519"\n', ''),
      /line 19: upstream must prove possession and knowledge/,
    ],
    [
      'a host key that is not pinned',
      relay.replace(/host_key_fingerprint.*\n/, ''),
      /upstream\.host_key_fingerprint is missing/,
    ],
    [
      'a day in quotes',
      `${publisher}\n[sunset]\nends_early = "2022-11-30"\n`,
      /sunset\.ends_early must be a day, written without quotes/,
    ],
    [
      'a master key that is typed',
      publisher.replace('{ file = "secrets/master.key" }', '"prompt"'),
      /master_key must be { file = "…" } or { credential = "…" }/,
    ],
    [
      'a credential outside its directory',
      publisher.replace('openpgp-passphrase', '../shadow'),
      /openpgp\.passphrase\.credential must be the name of a systemd credential/,
    ],
    [
      'both an extract and a service of the CIN',
      `${relay}[affiliation.service]\nurl = "https://cin.example/"\n`,
      /affiliation must have extract and maximum_age_days, or else \[affiliation\.service\] alone/,
    ],
    [
      'an extract of any age',
      relay.replace('maximum_age_days = 3\n', ''),
      /affiliation must have extract and maximum_age_days/,
    ],
    [
      'a service that is asked in the clear',
      withService('url = "http://cin.example/"'),
      /affiliation\.service\.url must be an address https/,
    ],
    [
      'a service whose address holds a password',
      withService('url = "https://inami:SECRET@cin.example/"'),
      /affiliation\.service\.url must hold no user, password or fragment/,
    ],
    [
      'a client certificate without its key',
      withService('url = "https://cin.example/"\ncertificate = "inami.pem"'),
      /affiliation\.service must have both certificate and key, or neither/,
    ],
    ['no database', publisher.replace('database = "state/passerelle.sqlite"\n', ''), /database is missing/],
    ['two databases', `${publisher}${onServer()}`, /database is of no use beside \[store\]/],
    [
      'a store of no kind that there is',
      `${publisher}[store]\nkind = "oracle"\n`,
      /store\.kind must be "sqlite" or "postgres"/,
    ],
    [
      'a server in the open',
      `${withoutFile(publisher)}${onServer('tls = "off"')}`,
      /store\.tls can be off only on this machine/,
    ],
    [
      'the password of the server itself',
      `${withoutFile(publisher)}${onServer('password = "SECRET"')}`,
      /store\.password must be { file = "…" }/,
    ],
    ['an empty file name', publisher.replace('"state/passerelle.sqlite"', '""'), /database names no file/],
    ['an empty file', '', /site is missing/],
  ])('has %s', async (_case, text, expected) => {
    const error = await refusal(text);
    expect(error.message).toMatch(expected);
    expect(error.hint).toBeDefined();
  });

  it('would put off the last day: it can only be brought forward [A41]', async () => {
    const { message } = await refusal(`${publisher}\n[sunset]\nends_early = 2023-01-01\n`);
    expect(message).toMatch(/line 20: sunset\.ends_early must not be after 2022-12-31.*points 26, 27/);
  });

  it('never repeats a secret that was put where a source of secrets belongs', async () => {
    const secret = 'correct-horse-battery';
    const misplaced = await refusal(relay.replace('"prompt"', `"${secret}"`));
    expect(misplaced.message).toMatch(/line 25: upstream\.password must be { file = "…" }/);
    const unfinished = await refusal(relay.replace('"prompt"', `"${secret}`));
    expect(unfinished.message).toMatch(/is not TOML: line 25, column \d+/);
    for (const { message, hint } of [misplaced, unfinished])
      expect(`${message}${hint}`).not.toContain(secret);
  });

  it.each(['__proto__ = 1', 'a = 1\na = 2', '[gateway', 'x = 0x', 'a = "\\q"'])(
    'is no sound TOML, with line and column: %j',
    async (text) => {
      expect((await refusal(text)).message).toMatch(/is not TOML: line \d+, column \d+: /);
    },
  );

  it('is not there: the operator learns how to write one', async () => {
    const file = path.join(await temporaryFolder(), 'passerelle.toml');
    await expect(loadConfig(file)).rejects.toMatchObject({
      code: 'config-invalid',
      hint: expect.stringContaining('passerelle init'),
    });
  });

  it('can be changed by others', async () => {
    const file = await written(publisher);
    await chmod(file, 0o664);
    await expect(loadConfig(file)).rejects.toMatchObject({
      code: 'config-invalid',
      hint: `Run: chmod go-w ${file}`,
    });
  });

  it('is a folder, or far too large', async () => {
    await expect(loadConfig(await temporaryFolder())).rejects.toMatchObject({ code: 'config-invalid' });
    await expect(loadConfig(await written('#'.repeat(100_000)))).rejects.toMatchObject({
      code: 'config-invalid',
    });
  });

  it('names key files that others can read, with what to run', async () => {
    const file = await written(publisher);
    const folder = path.dirname(file);
    const [loose, real, link] = ['loose', 'real', 'link'].map((name) => path.join(folder, name));
    if (loose === undefined || real === undefined || link === undefined) throw new RangeError();
    await writeFile(loose, 'key', { mode: 0o640 });
    await writeFile(real, 'key', { mode: 0o600 });
    await symlink(real, link);
    await writeFile(
      file,
      publisher
        .replace('secrets/host_ed25519', 'loose')
        .replace('secrets/openpgp.asc', 'link')
        .replace('secrets/master.key', 'loose'),
    );
    const error = await loadConfig(file).catch((thrown: unknown) => thrown);
    if (!(error instanceof PasserelleError)) throw new TypeError('not refused');
    expect(error.message).toContain(
      `master_key ${loose} is open to others than its owner. Run: chmod 600 ${loose}`,
    );
    expect(error.message).toContain(`gateway.host_key ${loose} is open to others`);
    expect(error.message).toContain(`openpgp.private_key ${link} is a symbolic link`);
  });

  it('holds any key that the schema does not know', async () => {
    const required = ['site', 'mode', 'deliberation', 'database', 'master_key', 'gateway', 'openpgp'];
    const known = new Set([...required, 'retention', 'evaluations', 'sunset', 'schedule', 'log']);
    const keys = fc
      .stringMatching(/^[A-Za-z0-9_-]{1,20}$/)
      .filter((key) => !known.has(key) && !['__proto__', 'constructor'].includes(key));
    await fc.assert(
      fc.asyncProperty(keys, fc.constantFrom('"x"', '1', 'true', '{}', '[]'), async (key, value) => {
        const { message } = await refusal(`${key} = ${value}\n${publisher}`);
        expect(message).toMatch(/has 1 problem:/);
        expect(message).toContain(`line 1: ${key} `);
      }),
      { numRuns: 50 },
    );
  });
});
