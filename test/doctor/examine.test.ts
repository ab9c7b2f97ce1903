/** Each thing that can break at a site is broken, and the doctor finds it without changing anything. */

import { once } from 'node:events';
import { chmod, cp, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { rehearsalClock, systemClock } from '../../src/clock.ts';
import type { Finding, Verdict } from '../../src/doctor/check.ts';
import { checks } from '../../src/doctor/checks.ts';
import { examineSite, worstOf } from '../../src/doctor/examine.ts';
import { fingerprintOf } from '../../src/login/ssh-key.ts';
import { exampleSshKey } from '../support/forged-parcels.ts';
import { freePort } from '../support/free-port.ts';
import { openGatewaySite } from '../support/gateway-site.ts';
import { passerelle } from '../support/passerelle.ts';
import { connect, type RehearsedSite, setUpSite, siteIn } from '../support/rehearsed-sites.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const extract = '# extract 2022-03-19\nssin,insurer,valid_from,valid_to\n18670300208,300,2018-01-01,\n';

let standing: string;
beforeAll(async () => {
  standing = await mkdtemp(path.join(tmpdir(), 'passerelle-doctor-'));
  const site = await setUpSite(standing, 'inami');
  const { blob } = await exampleSshKey('opgroeien.ssh-host');
  const listening = { host: '127.0.0.1', port: 1, hostKeyFingerprint: fingerprintOf(blob) };
  const config = await readFile(path.join(standing, 'passerelle.toml'), 'utf8');
  if (!/^\[upstream\]$/m.test(config))
    await connect(site, listening, { user: 'inami', password: 'correct horse' });
  await site.write('cin.csv', extract);
  if (!/^\[affiliation\]$/m.test(config)) {
    await site.append('[affiliation]\nextract = "cin.csv"\nmaximum_age_days = 3');
  }
});
afterAll(() => rm(standing, { recursive: true, force: true }));

/** A copy of a relay that is sound but for an upstream that nobody answers at. */
async function relay(): Promise<RehearsedSite> {
  const folder = await temporaryFolder();
  await cp(standing, folder, { recursive: true });
  return siteIn(folder);
}

/** Names, modes, sizes, times and bytes of everything in a folder. */
async function stateOf(folder: string): Promise<unknown> {
  const entries = await readdir(folder, { recursive: true });
  return await Promise.all(
    entries.sort().map(async (name) => {
      const found = await stat(path.join(folder, name));
      const bytes = found.isFile() ? (await readFile(path.join(folder, name))).toString('base64') : '';
      return [name, found.mode, found.mtimeMs, bytes];
    }),
  );
}

const march = '2022-03-20T10:00:00Z';

/** Examines the site, and makes sure that it is as it was. */
async function examined({ folder }: RehearsedSite, at = march) {
  const before = await stateOf(folder);
  const file = path.join(folder, 'passerelle.toml');
  const found = await examineSite({
    file,
    clockOf: () => rehearsalClock(Temporal.Instant.from(at)),
  });
  expect(await stateOf(folder)).toEqual(before);
  const of = (check: string): readonly Finding[] =>
    found.find((one) => one.check === check)?.findings ?? expect.fail(`there is no check ${check}`);
  return {
    found,
    of,
    verdictOf: (check: string): Verdict => of(check)[0]?.verdict ?? 'fine',
    saysOf: (check: string) =>
      of(check)
        .map(({ says }) => String(says))
        .join('\n'),
  };
}

const database = 'passerelle.sqlite';
const inSite = (site: RehearsedSite, ...names: readonly string[]) => path.join(site.folder, ...names);

describe('the doctor at a sound site', () => {
  it('looks at everything there is to look at, and asks for nothing to be mended but the gateway that is away', async () => {
    const { found, of } = await examined(await relay());
    expect(found.map(({ check }) => check)).toEqual(checks.map(({ name }) => name));
    const toMend = found.filter(({ findings }) => findings.some(({ verdict }) => verdict === 'mend'));
    expect(toMend.map(({ check }) => check)).toEqual(['upstream']);
    expect(of('database').map(({ verdict }) => verdict)).toEqual(['fine', 'fine']);
  });

  it('tells of each check while it is made', async () => {
    const site = await relay();
    const heard: string[] = [];
    const clockOf = () => rehearsalClock(Temporal.Instant.from(march));
    await examineSite({ file: inSite(site, 'passerelle.toml'), clockOf }, ({ name }) => heard.push(name));
    expect(heard).toEqual(checks.map(({ name }) => name));
  });
});

interface Broken {
  readonly what: string;
  readonly check: string;
  readonly verdict: Verdict;
  readonly says: RegExp;
  readonly at?: string;
  breaks(site: RehearsedSite): Promise<unknown> | unknown;
}

const broken: readonly Broken[] = [
  {
    what: 'a key in the configuration that nobody knows',
    check: 'configuration',
    verdict: 'mend',
    says: /colour is unknown/,
    breaks: (site) => site.edit(/^site = /m, 'colour = "red"\nsite = '),
  },
  {
    what: 'a configuration that others may change',
    check: 'configuration',
    verdict: 'mend',
    says: /can be changed by others/,
    breaks: (site) => chmod(inSite(site, 'passerelle.toml'), 0o666),
  },
  {
    what: 'a private key that others may read',
    check: 'configuration',
    verdict: 'mend',
    says: /openpgp\.asc is open to others/,
    breaks: (site) => chmod(inSite(site, 'secrets', 'openpgp.asc'), 0o644),
  },
  {
    what: 'no configuration',
    check: 'configuration',
    verdict: 'mend',
    says: /no configuration to read/,
    breaks: (site) => rm(inSite(site, 'passerelle.toml')),
  },
  {
    what: 'a folder that others may write to',
    check: 'folders',
    verdict: 'mend',
    says: /secrets can be written to/,
    breaks: (site) => chmod(inSite(site, 'secrets'), 0o777),
  },
  {
    what: 'a missing section',
    check: 'completeness',
    verdict: 'mend',
    says: /no \[affiliation\]/,
    breaks: (site) => site.edit(/^\[affiliation\]\n(?:\w.*\n)+/m, ''),
  },
  {
    what: 'a passphrase from a systemd credential',
    check: 'secrets',
    verdict: 'look',
    says: /OpenPGP key is read from a systemd credential/,
    breaks: (site) => site.edit(/^passphrase = .*$/m, 'passphrase = { credential = "openpgp-passphrase" }'),
  },
  {
    what: 'no master key',
    check: 'master-key',
    verdict: 'mend',
    says: /master\.key is not there/,
    breaks: (site) => rm(inSite(site, 'secrets', 'master.key')),
  },
  {
    what: 'no OpenPGP key',
    check: 'openpgp-key',
    verdict: 'mend',
    says: /openpgp\.asc is not there/,
    breaks: (site) => rm(inSite(site, 'secrets', 'openpgp.asc')),
  },
  {
    what: 'a correspondent whose key is not there',
    check: 'correspondents',
    verdict: 'mend',
    says: /of 300 cannot be read/,
    breaks: (site) => rm(inSite(site, 'correspondents', '300.asc')),
  },
  {
    what: 'a correspondent whose key is no key',
    check: 'correspondents',
    verdict: 'mend',
    says: /300\.asc: the text does not hold exactly one/,
    breaks: (site) => site.write('correspondents/300.asc', 'no key'),
  },
  {
    what: 'the ledger key of another party',
    check: 'ledger-keys',
    verdict: 'mend',
    says: /key named for 300 is of .*\/100/,
    breaks: (site) =>
      cp(inSite(site, 'correspondents', '100.vkey'), inSite(site, 'correspondents', '300.vkey')),
  },
  {
    what: 'a host key that is none',
    check: 'ssh-keys',
    verdict: 'mend',
    says: /not a private SSH key/,
    breaks: (site) => site.write('secrets/host_ed25519', 'no key\n'),
  },
  {
    what: 'a root for cards that cannot be read',
    check: 'cards',
    verdict: 'mend',
    says: /belgium-root\.pem/,
    breaks: (site) => site.edit(/^\[gateway\]$/m, '[gateway]\ncards = { roots = ["belgium-root.pem"] }'),
  },
  {
    what: 'a clock far ahead of the ledger',
    check: 'clock',
    verdict: 'look',
    says: /\d{3} days after the newest entry/,
    at: '2022-11-01T10:00:00Z',
    breaks: () => {},
  },
  {
    what: 'no database',
    check: 'database',
    verdict: 'mend',
    says: /no database at/,
    breaks: (site) => rm(inSite(site, database)),
  },
  {
    what: 'a database that others may open',
    check: 'database',
    verdict: 'mend',
    says: /others than its owner/i,
    breaks: (site) => chmod(inSite(site, database), 0o644),
  },
  {
    what: 'a database that is damaged',
    check: 'database',
    verdict: 'mend',
    says: /damaged/,
    async breaks(site) {
      const bytes = await readFile(inSite(site, database));
      bytes.fill(0xff, 4096 * 3, 4096 * 6);
      await writeFile(inSite(site, database), bytes);
    },
  },
  {
    what: 'a database of an older form',
    check: 'database',
    verdict: 'look',
    says: /its form is 1, and this program writes/,
    breaks(site) {
      const file = new DatabaseSync(inSite(site, database));
      file.exec('PRAGMA user_version = 1');
      file.close();
    },
  },
  {
    what: 'another program on the port of the gateway',
    check: 'gateway',
    verdict: 'mend',
    says: /shows no host key/,
    async breaks(site) {
      const server = net.createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
      await once(server.listen(0, '127.0.0.1'), 'listening');
      onTestFinished(() => void server.close());
      const address = server.address();
      const port = typeof address === 'object' ? address?.port : 0;
      await site.edit(/(?<=^\[gateway\]\n(?:.*\n)*?port = )0$/m, String(port));
    },
  },
  {
    what: 'an upstream that nobody answers at',
    check: 'upstream',
    verdict: 'mend',
    says: /no connection to 127\.0\.0\.1, port 1/,
    breaks: (site) => site.edit(/(?<=^\[upstream\]\n(?:.*\n)*?port = )\d+$/m, '1'),
  },
  {
    what: 'an upstream that shows another host key',
    check: 'upstream',
    verdict: 'mend',
    says: /not the one that is pinned/,
    async breaks(site) {
      const other = await openGatewaySite();
      onTestFinished(() => other.close());
      await site.edit(/(?<=^\[upstream\]\n(?:.*\n)*?port = )\d+$/m, String(other.gateway.port));
    },
  },
  {
    what: 'an extract that is too old',
    check: 'affiliation',
    verdict: 'mend',
    says: /days old/,
    at: '2022-03-25T10:00:00Z',
    breaks: () => {},
  },
  {
    what: 'parties that cannot log in',
    check: 'accounts',
    verdict: 'look',
    says: /nobody of .*300.* can log in/,
    breaks: () => {},
  },
  {
    what: 'a ledger of which nobody has a checkpoint',
    check: 'witnesses',
    verdict: 'look',
    says: /no checkpoint is known yet of inami, /,
    breaks: () => {},
  },
  {
    what: 'no backup',
    check: 'backups',
    verdict: 'look',
    says: /tells of no backup/,
    breaks: () => {},
  },
  {
    what: 'a purge that nobody runs',
    check: 'schedule',
    verdict: 'look',
    says: /was never run by schedule/,
    breaks: () => {},
  },
  {
    what: 'a month whose file is missing',
    check: 'overdue',
    verdict: 'look',
    says: /The file of 2022-03/,
    at: '2022-05-20T10:00:00Z',
    breaks: () => {},
  },
  {
    what: 'an end that is near',
    check: 'sunset',
    verdict: 'look',
    says: /ends after 2022-12-31/,
    at: '2022-12-20T10:00:00Z',
    breaks: () => {},
  },
];

describe('the doctor at a site with', () => {
  it.each(broken)('$what finds it, and changes nothing', async ({ check, verdict, says, at, breaks }) => {
    const site = await relay();
    await breaks(site);
    const { verdictOf, saysOf } = await examined(site, at);
    expect(saysOf(check)).toMatch(says);
    expect(verdictOf(check)).toBe(verdict);
  });
});

describe('the doctor', () => {
  it('goes on where half of the site is broken, and says what it could not look at', async () => {
    const site = await relay();
    await rename(inSite(site, database), inSite(site, 'elsewhere'));
    const half = await examined(site);
    expect(half.verdictOf('backups')).toBe('unseen');
    expect(half.saysOf('backups')).toMatch(/first the database/);
    expect(half.verdictOf('correspondents')).toBe('fine');
    await site.edit(/^site = .*$/m, '');
    const worse = await examined(site);
    expect(worse.saysOf('correspondents')).toMatch(/first the configuration/);
    expect(worse.verdictOf('time-zone')).toBe('fine');
    expect(worstOf(worse.found)).toBe('mend');
  });

  it('finds our own gateway on its port', async () => {
    const site = await relay();
    const port = await freePort();
    await site.edit(/(?<=^\[gateway\]\n(?:.*\n)*?port = )0$/m, String(port));
    const hostKey = await readFile(inSite(site, 'secrets', 'host_ed25519'), 'utf8');
    const other = await openGatewaySite({ gateway: { port, hostKey } });
    onTestFinished(() => other.close());
    expect((await examined(site)).saysOf('gateway')).toMatch(/our gateway listens on/);
  });

  it('reaches the other gateway without logging in', async () => {
    const site = await relay();
    const { blob, text } = await hostKeyOfPublisher();
    const other = await openGatewaySite({ gateway: { hostKey: text } });
    onTestFinished(() => other.close());
    expect(other.gateway.hostKeyFingerprint).toBe(fingerprintOf(blob));
    await site.edit(/(?<=^\[upstream\]\n(?:.*\n)*?port = )\d+$/m, String(other.gateway.port));
    const { verdictOf, found } = await examined(site);
    expect(verdictOf('upstream')).toBe('fine');
    expect(worstOf(found)).toBe('look');
    expect(await other.events('login-refused')).toEqual([]);
  });

  it('asks for nothing that only an open channel needs once it has ended', async () => {
    const { verdictOf, saysOf, found } = await examined(await relay(), '2023-03-01T10:00:00Z');
    expect(saysOf('upstream')).toMatch(/the channel is closed/);
    expect(verdictOf('witnesses')).toBe('fine');
    expect(verdictOf('sunset')).toBe('fine');
    expect(saysOf('sunset')).toMatch(/is closed since/);
    expect(worstOf(found)).toBe('look');
  });

  it('tells the clock of a real site that lies behind its ledger', async () => {
    const site = await realSite();
    const file = path.join(site, 'passerelle.toml');
    const past = {
      now: () => Temporal.Instant.from(march),
      authenticatorTime: () => Temporal.Instant.from(march),
    };
    const found = await examineSite({ file, clockOf: () => past });
    const clock = found.find(({ check }) => check === 'clock')?.findings[0];
    expect(clock).toMatchObject({ verdict: 'mend' });
    expect(String(clock?.says)).toMatch(/the newest entry of the ledger is of/);
    const today = await examineSite({ file, clockOf: () => systemClock });
    expect(today.find(({ check }) => check === 'clock')?.findings[0]).toMatchObject({ verdict: 'fine' });
  });
});

async function hostKeyOfPublisher() {
  const folder = path.resolve(import.meta.dirname, '../../keys-example');
  const text = await readFile(path.join(folder, 'opgroeien.ssh-host'), 'utf8');
  return { text, ...(await exampleSshKey('opgroeien.ssh-host')) };
}

/** A real site can still be set up; its ledger begins now. */
async function realSite(): Promise<string> {
  const folder = await temporaryFolder();
  const { status, stderr } = await passerelle(folder, 'init', 'inami');
  expect([status, stderr]).toEqual([0, expect.any(String)]);
  return folder;
}
