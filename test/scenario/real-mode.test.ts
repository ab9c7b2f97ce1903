/**
 * Real sites: closed today, whatever is edited, restarted or set back; and in 2022, which the clock of the
 * machine is made to show, without any trust in example keys and mock numbers.
 */

import { once } from 'node:events';
import { chmod, copyFile, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { fingerprintOf } from '../../src/login/ssh-key.ts';
import { exampleSshKey } from '../support/forged-parcels.ts';
import { attemptLogin, conversation } from '../support/gateway-client.ts';
import { clockFrom, clockFromUntil } from '../support/other-time.ts';
import { endService, passerelleUnder, type Run, startPasserelle } from '../support/passerelle.ts';
import { expectHelpfulWords } from '../support/refusal.ts';
import { stateOf } from '../support/site-state.ts';
import { evaluationsHeader } from '../support/standing-sites.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const examples = path.resolve(import.meta.dirname, '../../keys-example');
const password = 'six words that nobody would guess';

const lastMinute = '2022-12-31T23:59:00+01:00';
const midnight = '2023-01-01T00:00:00+01:00';

let runs = 0;

/** A minute later each time: on a slow machine a run takes longer than a clock may lie behind the ledger. */
function inMarch(): string {
  runs += 1;
  return `${Temporal.Instant.from('2022-03-20T10:00:00+01:00').add({ minutes: runs })}`;
}

/** Of nobody: born on no day, of no month. */
const evaluation = '00000100195,2022-03-03,50,1,abcde,2022-03-01,';

interface RealSite {
  readonly folder: string;
  /** Runs a command when the clock of the machine shows that time; without one, today. */
  at(time: string | undefined, ...args: readonly string[]): Promise<Run>;
  /** The same; throws unless it succeeds. */
  must(time: string, ...args: readonly string[]): Promise<void>;
  edit(pattern: RegExp, replacement: string): Promise<void>;
  put(name: string, content: string): Promise<void>;
}

function siteIn(folder: string): RealSite {
  const config = path.join(folder, 'passerelle.toml');
  const at: RealSite['at'] = (time, ...args) =>
    passerelleUnder(time === undefined ? [] : clockFrom(time), folder, ...args);
  return {
    folder,
    at,
    async must(time, ...args) {
      const { status, stderr } = await at(time, ...args);
      if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
    },
    edit: async (pattern, replacement) =>
      writeFile(config, (await readFile(config, 'utf8')).replace(pattern, replacement)),
    put: (name, content) => writeFile(path.join(folder, name), content, { mode: 0o600 }),
  };
}

type Place = 'opgroeien' | 'inami' | '300';

let templates: string;

/** A copy of a site that was set up in March 2022. */
async function copyOf(place: Place): Promise<RealSite> {
  const folder = await temporaryFolder();
  await cp(path.join(templates, place), folder, { recursive: true });
  return siteIn(folder);
}

beforeAll(async () => {
  templates = await mkdtemp(path.join(tmpdir(), 'passerelle-real-'));
  const [publisher, relay, insurer] = await Promise.all([
    newSite('opgroeien'),
    newSite('inami'),
    newSite('300'),
  ]);
  for (const other of [publisher, insurer]) {
    await copyFile(
      path.join(relay.folder, 'secrets/openpgp.asc.pub'),
      path.join(other.folder, 'correspondents/inami.asc'),
    );
    await other.edit(/^# (?=inami = )/m, '');
  }
  await connect(relay, 'inami');
  await connect(insurer, 'insurer-300');
  await publisher.put('password', `${password}\n`);
  const key = path.join(relay.folder, 'secrets/login_ed25519.pub');
  const factors = ['--key', key, '--password-file', 'password'];
  await publisher.must(inMarch(), 'account', 'enrol', 'inami', '--party', 'inami', ...factors);
  await publisher.must(inMarch(), 'account', 'activate', 'inami', '--undertaking', '2022-03-01');
  await publisher.put('evaluations.csv', `${evaluationsHeader}\n${evaluation}\n`);
}, 120_000);

/** Names an upstream that is nowhere. */
async function connect(site: RealSite, user: string): Promise<void> {
  await site.put('secrets/password', `${password}\n`);
  await site.edit(
    /(?=^\[sunset\]$)/m,
    `[upstream]
host = "127.0.0.1"
port = 1
host_key_fingerprint = "SHA256:${'A'.repeat(43)}"
user = "${user}"
key = "secrets/login_ed25519"
password = { file = "secrets/password" }

`,
  );
}

afterAll(() => rm(templates, { recursive: true, force: true }));

async function newSite(place: Place): Promise<RealSite> {
  const folder = path.join(templates, place);
  await mkdir(folder, { mode: 0o700 });
  const site = siteIn(folder);
  await site.must(inMarch(), 'init', place);
  await site.edit(/^port = 2222$/m, 'port = 0');
  await site.edit(/^passphrase = "prompt"$/m, 'passphrase = { file = "secrets/passphrase" }');
  await site.put('secrets/passphrase', `${password}\n`);
  await site.must(inMarch(), 'keys', 'generate', 'openpgp');
  return site;
}

const publishMarch = ['publish', '2022-03', 'evaluations.csv'];
const closed = /closed since 2023-01-01 00:00:00 \(Europe\/Brussels\).*2022-12-31 \(points 26, 27/;

/** The command is refused so, and nothing of the site has changed. */
async function expectRefused(
  site: RealSite,
  time: string | undefined,
  args: readonly string[],
  refusal: { readonly status: number; readonly says: RegExp },
): Promise<void> {
  const before = await stateOf(site);
  expectHelpfulWords(await site.at(time, ...args), refusal);
  expect(await stateOf(site)).toEqual(before);
}

describe('a real site today', () => {
  const moving: readonly (readonly [Place, readonly string[]])[] = [
    ['opgroeien', ['serve']],
    ['opgroeien', ['select', 'evaluations.csv']],
    ['opgroeien', publishMarch],
    ['opgroeien', ['account', 'enrol', 'other', '--party', 'inami', '--password-file', 'password']],
    ['opgroeien', ['account', 'password', 'inami', '--password-file', 'password']],
    ['opgroeien', ['account', 'totp', 'inami', '--uri-file', 'uri']],
    ['opgroeien', ['account', 'add-key', 'inami', 'secrets/host_ed25519.pub']],
    ['opgroeien', ['account', 'activate', 'inami']],
    ['inami', ['serve']],
    ['inami', ['relay']],
    ['inami', ['relay', '--watch']],
    ['inami', ['held', 'retry']],
    ['inami', ['held', 'return', '2022-03/1', '--reason', 'held-too-long']],
    ['opgroeien', ['collect']],
    ['300', ['collect']],
    ['300', ['collect', '--watch']],
  ];

  it.each(moving)(
    'of %s refuses «%s», saying since when and by which point [A40][A41]',
    async (place, args) => {
      await expectRefused(await copyOf(place), undefined, args, { status: 4, says: closed });
    },
  );

  it.each<Place>(['opgroeien', 'inami', '300'])(
    'of %s still tells, proves and purges [A35][A40]',
    async (place) => {
      const site = await copyOf(place);
      for (const args of [
        ['status'],
        ['ledger', 'verify'],
        ['ledger', 'list'],
        ['ledger', 'head'],
        ['purge', 'calendar'],
        ['purge'],
        ['account', 'list'],
        ['keys', 'fingerprint'],
      ]) {
        expect({ args, status: (await site.at(undefined, ...args)).status }).toEqual({ args, status: 0 });
      }
      expect((await site.at(undefined, 'status')).stdout).toMatch(closed);
    },
  );

  it('takes access away, and gives none back [A40]', async () => {
    const site = await copyOf('opgroeien');
    await site.must(new Date().toISOString(), 'account', 'disable', 'inami');
    await expectRefused(site, undefined, ['account', 'activate', 'inami'], { status: 4, says: closed });
    await site.must(new Date().toISOString(), 'account', 'revoke', 'inami');
  });

  it('is no rehearsal, and a rehearsal is no real site: refused both ways', async () => {
    const site = await copyOf('opgroeien');
    for (const args of [['status'], publishMarch, ['serve'], ['purge']]) {
      const says = /is the configuration of a real site/;
      await expectRefused(site, undefined, [...args, '--rehearsal'], { status: 2, says });
    }
    await expectRefused(site, undefined, ['status', '--at', '2022-03-20'], {
      status: 2,
      says: /--at chooses the time of a rehearsal/,
    });
    const rehearsal = siteIn(await temporaryFolder());
    await rehearsal.at(undefined, 'init', 'opgroeien', '--rehearsal');
    for (const args of [['status'], ['purge'], ['ledger', 'verify']]) {
      const says = /is the configuration of a rehearsal/;
      await expectRefused(rehearsal, undefined, args, { status: 2, says });
    }
    await expectRefused(rehearsal, undefined, publishMarch, { status: 4, says: closed });
  });

  it('does not become a rehearsal by an edit of its mode', async () => {
    const site = await copyOf('opgroeien');
    await site.edit(/^mode = "real"$/m, 'mode = "rehearsal"');
    const says = /The database belongs to mode "real"/;
    await expectRefused(site, undefined, [...publishMarch, '--rehearsal'], { status: 9, says });
  });
});

describe('a real site in 2022', () => {
  it('publishes with its own keys and real numbers, so that the refusals below mean something', async () => {
    const site = await copyOf('opgroeien');
    const { status, stdout } = await site.at(inMarch(), ...publishMarch, '--json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'published', counts: { new: 1 } });
    await expectRefused(await copyOf('300'), inMarch(), ['collect'], { status: 8, says: /no connection/ });
  });

  const example = /is an example key that anybody holds/;

  it.each<[string, Place, (site: RealSite) => Promise<unknown>, readonly string[]]>([
    [
      'own OpenPGP key',
      'opgroeien',
      async (site) => {
        await takeExample(site, 'opgroeien.openpgp.private.asc', 'secrets/openpgp.asc');
        await site.put('secrets/passphrase', 'rehearsal only\n');
      },
      publishMarch,
    ],
    [
      'OpenPGP key of the receiver',
      'opgroeien',
      (site) => takeExample(site, 'inami.openpgp.public.asc', 'correspondents/inami.asc'),
      publishMarch,
    ],
    [
      'host key',
      'opgroeien',
      (site) => takeExample(site, 'opgroeien.ssh-host', 'secrets/host_ed25519'),
      ['serve'],
    ],
    [
      'key of an account',
      'opgroeien',
      (site) => takeExample(site, 'inami.ssh-user.pub', 'key.pub'),
      ['account', 'enrol', 'other', '--party', 'inami', '--key', 'key.pub', '--password-file', 'password'],
    ],
    [
      'further key of an account',
      'opgroeien',
      (site) => takeExample(site, 'spare-ed25519.ssh-user.pub', 'key.pub'),
      ['account', 'add-key', 'inami', 'key.pub'],
    ],
    [
      'own login key',
      '300',
      (site) => takeExample(site, 'insurer-300.ssh-user', 'secrets/login_ed25519'),
      ['collect'],
    ],
    [
      'host key of the upstream',
      '300',
      async (site) => {
        const { blob } = await exampleSshKey('inami.ssh-host');
        await site.edit(/SHA256:A+/, fingerprintOf(blob));
      },
      ['collect'],
    ],
  ])('takes no example key as %s', async (_use, place, spoil, args) => {
    const site = await copyOf(place);
    await spoil(site);
    await expectRefused(site, inMarch(), args, { status: 3, says: example });
  });

  async function takeExample({ folder }: RealSite, name: string, to: string): Promise<void> {
    await copyFile(path.join(examples, name), path.join(folder, to));
    await chmod(path.join(folder, to), 0o600);
  }

  it('takes no number of the mock register', async () => {
    const site = await copyOf('opgroeien');
    await site.put(
      'evaluations.csv',
      `${evaluationsHeader}\n${evaluation.replace('00000100195', '18670300208')}\n`,
    );
    const says = /line 2, column 1 \(ssin\)/;
    await expectRefused(site, inMarch(), publishMarch, { status: 5, says });
  });
});

describe('the sunset of a real site', () => {
  it('lets a month out in the last minute, and none at midnight [A40][A41]', async () => {
    const site = await copyOf('opgroeien');
    await site.must(lastMinute, 'publish', '2022-12', 'evaluations.csv');
    const january = ['publish', '2023-01', 'evaluations.csv'];
    await expectRefused(site, midnight, january, { status: 4, says: closed });
  });

  it('ends gateway and sessions, and is not undone by a restart, an edit or a clock set back [A40][A41]', async () => {
    const site = await copyOf('opgroeien');
    const service = startPasserelle(clockFromUntil(lastMinute, midnight), site.folder, 'serve', '--json');
    onTestFinished(() => endService(service));
    const { port }: { port: number } = JSON.parse(await service.firstLine);
    const visitor = await logIn(port);
    const gone = once(visitor, 'close');
    service.process.kill('SIGUSR2');
    await service.told('the channel is closed; only the purge goes on');
    await gone;
    expect(await knock(port)).toBe('ECONNREFUSED');
    expect((await service.stop()).status).toBe(0);

    const { events } = await stateOf(site);
    expect(events).toContain('login-accepted');
    expect(events.at(-1)).toBe('channel-closed');
    const december = ['publish', '2022-12', 'evaluations.csv'];
    for (const args of [['serve'], december]) {
      await expectRefused(site, '2023-01-02T09:00:00+01:00', args, { status: 4, says: closed });
      for (const earlier of ['2022-12-31T12:00:00+01:00', '2022-06-01T12:00:00+02:00']) {
        const says = /the clock runs behind the newest entry of the ledger/;
        await expectRefused(site, earlier, args, { status: 4, says });
      }
    }
    await site.edit(/^# ends_early = .*$/m, 'ends_early = 2099-12-31');
    await expectRefused(site, undefined, december, { status: 4, says: closed });
    const says = /ends_early must not be after 2022-12-31/;
    await expectRefused(site, '2022-06-01T12:00:00+02:00', december, { status: 3, says });

    await site.edit(/^ends_early = .*$/m, '');
    expect(JSON.parse((await site.at(undefined, 'ledger', 'verify', '--json')).stdout)).toMatchObject({
      ok: true,
    });
  });

  it('is written down by the first purge after it, so that a clock set back revives nothing [A40][A41]', async () => {
    const site = await copyOf('opgroeien');
    await site.must('2022-11-15T09:00:00+01:00', 'publish', '2022-11', 'evaluations.csv');
    const { events } = await stateOf(site);
    for (const day of ['2022-12-20', '2023-01-15', '2023-01-16']) {
      await site.must(`${day}T02:15:00+01:00`, 'purge');
    }
    expect((await stateOf(site)).events).toEqual([...events, 'channel-closed']);
    const december = ['publish', '2022-12', 'evaluations.csv'];
    const says = /the clock runs behind the newest entry of the ledger, of 2023-01-15/;
    await expectRefused(site, '2022-12-21T09:00:00+01:00', december, { status: 4, says });
  });

  it('is brought forward by the site itself [A41]', async () => {
    const site = await copyOf('opgroeien');
    await site.edit(/^# ends_early = .*$/m, 'ends_early = 2022-11-30');
    const november = ['publish', '2022-11', 'evaluations.csv'];
    await site.must('2022-11-30T23:59:00+01:00', ...november);
    const says = /closed since 2022-12-01 00:00:00.*this site ends it before its last day/;
    await expectRefused(site, '2022-12-01T00:00:01+01:00', november, { status: 4, says });
  });

  async function logIn(port: number) {
    const privateText = await readFile(path.join(templates, 'inami/secrets/login_ed25519'), 'utf8');
    const { open, client, error } = await attemptLogin(port, [
      { type: 'publickey', username: 'inami', key: privateText },
      conversation('inami', [password]),
    ]);
    expect({ open, error }).toEqual({ open: true, error: '' });
    return client;
  }

  /** How a connection fails, or that it does not. */
  function knock(port: number): Promise<string> {
    return new Promise((resolve) => {
      const socket = net.connect(port, '127.0.0.1');
      socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''));
      socket.once('connect', () => {
        socket.destroy();
        resolve('connected');
      });
    });
  }
});
