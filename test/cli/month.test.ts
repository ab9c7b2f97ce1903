import { cp, mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { mentionsSsin } from '../../src/redaction.ts';
import { clockThatJumps } from '../support/other-time.ts';
import { endService, passerelleService, type Service, startPasserelle } from '../support/passerelle.ts';
import {
  connect,
  enrolAt,
  type Listening,
  type RehearsedSite,
  setUpSite,
  siteIn,
} from '../support/rehearsed-sites.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const today = ['--at', '2022-03-20'];
const password = 'correct horse battery';

const evaluations = `ssin,evaluation_date,initial_incapacity,pillar1_points,conditions_met,period_start,period_end
18670300208,2022-02-03,50,1,abcde,2022-02-01,
15651200150,2022-02-01,55,2,abce,2022-02-01,2026-01-31
20690900179,2022-02-01,55,2,abce,2022-02-01,
`;
const extract = `# extract 2022-03-19
ssin,insurer,valid_from,valid_to
18670300208,300,2018-01-01,
15651200150,300,2016-01-01,
`;

/** Starts the gateway of a site, and gives what it tells. */
async function serve(
  site: RehearsedSite,
  ...args: readonly string[]
): Promise<Listening & { service: Service }> {
  const service = passerelleService(site.folder, 'serve', '--rehearsal', '--json', ...today, ...args);
  return { ...JSON.parse(await service.firstLine), service };
}

/** Where sites are set up once, to be copied by each test. */
let templates: string;

beforeAll(async () => {
  templates = await mkdtemp(path.join(tmpdir(), 'passerelle-'));
  const at = async (party: string) => {
    const folder = path.join(templates, party);
    await mkdir(folder);
    return setUpSite(folder, party);
  };
  const publisher = await at('opgroeien');
  await enrolAt(publisher, { name: 'inami', party: 'inami', password });
  await publisher.write('evaluations.csv', evaluations);
  await publisher.json('publish', '2022-03', 'evaluations.csv', ...today);

  const relay = await at('inami');
  await enrolAt(relay, { name: 'insurer-300', party: '300', password });
  await relay.write('cin.csv', extract);
  await at('300');
});

afterAll(() => rm(templates, { recursive: true, force: true }));

/** A site as it was set up, for one test. */
async function site(party: 'opgroeien' | 'inami' | '300'): Promise<RehearsedSite> {
  const folder = await temporaryFolder();
  await cp(path.join(templates, party), folder, { recursive: true });
  return siteIn(folder);
}

/** Opgroeien's gateway with a month published, and INAMI's site that may fetch it. */
async function publishedMonth() {
  const [publisher, relay] = [await site('opgroeien'), await site('inami')];
  const upstream = await serve(publisher);
  await connect(relay, upstream, { user: 'inami', password });
  return { publisher, relay, upstream };
}

describe('a month by commands alone', () => {
  it('goes from Opgroeien by INAMI to the insurer and its receipts back, each site a process of its own [A15][A17][A22]', async () => {
    const { publisher, relay, upstream } = await publishedMonth();
    const relayed = await relay.json('relay', ...today);
    expect(relayed).toMatchObject({
      months: [{ month: '2022-03', received: 3, delivered: { 300: 2 }, held: { 'unknown-ssin': 1 } }],
      acknowledged: ['21-250_2022-03_opgroeien_inami_0001.xml.pgp'],
      stillHeld: 1,
    });
    expect(await relay.json('relay', ...today)).toMatchObject({ months: [], acknowledged: [], stillHeld: 1 });
    expect(await publisher.json('status')).toMatchObject({
      months: [{ month: '2022-03', party: 'inami', parcels: 1, collected: 1, receipted: 1 }],
    });

    const held = await relay.run('held', '--records');
    expect(held.stdout).toMatch(
      /2022-03\/[1-3] +20\.••\.••-•••\.79 +new +2022-02-01 – +unknown-ssin +2022-03-20 +[0-9]+ +[0-9]+/,
    );
    expect(held.stdout).not.toContain('20690900179');

    await relay.write('cin.csv', `${extract}20690900179,300,2020-01-01,\n`);
    expect(await relay.json('held', 'retry', ...today)).toMatchObject({
      months: [{ released: 1 }],
      stillHeld: 0,
    });

    const gateway = await serve(relay);
    const insurer = await site('300');
    await connect(insurer, gateway, { user: 'insurer-300', password });
    const collected = await insurer.json('collect', ...today);
    expect(collected).toMatchObject({ collected: [{ counts: { new: 2 } }, { counts: { new: 1 } }] });
    expect(await insurer.json('collect', ...today)).toMatchObject({ collected: [], acknowledged: [] });

    const opened = path.join(insurer.folder, 'inbox/2022-03/21-250_2022-03_inami_300_0001.xml');
    expect(await readFile(opened, 'utf8')).toContain('<ssin>18670300208</ssin>');
    expect((await stat(opened)).mode & 0o777).toBe(0o600);
    const { months } = JSON.parse((await relay.run('status', '--json')).stdout);
    expect(months).toContainEqual(
      expect.objectContaining({ party: '300', parcels: 2, collected: 2, receipted: 2 }),
    );
    for (const each of [publisher, relay, insurer]) {
      expect(await each.json('ledger', 'verify')).toMatchObject({ ok: true });
    }

    for (const { service } of [upstream, gateway]) {
      service.process.kill('SIGTERM');
      const { status, stderr } = await service.ended;
      expect(status).toBe(0);
      expect(mentionsSsin(stderr)).toBe(false);
    }
  });
});

describe('the relay', () => {
  it.each([
    ['a wrong password', 'secrets/login-password', 'wrong horse battery\n', 7, /refused the login/],
    ['an extract that is not there', 'cin.csv', undefined, 5, /extract of the CIN/],
    ['a stale extract', 'cin.csv', extract.replace('03-19', '03-01'), 5, /stale|older|days/],
  ])('stops at %s, and nothing has changed', async (_case, file, content, status, reason) => {
    const { relay } = await publishedMonth();
    const before = await relay.json('ledger', 'head');
    if (content === undefined) await relay.edit(/"cin\.csv"/g, '"absent.csv"');
    else await relay.write(file, content);
    const refused = await relay.run('relay', ...today);
    expect({ status: refused.status, stdout: refused.stdout }).toEqual({ status, stdout: '' });
    expect(refused.stderr).toMatch(reason);
    expect(await relay.json('ledger', 'head')).toEqual(before);
    expect(await relay.json('status')).toMatchObject({ months: [], held: 0 });
  });

  it('stops at a gateway with another host key, before any secret is sent', async () => {
    const { relay } = await publishedMonth();
    const [own] = JSON.parse((await relay.run('keys', 'fingerprint', '--json')).stdout).filter(
      ({ key }: { key: string }) => key === 'host',
    );
    await relay.edit(/SHA256:[^"]+/g, own.fingerprint);
    const refused = await relay.run('relay', ...today);
    expect(refused.status).toBe(7);
    expect(refused.stderr).toMatch(/another host key than the one that is pinned/);
    expect(await relay.json('status')).toMatchObject({ months: [] });
  });

  it('stops where nobody listens', async () => {
    const { relay, upstream } = await publishedMonth();
    upstream.service.process.kill('SIGTERM');
    await upstream.service.ended;
    const refused = await relay.run('relay', ...today);
    expect(refused.status).toBe(8);
    expect(refused.stderr).toMatch(/no connection to 127\.0\.0\.1/);
  });

  it('says what is still to be configured', async () => {
    const relay = await site('inami');
    const { status, stderr } = await relay.run('relay', ...today);
    expect(status).toBe(3);
    expect(stderr).toMatch(/has no section \[upstream\] yet/);
  });
});

describe('a long-running process', () => {
  /** Half an hour before midnight; it is midnight when the process is sent SIGUSR2. */
  function onTheLastEvening({ folder }: RehearsedSite, ...args: readonly string[]): Service {
    const evening = ['--rehearsal', '--at', '2022-12-31T23:30:00+01:00'];
    const service = startPasserelle(clockThatJumps({ minutes: 30 }), folder, ...args, ...evening);
    onTestFinished(() => endService(service));
    return service;
  }

  it('closes the gateway at the sunset, tells the ledger, and goes on until it is stopped [A40][A41]', async () => {
    const publisher = await site('opgroeien');
    const service = onTheLastEvening(publisher, 'serve', '--json');
    const { port } = JSON.parse(await service.firstLine);
    service.process.kill('SIGUSR2');
    await service.told('the channel is closed; only the purge goes on');
    const { connect: dial } = await import('node:net');
    const refused = await new Promise((resolve) =>
      dial(port, '127.0.0.1').once('error', resolve).once('connect', resolve),
    );
    expect(refused).toMatchObject({ code: 'ECONNREFUSED' });
    service.process.kill('SIGTERM');
    expect((await service.ended).status).toBe(0);
    const { stdout } = await publisher.run('ledger', 'list', '--event', 'channel-closed', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      at: expect.stringMatching(/^2022-12-31T23:0/),
      actor: 'opgroeien',
    });
    expect((await publisher.run('serve')).status).toBe(4);
  });

  it('relays at once, goes on by schedule, and ends in order when it is stopped', async () => {
    const { relay } = await publishedMonth();
    const service = passerelleService(relay.folder, 'relay', '--watch', '--rehearsal', ...today);
    await service.told('Relaying by schedule until stopped.');
    service.process.kill('SIGINT');
    expect((await service.ended).status).toBe(0);
    expect(await relay.json('status')).toMatchObject({ held: 1 });
  });

  it('ends by itself with exit code 4 when the channel closes, if that is all it is for [A40]', async () => {
    const { relay } = await publishedMonth();
    await relay.write('cin.csv', extract.replace('2022-03-19', '2022-12-30'));
    const service = onTheLastEvening(relay, 'relay', '--watch');
    await service.told('Relaying by schedule until stopped.');
    service.process.kill('SIGUSR2');
    const { status, stderr } = await service.ended;
    expect(stderr).toMatch(/closed since 2023-01-01 00:00:00/);
    expect(status).toBe(4);
  });

  it('purges by schedule after the sunset, and without a gateway at an insurer [A36]', async () => {
    const insurer = await site('300');
    await insurer.edit(/^# purge = .*$/m, 'purge = "* * * * * *"');
    const service = passerelleService(
      insurer.folder,
      'serve',
      '--retention-only',
      '--rehearsal',
      '--at',
      '2024-01-01',
    );
    expect(await service.firstLine).toBe('300 purges by schedule');
    await service.told('finished');
    service.process.kill('SIGTERM');
    expect((await service.ended).status).toBe(0);
  });

  it('collects at once, and goes on with the purge alone when the channel closes [A36][A40]', async () => {
    const gateway = await serve(await site('inami'));
    const insurer = await site('300');
    await connect(insurer, gateway, { user: 'insurer-300', password });
    const service = onTheLastEvening(insurer, 'collect', '--watch');
    await service.told('Collecting by schedule until stopped.');
    service.process.kill('SIGUSR2');
    await service.told('the channel is closed; only the purge goes on');
    service.process.kill('SIGTERM');
    expect((await service.ended).status).toBe(0);
    const { stdout } = await insurer.run('ledger', 'list', '--event', 'channel-closed', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ actor: '300' });
  });

  it('does not start a gateway without its host key, and makes none', async () => {
    const publisher = await site('opgroeien');
    await rm(path.join(publisher.folder, 'secrets/host_ed25519'));
    const { status, stdout, stderr } = await publisher.run('serve', ...today);
    expect({ status, stdout }).toEqual({ status: 3, stdout: '' });
    expect(stderr).toMatch(/host_ed25519 is not there/);
  });

  it('does not start a second gateway at the same place', async () => {
    const publisher = await site('opgroeien');
    const { port } = await serve(publisher);
    await publisher.edit(/^port = 0$/m, `port = ${port}`);
    const { status, stderr } = await publisher.run('serve', ...today);
    expect(status).toBe(11);
    expect(stderr).toMatch(/another process listens there already/);
  });
});
