/** Two gateways on one PostgreSQL behind a load balancer: what holds across them, and what a death of one costs. */

import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { codeFrom } from '../support/authenticator.ts';
import { type Balancer, balancerAddress, startBalancer } from '../support/balancer.ts';
import { carried, createGroups } from '../support/carried-sites.ts';
import { exampleSshKey, parcelFrom } from '../support/forged-parcels.ts';
import { freePort } from '../support/free-port.ts';
import { attemptLogin, conversation } from '../support/gateway-client.ts';
import { heldLine } from '../support/held-line.ts';
import { monthlyFileText, mutation } from '../support/monthly-files.ts';
import { endService, filesBelow, type Service, startPasserelle } from '../support/passerelle.ts';
import { missingPostgres, postgresCluster } from '../support/postgres.ts';
import { describeUnless, missingPrograms } from '../support/programs.ts';
import { connectQuietly } from '../support/raw-ssh.ts';
import { child } from '../support/records.ts';
import { enrolAt, type RehearsedSite } from '../support/rehearsed-sites.ts';
import { startSftpPeer } from '../support/sftp-peer.ts';
import { sftp } from '../support/sftp-program.ts';
import { password, pointAt, type StandingSites, standingSites, today } from '../support/standing-sites.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** Enough that a file is not on its way as a whole when its first part has come. */
const children = Array.from({ length: 6000 }, (_, number) => child(number));
const parcel = '21-250_2022-03_inami_300_0001.xml.pgp';
const heldAt = 96 * 1024;

const missing = [...missingPostgres, ...missingPrograms('haproxy', 'sftp')];

describeUnless(missing, 'two gateways on one database, behind a load balancer', () => {
  const cluster = postgresCluster();
  let sites: StandingSites;
  let folder: string;
  let began: number;
  let inami: RehearsedSite;
  let gateways: [Service, Service];
  let ports: readonly [number, number];
  let balancer: Balancer;
  /** The sealed parcel, as OpenSSH's client has fetched it. */
  let whole: Buffer;

  /** All processes live at one time, whenever they start: each would begin at the same moment else. */
  function now(): readonly string[] {
    const [option, start] = today;
    const at = Temporal.Instant.from(start).add({ milliseconds: Math.round(performance.now() - began) });
    return [option, at.toString()];
  }

  /** A gateway of INAMI's that listens there. */
  function gatewayAt(port: number): Service {
    const serve = ['serve', '--gateway-only', '--config', `gateway-${port}.toml`, '--rehearsal', '--json'];
    return startPasserelle([], inami.folder, ...serve, ...now());
  }

  async function configureGateway(port: number): Promise<void> {
    const config = await readFile(path.join(inami.folder, 'gateway.toml'), 'utf8');
    const listening = `port = ${port}\nproxy_protocol_from = ["${balancerAddress}"]`;
    await inami.write(`gateway-${port}.toml`, config.replace(/^port = 0$/m, listening));
  }

  beforeAll(async () => {
    await createGroups(cluster());
    sites = await standingSites();
    folder = await mkdtemp(path.join(tmpdir(), 'passerelle-gateways-'));
    inami = await sites.copyOf('inami', path.join(folder, 'inami'));
    for (const code of ['300', '400', '500']) {
      await enrolAt(inami, { name: `insurer-${code}`, party: code, password });
    }
    await inami.json('account', 'totp', 'insurer-300', '--uri-file', 'device.uri');
    const rows = children.map((ssin) => `${ssin},300,2018-01-01,\n`);
    await inami.write('cin.csv', `# extract 2022-03-19\nssin,insurer,valid_from,valid_to\n${rows.join('')}`);
    await carried(inami, cluster());
    ports = [await freePort(), await freePort()];
    await Promise.all(ports.map(configureGateway));
    began = performance.now();
    gateways = [gatewayAt(ports[0]), gatewayAt(ports[1])];
    await Promise.all(gateways.map(({ firstLine }) => firstLine));
    balancer = await startBalancer(folder, ports);
  }, 180_000);
  afterAll(async () => {
    await Promise.all(gateways.map(endService));
    await balancer.stop();
    await sites.remove();
    await rm(folder, { recursive: true });
  });

  const sessionsNow = async () => (await balancer.load()).map(({ now }) => now);

  /** Kills the gateway that serves now, and starts another in its place. */
  async function killServing(): Promise<() => Promise<void>> {
    // Those who have left may be counted for a moment.
    await expect.poll(async () => (await sessionsNow()).toSorted()).toEqual([0, 1]);
    const serving = (await sessionsNow()).indexOf(1);
    const victim = gateways[serving === 0 ? 0 : 1];
    await endService(victim);
    return async () => {
      const heir = gatewayAt(ports[serving === 0 ? 0 : 1]);
      gateways[serving === 0 ? 0 : 1] = heir;
      await heir.firstLine;
    };
  }

  /** Logs in through the balancer with key and password, as an insurer's client does. */
  async function logIn(name: string) {
    const { privateText } = await exampleSshKey(`${name}.ssh-user`);
    const key = { type: 'publickey', username: name, key: privateText } as const;
    return attemptLogin(balancer.port, [key, conversation(name, [password])]);
  }

  /** Guesses so often on a connection through the balancer. */
  async function guessFrom(address: string, guesses: number, account: string): Promise<void> {
    const wrong = Array.from({ length: guesses }, () =>
      conversation(account, ['wrong horse battery', '000000']),
    );
    expect(await attemptLogin(balancer.port, wrong, address)).toMatchObject({ open: false });
  }

  it('have their parcels from a relay, whose lock dies with it when it is killed', async () => {
    const xml = await monthlyFileText(
      children.map((ssin) => mutation('new', ssin, '2022-02-01')),
      { sequenceNumber: 1 },
    );
    const files = new Map([await parcelFrom('opgroeien', 'inami', { rewrite: () => xml })]);
    const hostKey = await exampleSshKey('opgroeien.ssh-host');
    const key = await exampleSshKey('inami.ssh-user');
    const upstream = { files, hostKey, key, answers: [password] };
    const relay = ['relay', '--confirm-volume', String(children.length)];

    const silent = await startSftpPeer({ ...upstream, silentOn: 'READ' });
    await pointAt(inami, silent);
    const first = startPasserelle([], inami.folder, ...relay, ...now(), '--rehearsal');
    await expect.poll(() => silent.heard, { timeout: 20_000 }).toContain(password);
    expect(await inami.run(...relay, ...now())).toMatchObject({ status: 11 });
    await endService(first);

    await pointAt(inami, await startSftpPeer(upstream));
    expect(await inami.json(...relay, ...now())).toMatchObject({
      months: [{ delivered: { 300: children.length } }],
    });
  }, 60_000);

  it('take a TOTP code once, though it comes to both at the same time [threat 13]', async () => {
    const code = codeFrom((await readFile(path.join(inami.folder, 'device.uri'), 'utf8')).trim());
    const before = await balancer.load();
    const login = () => attemptLogin(balancer.port, [conversation('insurer-300', [password, code])]);
    const logins = await Promise.all([login(), login()]);
    for (const { client } of logins) client.destroy();
    expect(logins.map(({ open }) => open).sort()).toEqual([false, true]);
    const after = await balancer.load();
    expect(after.map(({ ever }, index) => ever - (before[index]?.ever ?? 0))).toEqual([1, 1]);
  });

  it('count the wrong guesses of a client together, and those of its neighbours apart [threat 35][threat 37]', async () => {
    const stranger = '127.0.0.21';
    // Ten are free: neither gateway alone has heard too many.
    for (const name of ['nobody-a', 'nobody-b', 'nobody-c']) await guessFrom(stranger, 5, name);
    for (const _gateway of ports) expect(await greeted(balancer.port, stranger)).toBe(false);
    for (const _gateway of ports) expect(await greeted(balancer.port, '127.0.0.22')).toBe(true);
    const { stdout } = await inami.run('ledger', 'list', '--event', 'login-refused', '--json');
    expect(stdout).not.toContain(balancerAddress);
  });

  it('let an account rest that was guessed at both [threat 35]', async () => {
    const before = await logIn('insurer-500');
    expect(before.open).toBe(true);
    before.client.destroy();
    // Five are free.
    for (const address of ['127.0.0.23', '127.0.0.24']) await guessFrom(address, 3, 'insurer-500');
    for (const _gateway of ports) expect(await logIn('insurer-500')).toMatchObject({ open: false });
  });

  it('end the sessions of an account that is revoked elsewhere [threat 23]', async () => {
    const sessions = [await logIn('insurer-400'), await logIn('insurer-400')];
    expect(sessions.map(({ open }) => open)).toEqual([true, true]);
    await expect.poll(sessionsNow).toEqual([1, 1]);
    const ended = sessions.map(({ client }) =>
      once(client, 'close', { signal: AbortSignal.timeout(10_000) }),
    );
    await inami.json('account', 'revoke', 'insurer-400', ...now());
    await Promise.all(ended);
    expect(await logIn('insurer-400')).toMatchObject({ open: false });
  });

  it('lose a transfer when one is killed, and `reget` fetches the rest from the other [A44]', async () => {
    const client = await temporaryFolder();
    const line = await heldLine(balancer.port, heldAt);
    const keyFile = path.resolve(import.meta.dirname, '../../keys-example/insurer-300.ssh-user');
    const ownKey = path.join(client, 'key');
    await writeFile(ownKey, await readFile(keyFile), { mode: 0o600 });
    const [type, blob] = (await readFile(path.join(keyFile, '../inami.ssh-host.pub'), 'utf8')).split(' ');
    const knownHosts = path.join(client, 'known_hosts');
    await writeFile(knownHosts, `[127.0.0.1]:${line.port} ${type} ${blob}\n`);
    const user = { user: 'insurer-300', keyFile: ownKey, password };
    const session = (...commands: readonly string[]) =>
      sftp({ host: '127.0.0.1', port: line.port, knownHosts, blockBytes: 16_384 }, user, commands, client);
    const lying = `/inbox/2022-03/${parcel}`;

    const broken = session(`get ${lying} part`);
    await line.held;
    const replace = await killServing();
    line.release();
    expect((await broken).status).not.toBe(0);
    const part = await readFile(path.join(client, 'part'));
    expect(part.length).toBeGreaterThan(0);
    expect(await session(`reget ${lying} part`, `get ${lying} whole`)).toMatchObject({ status: 0 });
    whole = await readFile(path.join(client, 'whole'));
    expect(whole.length).toBeGreaterThan(part.length);
    expect((await readFile(path.join(client, 'part'))).equals(whole)).toBe(true);
    await replace();
  }, 60_000);

  it('lose a «collect» when one is killed, of which nothing is seen, and the next gets all [A44]', async () => {
    const insurer = await sites.copyOf('300');
    const line = await heldLine(balancer.port, heldAt);
    await pointAt(insurer, line);
    const broken = insurer.run('collect', ...now());
    await line.held;
    const replace = await killServing();
    line.release();
    const { status, stderr } = await broken;
    expect(status).toBe(8);
    expect(stderr).toMatch(/^hint: ./m);
    expect(await insurer.json('status', ...now())).toMatchObject({ sequences: [] });

    expect(await insurer.json('collect', ...now())).toMatchObject({
      collected: [{ counts: { new: children.length } }],
    });
    const { stdout } = await insurer.run('ledger', 'list', '--event', 'parcel-fetched', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      details: { digest: createHash('sha256').update(whole).digest('hex') },
    });
    const [opened = '', ...others] = await filesBelow(path.join(insurer.folder, 'inbox'));
    expect(others).toEqual([]);
    const ssins = (await readFile(path.join(insurer.folder, 'inbox', opened), 'utf8')).match(
      /(?<=<ssin>)[0-9]+/g,
    );
    expect(ssins?.sort()).toEqual([...children].sort());
    await replace();
  }, 60_000);

  it('leave one ledger, linear and whole, of both', async () => {
    expect(await inami.json('ledger', 'verify')).toMatchObject({ ok: true });
    const { stdout } = await inami.run('ledger', 'list', '--json');
    const entries: { event: string }[] = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(entries.filter(({ event }) => event === 'receipt-accepted')).toHaveLength(1);
  });
});

/** True if the gateway behind that port says what it is to a client at that address. */
async function greeted(port: number, from: string): Promise<boolean> {
  const socket = connectQuietly(port, '127.0.0.1', from);
  const greeting = new Promise<boolean>((resolve) => {
    socket.once('data', () => resolve(true));
    socket.once('close', () => resolve(false));
  });
  const outcome = await greeting;
  socket.destroy();
  return outcome;
}
