/**
 * March 2022 by the commands alone, as the documentation tells them: two gateways as processes, a relay, an
 * insurer with our program, one with nothing but `sftp` and `gpg`, and one with its key on a token.
 */

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeFrom } from '../support/authenticator.ts';
import { startGpg } from '../support/gpg.ts';
import { endService, filesBelow, type Run, type Service, startPasserelle } from '../support/passerelle.ts';
import { describeWithProgram } from '../support/programs.ts';
import {
  connect,
  enrolAt,
  type Listening,
  type RehearsedSite,
  setUpSite,
} from '../support/rehearsed-sites.ts';
import { type SftpTarget, type SftpUser, sftp } from '../support/sftp-program.ts';
import { ssinsIn } from '../support/ssin-traces.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const examples = path.resolve(import.meta.dirname, '../../keys-example');
const today = ['--at', '2022-03-20T10:00:00+01:00'];
const password = 'correct horse battery';

const children = {
  of300: '18670300208',
  of400: '15651200150',
  of500: '20690900179',
  ofTwo: '08610100309',
} as const;
const ssins = Object.values(children);

const evaluations = `ssin,evaluation_date,initial_incapacity,pillar1_points,conditions_met,period_start,period_end
${children.of300},2022-02-03,50,1,abcde,2022-02-01,
${children.of400},2022-02-01,55,2,abce,2022-02-01,2026-01-31
${children.of500},2022-02-01,51,2,abcd,2022-01-01,
${children.ofTwo},2022-02-01,60,2,bcde,2022-02-01,
`;
const extract = `# extract 2022-03-19
ssin,insurer,valid_from,valid_to
${children.of300},300,2018-01-01,
${children.of400},400,2016-01-01,2021-06-30
${children.of400},417,2021-07-01,
${children.of500},500,2020-01-01,
${children.ofTwo},300,2019-01-01,
${children.ofTwo},400,2022-01-01,
`;

/** The parcel of March to an insurer, and where it lies in the insurer's tree. */
const partOf = (insurer: string) => `21-250_2022-03_inami_${insurer}_0001.xml.pgp`;
const pathOf = (insurer: string) => `/inbox/2022-03/${partOf(insurer)}`;

interface Gateway {
  readonly service: Service;
  readonly listening: Listening;
  readonly target: SftpTarget;
}

let folder: string;
let publisher: RehearsedSite;
let relay: RehearsedSite;
let insurer: RehearsedSite;
let upstream: Gateway;
let gateway: Gateway;
const services: Service[] = [];
/** Two runs of the relay, started at once. */
let relays: readonly Run[];

/** Starts the gateway of a site, and writes down its host key as a visitor would who was told it. */
async function serve(site: RehearsedSite): Promise<Gateway> {
  const service = startPasserelle([], site.folder, 'serve', '--rehearsal', '--json', ...today);
  services.push(service);
  const listening: Listening = JSON.parse(await service.firstLine);
  const { host, port } = listening;
  const [algorithm, key] = (await site.run('keys', 'show', 'host')).stdout.split(' ');
  const knownHosts = path.join(site.folder, 'known_hosts');
  await writeFile(knownHosts, `[${host}]:${port} ${algorithm} ${key}\n`);
  return { service, listening, target: { host, port, knownHosts } };
}

async function entries(site: RehearsedSite, ...filter: readonly string[]) {
  const { stdout } = await site.run('ledger', 'list', '--json', ...filter);
  return stdout
    .trim()
    .split('\n')
    .map((line): { event: string; actor: string; at: string; details: object } => JSON.parse(line));
}

/** What the status of a site tells of a month. */
async function grid(site: RehearsedSite): Promise<readonly Readonly<Record<string, unknown>>[]> {
  return JSON.parse((await site.run('status', '--json')).stdout).months;
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'passerelle-sites-'));
  [publisher, relay, insurer] = await Promise.all([newSite('opgroeien'), newSite('inami'), newSite('300')]);

  await enrolAt(publisher, { name: 'inami', party: 'inami', password });
  await publisher.write('evaluations.csv', evaluations);
  await publisher.json('publish', '2022-03', 'evaluations.csv', ...today);
  upstream = await serve(publisher);

  await connect(relay, upstream.listening, { user: 'inami', password });
  await relay.write('cin.csv', extract);
  const runRelay = () => relay.run('relay', '--json', ...today);
  relays = await Promise.all([runRelay(), runRelay()]);

  await enrolAt(relay, { name: 'insurer-300', party: '300', password });
  await enrol('insurer-400', '400', '--totp', '--uri-file', 'device.uri');
  await copyFile(path.join(examples, 'spare-ecdsa.ssh-user.pub'), path.join(relay.folder, 'token.pub'));
  await enrol('insurer-500', '500', '--key', 'token.pub');
  gateway = await serve(relay);
  await connect(insurer, gateway.listening, { user: 'insurer-300', password });
  for (const user of ['insurer-300', 'insurer-600']) {
    const key = path.join(folder, `${user}.key`);
    await copyFile(path.join(examples, `${user}.ssh-user`), key);
    // OpenSSH leaves a key alone that others may read.
    await chmod(key, 0o600);
  }
}, 120_000);

afterAll(async () => {
  await Promise.all(services.map(endService));
  await rm(folder, { recursive: true, force: true });
});

/** The holder of an example key, as it is enrolled. */
function withKey(user: string): SftpUser {
  return { user, password, keyFile: path.join(folder, `${user}.key`) };
}

async function newSite(party: string): Promise<RehearsedSite> {
  const of = path.join(folder, party);
  await mkdir(of, { mode: 0o700 });
  return setUpSite(of, party);
}

async function enrol(name: string, party: string, ...factors: readonly string[]): Promise<void> {
  const secret = ['--password-file', 'password'];
  const { status, stderr } = await relay.run(
    'account',
    'enrol',
    name,
    '--party',
    party,
    ...secret,
    ...factors,
  );
  if (status !== 0) throw new Error(stderr);
  await relay.json('account', 'activate', name, '--undertaking', '2022-01-15');
}

describe('the relay', () => {
  it('delivers once when it is started twice at the same moment', async () => {
    const [done, other] = relays.toSorted((a, b) => b.stdout.length - a.stdout.length);
    expect(done?.status).toBe(0);
    expect(JSON.parse(done?.stdout ?? '')).toMatchObject({
      months: [{ month: '2022-03', received: 4, delivered: { 300: 1, 400: 1, 500: 1 } }],
    });
    // It waited for its turn and found nothing new, or was told that there is another.
    expect([0, 11]).toContain(other?.status);
    if (other?.status === 0) expect(JSON.parse(other.stdout)).toMatchObject({ months: [] });
    const outbound = (await grid(relay)).filter(({ direction }) => direction === 'outbound');
    expect(outbound.map(({ parcels, records }) => [parcels, records])).toEqual([
      [1, 0],
      [1, 0],
      [1, 1],
      [1, 1],
      [1, 1],
      [1, 0],
      [1, 0],
    ]);
  });

  it('asks the CIN and nobody else: who has two insurers goes to neither [A22][A23]', async () => {
    expect(await relay.json('held', '--records')).toMatchObject({
      held: 1,
      records: [{ operation: 'new', reason: 'multiple-insurers', child: '08.••.••-•••.09' }],
    });
  });

  it('has handed in its receipt at Opgroeien, which sees that the month was fetched', async () => {
    expect(await grid(publisher)).toMatchObject([
      { month: '2022-03', party: 'inami', records: 4, parcels: 1, collected: 1, receipted: 1 },
    ]);
  });
});

describeWithProgram('sftp', 'a site', () => {
  it('of Opgroeien can push to nobody, and exchanges with INAMI alone [A15][A16]', async () => {
    for (const [command, status] of [
      ['relay', 2],
      ['collect', 3],
    ] as const) {
      const run = await publisher.run(command, ...today);
      expect({ command, status: run.status, stdout: run.stdout }).toEqual({ command, status, stdout: '' });
    }
    const config = path.join(publisher.folder, 'with-upstream.toml');
    const text = await readFile(path.join(publisher.folder, 'passerelle.toml'), 'utf8');
    const bcss = text.replace('[openpgp.correspondents]', '[openpgp.correspondents]\nbcss = "bcss.asc"');
    await writeFile(config, bcss, { mode: 0o600 });
    const refused = await publisher.run('status', '--config', config);
    expect(refused.status).toBe(3);
    expect(refused.stderr).toMatch(/bcss is no party that this site exchanges with: inami/);
  });

  it('of Opgroeien lets no insurer in, whatever INAMI gave it [A17]', async () => {
    const { status, stderr } = await publisher.run(
      ...['account', 'enrol', 'insurer-300', '--party', '300', '--password-file', 'password'],
      ...today,
    );
    expect(status).toBe(5);
    expect(stderr).toMatch(/keeps accounts of inami, opgroeien only/);
    const login = await sftp(upstream.target, withKey('insurer-300'), ['ls']);
    expect({ status: login.status, stdout: login.stdout }).toEqual({ status: 255, stdout: '' });
  });

  it('of INAMI examines nothing again: it has no command that evaluates [A28]', async () => {
    await relay.write('evaluations.csv', evaluations);
    for (const args of [['select'], ['publish', '2022-03']]) {
      const { status, stdout } = await relay.run(...args, 'evaluations.csv', ...today);
      expect({ args, status, stdout }).toEqual({ args, status: 2, stdout: '' });
    }
  });

  it('of INAMI lets nobody in whose undertaking of confidentiality is missing [A26]', async () => {
    await copyFile(path.join(examples, 'insurer-600.ssh-user.pub'), path.join(relay.folder, '600.pub'));
    const enrolled = ['account', 'enrol', 'insurer-600', '--party', '600', '--key', '600.pub'];
    await relay.json(...enrolled, '--password-file', 'password');
    expect((await sftp(gateway.target, withKey('insurer-600'), ['ls'])).status).toBe(255);
    await relay.json('account', 'activate', 'insurer-600', '--undertaking', '2022-03-18');
    expect((await sftp(gateway.target, withKey('insurer-600'), ['ls'])).status).toBe(0);
  });
});

describe('an insurer with our program', () => {
  beforeAll(async () => {
    await insurer.json('collect', ...today);
  });

  it('opens its own member, with a period and nothing else [A13][A14][A21][A28]', async () => {
    const [file = '', ...others] = await filesBelow(path.join(insurer.folder, 'inbox'));
    expect({ file, others }).toEqual({ file: `2022-03/${partOf('300').replace('.pgp', '')}`, others: [] });
    const text = await readFile(path.join(insurer.folder, 'inbox', file), 'utf8');
    expect(text.replaceAll(/\s+/g, '').match(/<record>.*<\/record>/)?.[0]).toBe(
      `<record><ssin>${children.of300}</ssin><startDateRecognition>2022-02-01</startDateRecognition></record>`,
    );
    expect(ssinsIn(text, ssins)).toEqual([children.of300]);
  });

  it('has its receipt at INAMI, and finds nothing new in a second run', async () => {
    expect(await grid(relay)).toContainEqual(
      expect.objectContaining({ party: '300', parcels: 1, collected: 1, receipted: 1 }),
    );
    const before = await insurer.json('ledger', 'head');
    expect(await insurer.json('collect', ...today)).toEqual({ collected: [], acknowledged: [] });
    expect(await insurer.json('ledger', 'head')).toEqual(before);
  });

  it('is followed by the ledger of INAMI step by step: who, what, when and why [A18][A43][A50]', async () => {
    const followed = await entries(relay, '--actor', 'insurer-300');
    const session = followed.slice(0, followed.findIndex(({ event }) => event === 'session-ended') + 1);
    expect(new Set(session.map(({ event }) => event))).toEqual(
      new Set([
        'login-accepted',
        'directory-listed',
        'parcel-opened',
        'parcel-collected',
        'receipt-accepted',
        'checkpoint-noted',
        'session-ended',
      ]),
    );
    const of = (name: string) => session.find(({ event }) => event === name)?.details;
    expect(of('login-accepted')).toMatchObject({ address: '127.0.0.1', kinds: 'knowledge,possession' });
    expect(of('parcel-opened')).toMatchObject({ parcel: partOf('300'), purpose: 'increased-intervention' });
    for (const { at } of session) expect(at).toMatch(/^2022-03-20T09:/);
  });
});

describeWithProgram(['sftp', 'gpg'], 'an insurer with nothing but sftp and gpg', () => {
  /** As its operator shows it, at this moment. */
  async function withCode(seconds = 0): Promise<SftpUser> {
    const uri = (await readFile(path.join(relay.folder, 'device.uri'), 'utf8')).trim();
    return { user: 'insurer-400', password, code: codeFrom(uri, Temporal.Now.instant().add({ seconds })) };
  }

  it('fetches, opens, verifies and hands in a receipt [A17][A18][A21][A44]', async () => {
    const gpg = await startGpg();
    try {
      await gpg('--import', path.join(examples, '400.openpgp.private.asc'));
      await gpg('--import', path.join(examples, 'inami.openpgp.public.asc'));
      const fetched = await sftp(
        gateway.target,
        await withCode(),
        ['get README.txt', `get ${pathOf('400')}`],
        gpg.file('.'),
      );
      expect(fetched).toMatchObject({ status: 0, stderr: expect.not.stringContaining('denied') });
      expect(await filesBelow(gpg.file('.'))).toContain(partOf('400'));

      const { stdout, status } = await gpg('--decrypt', partOf('400'));
      expect(status).toContain('GOODSIG');
      expect(status).toContain('DECRYPTION_OKAY');
      expect(ssinsIn(stdout, ssins)).toEqual([children.of400]);

      const digest = createHash('sha256')
        .update(await gpg.read(partOf('400')))
        .digest('hex');
      const receipt = `${partOf('400')}.receipt.asc`;
      await gpg.write('statement', `${digest}  ${partOf('400')}\n`);
      await gpg('--clearsign', '--output', receipt, 'statement');
      await gpg.write('false', `${'0'.repeat(64)}  ${partOf('400')}\n`);
      await gpg('--clearsign', '--output', 'false.asc', 'false');

      const handedIn = await sftp(
        gateway.target,
        await withCode(30),
        [`-put false.asc receipts/${receipt}`, `put ${receipt} receipts/`, 'ls -1 receipts'],
        gpg.file('.'),
      );
      expect(handedIn.status).toBe(0);
      expect(handedIn.stderr).toContain('close remote: Failure');
      expect(handedIn.stdout).toContain(`receipts/${receipt}`);
    } finally {
      await gpg.close();
    }
    expect(await grid(relay)).toContainEqual(
      expect.objectContaining({ party: '400', collected: 1, receipted: 1 }),
    );
    expect(await entries(relay, '--event', 'receipt-refused')).toMatchObject([
      { actor: 'insurer-400', details: { reason: 'digest', parcel: partOf('400') } },
    ]);
  });
});

/** Debian and Fedora, then a build of one's own. */
const softhsm = [
  '/usr/lib/softhsm/libsofthsm2.so',
  '/usr/lib64/softhsm/libsofthsm.so',
  '/usr/local/lib/softhsm/libsofthsm2.so',
].find((file) => existsSync(file));

describeWithProgram(['sftp', 'softhsm2-util', 'ssh-keygen'], 'an insurer with its key on a token', () => {
  it('comes in with PIN and password, and with a wrong PIN not at all [A19]', async () => {
    const home = await temporaryFolder();
    const config = path.join(home, 'softhsm2.conf');
    await mkdir(path.join(home, 'tokens'));
    await writeFile(config, `directories.tokendir = ${home}/tokens\nlog.level = ERROR\n`);
    const pem = path.join(home, 'key.pem');
    await copyFile(path.join(examples, 'spare-ecdsa.ssh-user'), pem);
    const run = (program: string, ...args: readonly string[]) =>
      promisify(execFile)(program, args, { env: { ...process.env, SOFTHSM2_CONF: config } });
    await run('chmod', '600', pem);
    await run('ssh-keygen', '-q', '-p', '-N', '', '-m', 'PKCS8', '-f', pem);
    const pins = ['--pin', '1234', '--so-pin', '12345678'];
    await run('softhsm2-util', '--init-token', '--free', '--label', 'card', ...pins);
    await run(
      'softhsm2-util',
      '--import',
      pem,
      '--token',
      'card',
      '--label',
      'key',
      '--id',
      '02',
      ...pins.slice(0, 2),
    );

    const card = (pin: string): SftpUser => ({
      user: 'insurer-500',
      password,
      token: { module: softhsm ?? '', pin, config },
    });
    const opened = await sftp(gateway.target, card('1234'), ['ls -1 /inbox/2022-03']);
    expect(opened).toMatchObject({ status: 0, stdout: expect.stringContaining(pathOf('500')) });
    const refused = await sftp(gateway.target, card('4321'), ['ls -1 /inbox/2022-03']);
    expect({ status: refused.status, stdout: refused.stdout }).toEqual({ status: 255, stdout: '' });
    expect(refused.stderr).toContain('Permission denied');
  });
});

describeWithProgram('sftp', 'in the end', () => {
  it('a part leaves the gateway ninety days after its receipt; what nobody fetched stays [A51]', async () => {
    await relay.json('purge', '--at', '2022-07-01');
    const seen = async (user: string) =>
      (await sftp(gateway.target, withKey(user), ['ls -1 /inbox/*'])).stdout;
    expect(await seen('insurer-300')).not.toContain(partOf('300'));
    expect(await seen('insurer-600')).toContain(partOf('600'));
    expect(await entries(relay, '--event', 'transit-copy-removed')).toContainEqual(
      expect.objectContaining({ details: expect.objectContaining({ parcel: partOf('300') }) }),
    );
  });

  it('both gateways end in order at SIGTERM, having named no child and no secret', async () => {
    for (const { service } of [upstream, gateway]) {
      const { status, stdout, stderr } = await service.stop();
      expect(status).toBe(0);
      expect(ssinsIn(stdout + stderr, [...ssins, password])).toEqual([]);
    }
  });

  it('every ledger is whole', async () => {
    for (const site of [publisher, relay, insurer]) {
      expect(await site.json('ledger', 'verify')).toMatchObject({ ok: true });
    }
  });
});
