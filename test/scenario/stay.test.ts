/** Visitors with their own clients, while `passerelle rehearse --stay` keeps both gateways up in March 2022. */

import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { codeFrom } from '../support/authenticator.ts';
import { attemptLogin, conversation } from '../support/gateway-client.ts';
import {
  endService,
  passerelle,
  passerelleService,
  type Service,
  startPasserelle,
} from '../support/passerelle.ts';
import { describeWithProgram } from '../support/programs.ts';
import { type SftpTarget, type SftpUser, sftp, sftpAs } from '../support/sftp-program.ts';
import { filesWithSsins } from '../support/ssin-traces.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

interface Account {
  readonly user: string;
  readonly keyFile: string;
  readonly password: string;
  readonly totpUri: string;
}

/** What the program tells a test harness in its one line. */
interface Guide {
  readonly folder: string;
  readonly knownHosts: string;
  readonly today: string;
  readonly gateways: readonly {
    readonly site: string;
    readonly host: string;
    readonly port: number;
    readonly hostKeyFingerprint: string;
    readonly accounts: readonly Account[];
  }[];
}

describeWithProgram(['sftp', 'ssh-keygen'], 'a rehearsal that stays', () => {
  let folder: string;
  let service: Service;
  let guide: Guide;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'passerelle-stay-'));
    service = startPasserelle([], folder, 'rehearse', '--stay', '--json', '--folder', folder);
    guide = JSON.parse(await service.firstLine);
  });

  afterAll(async () => {
    await endService(service);
    await rm(folder, { recursive: true, force: true });
  });

  function visit(site: string, user: string): { target: SftpTarget; account: Account } {
    const gateway = guide.gateways.find((each) => each.site === site);
    const account = gateway?.accounts.find((each) => each.user === user);
    if (gateway === undefined || account === undefined) throw new RangeError(`${user} at ${site}`);
    return { target: { ...gateway, knownHosts: guide.knownHosts }, account };
  }

  const byKey = ({ user, keyFile, password }: Account): SftpUser => ({ user, keyFile, password });
  const byCode = ({ user, password, totpUri }: Account, code = codeFrom(totpUri)): SftpUser => ({
    user,
    password,
    code,
  });

  /** The code after this one: taken too, and used by no other test. */
  const soon = (uri: string) => codeFrom(uri, Temporal.Now.instant().add({ seconds: 30 }));

  it('tells a harness in one line all that it needs to come in', async () => {
    expect(guide).toMatchObject({ folder, today: '2022-03-07' });
    expect(guide.gateways.map(({ site, accounts }) => [site, accounts.length])).toEqual([
      ['opgroeien', 1],
      ['inami', 8],
    ]);
    const known = spawnSync('ssh-keygen', ['-l', '-f', guide.knownHosts], { encoding: 'utf8' });
    for (const { host, port, hostKeyFingerprint, accounts } of guide.gateways) {
      expect(host).toBe('127.0.0.1');
      expect(known.stdout).toContain(`${hostKeyFingerprint} [127.0.0.1]:${port} `);
      for (const { keyFile, password, totpUri } of accounts) {
        expect(await readFile(keyFile, 'utf8')).toMatch(/^-----BEGIN OPENSSH PRIVATE KEY-----/);
        expect(password.length).toBeGreaterThanOrEqual(12);
        expect(totpUri).toMatch(/^otpauth:\/\/totp\/REHEARSAL/);
      }
    }
  });

  it.each([
    ['opgroeien', 'inami', '21-250_2022-03_opgroeien_inami_0003.xml.pgp'],
    ['inami', 'insurer-300', '21-250_2022-03_inami_300_0003.xml.pgp'],
  ])(
    'at %s lets %s in by key and password, and by password and code [A15][A17][A18][A20]',
    async (site, user, parcel) => {
      const { target, account } = visit(site, user);
      for (const factors of [byKey(account), byCode(account)]) {
        const { status, stdout } = await sftp(target, factors, ['ls -1 /inbox/2022-03']);
        expect(status).toBe(0);
        expect(stdout).toContain(`/inbox/2022-03/${parcel}\n`);
      }
    },
  );

  /** Half of what it takes, or a part of it wrong. Each has an account of its own: failures are counted. */
  it.each<[string, string, string, (account: Account) => SftpUser]>([
    ['the key alone', 'opgroeien', 'inami', ({ user, keyFile }) => ({ user, keyFile })],
    [
      'key and code',
      'opgroeien',
      'inami',
      ({ user, keyFile, totpUri }) => ({ user, keyFile, password: soon(totpUri) }),
    ],
    ['the key alone', 'inami', 'insurer-200', ({ user, keyFile }) => ({ user, keyFile })],
    ['the password alone', 'inami', 'insurer-400', ({ user, password }) => ({ user, password })],
    [
      'key and code',
      'inami',
      'insurer-600',
      ({ user, keyFile, totpUri }) => ({ user, keyFile, password: soon(totpUri) }),
    ],
    [
      'a wrong password and the code',
      'inami',
      'insurer-900',
      (account) => ({ ...byCode(account), password: 'guessed' }),
    ],
    [
      'the key and a wrong password',
      'inami',
      'insurer-900',
      (account) => ({ ...byKey(account), password: 'guessed' }),
    ],
    [
      'the key of another',
      'inami',
      'insurer-900',
      (account) => ({ ...byKey(account), keyFile: visit('inami', 'insurer-600').account.keyFile }),
    ],
  ])('refuses %s at %s to %s [A18][A20]', async (_factors, site, user, factorsOf) => {
    const { target, account } = visit(site, user);
    const { status, stdout, stderr } = await sftp(target, factorsOf(account), ['ls -1 /inbox']);
    expect({ status, stdout }).toEqual({ status: 255, stdout: '' });
    expect(stderr).toContain('Permission denied');
  });

  it('takes a code once, and the next one after it [A18]', async () => {
    const { target, account } = visit('inami', 'insurer-500');
    const now = Temporal.Now.instant();
    const code = codeFrom(account.totpUri, now);
    const next = codeFrom(account.totpUri, now.add({ seconds: 30 }));
    const enter = async (shown: string) => (await sftp(target, byCode(account, shown), ['pwd'])).status;
    expect([await enter(code), await enter(code), await enter(next)]).toEqual([0, 255, 0]);
  });

  it('is left by a visitor who does not know its host key [A17]', async () => {
    const { account } = visit('inami', 'insurer-300');
    const { target } = visit('opgroeien', 'inami');
    const { status, stderr } = await sftp({ ...target, knownHosts: '/dev/null' }, byKey(account), ['pwd']);
    expect(status).toBe(255);
    expect(stderr).toContain('Host key verification failed');
  });

  it('answers the same for the file of another insurer and for no file [A21]', async () => {
    const others = '/inbox/2022-03/21-250_2022-03_inami_100_0003.xml.pgp';
    const none = '/inbox/2022-03/21-250_2022-03_inami_300_0099.xml.pgp';
    const [owner, stranger] = [visit('inami', 'insurer-100'), visit('inami', 'insurer-300')];
    expect((await sftp(owner.target, byKey(owner.account), [`ls -1 ${others}`])).status).toBe(0);
    for (const command of ['get', 'ls -l', 'rm', 'chmod 600', 'reget']) {
      const [toOther, toNone] = await Promise.all(
        [others, none].map(async (file) => {
          const { status, stdout, stderr } = await sftp(
            stranger.target,
            byKey(stranger.account),
            [`${command} ${file}`],
            folder,
          );
          return { status, said: (stdout + stderr).replaceAll(file, 'FILE') };
        }),
      );
      expect(toOther).toEqual(toNone);
      expect(toOther?.status).toBe(1);
    }
  });

  it('keeps no number of a child in the clear but where people read it: in sources and opened files', async () => {
    const extract = await readFile(path.join(folder, 'inami/cin-extract.csv'), 'utf8');
    const ssins = extract.match(/^[0-9]{11}(?=,)/gm) ?? [];
    expect(ssins.length).toBeGreaterThan(8);
    const elsewhere = (await filesWithSsins(folder, ssins)).filter(
      (file) =>
        !/^(?:inami\/cin-extract\.csv|opgroeien\/evaluations\.csv|[1-9]00\/opened\/.*\.xml)$/.test(file),
    );
    expect(elsewhere).toEqual([]);
  });

  it('ends in order and soon at SIGTERM, with a visitor inside', async () => {
    const { target, account } = visit('inami', 'insurer-900');
    const privateText = await readFile(account.keyFile, 'utf8');
    const { open, client } = await attemptLogin(target.port, [
      { type: 'publickey', username: account.user, key: privateText },
      conversation(account.user, [account.password]),
    ]);
    expect(open).toBe(true);
    const gone = once(client, 'close');
    const start = performance.now();
    const { status, stdout, stderr } = await service.stop();
    expect(status).toBe(0);
    expect(performance.now() - start).toBeLessThan(5_000);
    await gone;
    expect(stdout.split('\n')).toEqual([JSON.stringify(guide), '']);
    for (const { password, totpUri } of guide.gateways.flatMap(({ accounts }) => accounts)) {
      expect(stderr).not.toContain(password);
      expect(stderr).not.toContain(new URL(totpUri).searchParams.get('secret'));
    }
    for (const site of ['opgroeien', 'inami', '300']) {
      const verified = await passerelle(
        folder,
        'ledger',
        'verify',
        '--rehearsal',
        '--config',
        path.join(folder, site, 'passerelle.toml'),
      );
      expect({ site, status: verified.status }).toEqual({ site, status: 0 });
    }
  });
});

describeWithProgram('sftp', 'a rehearsal that stays for people', () => {
  it('prints the commands, password and code by which each account comes in', async () => {
    const folder = await temporaryFolder();
    const service = passerelleService(folder, 'rehearse', '--stay', '--folder', folder);
    const invitation = await service.said(/^Codes change every/m);
    for (const user of ['inami', 'insurer-300']) {
      const [, byKey = '', byCode = '', password = '', code = ''] =
        new RegExp(
          `^  ${user}\n    sftp (.*)\n    sftp (.*)\n    password  (.*)\n    code      ([0-9]{6})\n`,
          'm',
        ).exec(invitation) ?? [];
      for (const args of [byKey, byCode]) {
        const { status, stdout } = await sftpAs({ user, password, code }, args.split(' '), ['ls -1']);
        expect({ args, status, stdout }).toMatchObject({
          args,
          status: 0,
          stdout: expect.stringContaining('inbox'),
        });
      }
    }
    expect((await service.stop()).status).toBe(0);
  });
});
