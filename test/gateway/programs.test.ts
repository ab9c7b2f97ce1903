/** The clients that the peers own, each with two factors: what they fetch, put, and are refused. */

import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import SftpClient from 'ssh2-sftp-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chunkSize } from '../../src/parcels/stage.ts';
import type { Parcel } from '../../src/ports/parcel.ts';
import { bothFactors } from '../support/gateway-client.ts';
import { type GatewaySite, openGatewaySite, type TestAccount } from '../support/gateway-site.ts';
import { describeWithProgram } from '../support/programs.ts';
import { type Ran, runProgram } from '../support/run-program.ts';

let site: GatewaySite;
let account: TestAccount;
let parcel: Parcel;
let bytes: Buffer;
/** Where the client works. */
let folder: string;
let receipt: string;

beforeEach(async () => {
  site = await openGatewaySite();
  account = await site.account('insurer-300', '300', ['key', 'password']);
  bytes = randomBytes(3 * chunkSize + 7);
  parcel = await site.parcel('300', bytes);
  await site.parcel('100', randomBytes(1000));
  folder = path.join(site.folder, 'client');
  await mkdir(folder);
  receipt = `${parcel.name}.receipt.asc`;
  await writeFile(path.join(folder, receipt), `${parcel.digest}  ${parcel.name}\n`);
  await writeFile(path.join(folder, 'forged.receipt.asc'), 'forged');
});
afterEach(() => site.close());

async function expectFetched(file: string): Promise<void> {
  expect((await readFile(path.join(folder, file))).equals(bytes)).toBe(true);
  await expect.poll(() => site.events('parcel-collected')).toHaveLength(1);
}

async function expectReceipted(): Promise<void> {
  expect((await site.store.parcels({ id: parcel.id }))[0]?.receiptedAt).not.toBeNull();
  expect(site.handedIn.map(({ name }) => name)).toContain(receipt);
}

const methodsTold = async () =>
  (await site.events('login-accepted')).map(({ details }) => Reflect.get(details, 'methods'));

describeWithProgram('sftp', 'OpenSSH sftp', () => {
  /** Answers prompts as a person does: the code when a code is asked for, the password otherwise. */
  async function askpass({
    password,
    code,
  }: {
    password: string;
    code?: string;
  }): Promise<NodeJS.ProcessEnv> {
    const script = path.join(folder, 'askpass.sh');
    const lines = ['#!/bin/sh', 'case "$1" in *One-time*) echo "$CODE";; *) echo "$PASSWORD";; esac', ''];
    await writeFile(script, lines.join('\n'));
    await chmod(script, 0o700);
    return { SSH_ASKPASS: script, SSH_ASKPASS_REQUIRE: 'force', PASSWORD: password, CODE: code ?? '' };
  }

  async function sftp(
    holder: TestAccount,
    commands: readonly string[],
    {
      password = holder.password,
      code,
      options = [],
    }: { password?: string; code?: string; options?: string[] } = {},
  ): Promise<Ran> {
    const key = code === undefined ? ['-i', holder.keyFile] : ['-oPubkeyAuthentication=no'];
    return runProgram(
      'sftp',
      [
        // Batch mode would forbid the prompt for the second factor.
        '-oBatchMode=no',
        ...['-b', '-', '-P', String(site.gateway.port), '-oIdentitiesOnly=yes', '-oIdentityAgent=none'],
        ...['-oStrictHostKeyChecking=no', '-oUserKnownHostsFile=/dev/null', '-oNumberOfPasswordPrompts=1'],
        ...[...key, ...options, `${holder.name}@127.0.0.1`],
      ],
      {
        input: commands.map((command) => `${command}\n`).join(''),
        cwd: folder,
        env: await askpass({ password, ...(code === undefined ? {} : { code }) }),
      },
    );
  }

  it('logs in with key and password, lists, fetches and hands in a receipt [A18][A20][A43][threat 3]', async () => {
    const { status, output } = await sftp(account, [
      'ls -la inbox/2022-03',
      'get README.txt',
      'get -r inbox',
      `put ${receipt} receipts/`,
      'ls receipts',
    ]);
    expect([status, output]).toEqual([0, expect.stringContaining(parcel.name)]);
    expect(output).toMatch(/^-r--r----- +1 passerelle passerelle +786439 Mar 15 +2022 21-250/m);
    expect(output).toContain('REHEARSAL');
    await expectFetched(path.join('inbox', '2022-03', parcel.name));
    await expectReceipted();
    expect(await readFile(path.join(folder, 'README.txt'), 'utf8')).toMatch(/^\*\*\* REHEARSAL.*2022-12-31/s);
    expect(await readdir(path.join(folder, 'inbox', '2022-03'))).toEqual([parcel.name]);
    expect(await methodsTold()).toEqual(['password,ssh-key']);
  });

  it('logs in with password and code, and without either not at all [A18][A20][threat 4]', async () => {
    const holder = await site.account('with-code', '300', ['password', 'totp']);
    expect(await sftp(holder, ['ls'], { code: '000000' })).toMatchObject({ status: 255 });
    expect(await sftp(holder, ['ls'], { code: holder.code(), password: 'wrong password' })).toMatchObject({
      status: 255,
    });
    expect(await sftp(holder, ['ls'], { code: holder.code() })).toMatchObject({ status: 0 });
    expect(await methodsTold()).toEqual(['password,totp']);
  });

  it('is refused with the key and a wrong password [A18][A19][threat 1]', async () => {
    const { status, output } = await sftp(account, ['ls'], { password: 'wrong password' });
    expect([status, output]).toEqual([255, expect.stringContaining('Permission denied')]);
    expect(await methodsTold()).toEqual([]);
  });

  it('resumes a broken download [threat 45]', async () => {
    await writeFile(path.join(folder, 'half'), bytes.subarray(0, 300_000));
    expect(await sftp(account, [`reget inbox/2022-03/${parcel.name} half`])).toMatchObject({ status: 0 });
    expect((await readFile(path.join(folder, 'half'))).equals(bytes)).toBe(true);
  });

  it('is told that it may not change anything, nor have what is not there', async () => {
    const refusals = [
      ['put forged.receipt.asc receipts/', 'Failure'],
      [`put ${receipt} inbox/`, 'Permission denied'],
      ['rm README.txt', 'Permission denied'],
      ['mkdir x', 'Permission denied'],
      ['rename README.txt x', 'Permission denied'],
      ['chmod 777 README.txt', 'Permission denied'],
      ['ln -s README.txt x', 'unsupported'],
      ['get ../../etc/passwd', 'not found'],
    ] as const;
    for (const [command, reason] of refusals) {
      const { status, output } = await sftp(account, [command]);
      expect([command, status, output]).toEqual([command, 1, expect.stringMatching(new RegExp(reason, 'i'))]);
    }
    expect(await site.store.receipt(parcel.id)).toBeUndefined();
  });

  it('goes through many new keys in one transfer [threat 27]', async () => {
    const { status } = await sftp(account, [`get inbox/2022-03/${parcel.name}`], {
      options: ['-oRekeyLimit=64K'],
    });
    expect(status).toBe(0);
    await expectFetched(parcel.name);
  });

  it('reads why it is refused when the channel is closed [A40]', async () => {
    site.clock.moveTo(Temporal.Instant.from('2023-01-01T00:00:00Z'));
    const { status, output } = await sftp(account, ['ls']);
    expect([status, output]).toEqual([255, expect.stringContaining('is closed since 2023-01-01')]);
  });
});

describeWithProgram(['psftp', 'puttygen'], 'PuTTY psftp', () => {
  it('logs in with key and password, fetches and hands in a receipt [A18][A20]', async () => {
    const key = path.join(folder, 'key.ppk');
    await runProgram('puttygen', [account.keyFile, '-o', key]);
    const commands = ['ls inbox', `get inbox/2022-03/${parcel.name}`, `put ${receipt} receipts/${receipt}`];
    const batch = path.join(folder, 'batch');
    await writeFile(batch, commands.join('\n'));
    const { status, output } = await runProgram(
      'psftp',
      [
        ...['-batch', '-i', key, '-pw', account.password, '-P', String(site.gateway.port)],
        ...['-hostkey', site.gateway.hostKeyFingerprint, '-b', batch, `${account.name}@127.0.0.1`],
      ],
      { cwd: folder, env: { HOME: folder } },
    );
    expect([status, output]).toEqual([0, expect.stringContaining('2022-03')]);
    await expectFetched(parcel.name);
    await expectReceipted();
  });
});

describeWithProgram('lftp', 'lftp', () => {
  it('logs in with key and password, mirrors the inbox and hands in a receipt [A18][A20]', async () => {
    const connect = `ssh -a -x -i ${account.keyFile} -oIdentitiesOnly=yes -oIdentityAgent=none -oStrictHostKeyChecking=no -oUserKnownHostsFile=/dev/null`;
    const commands = [
      'set net:max-retries 1',
      `set sftp:connect-program "${connect}"`,
      `open -u ${account.name},"${account.password}" sftp://127.0.0.1:${site.gateway.port}`,
      'mirror inbox inbox',
      `put -O receipts ${receipt}`,
    ];
    const { status, output } = await runProgram('lftp', ['-c', commands.join('; ')], {
      cwd: folder,
      env: { HOME: folder },
    });
    expect([status, output]).toEqual([0, expect.any(String)]);
    await expectFetched(path.join('inbox', '2022-03', parcel.name));
    await expectReceipted();
  });
});

describe('ssh2-sftp-client', () => {
  it('logs in with key and password, lists, fetches and hands in a receipt [A18][A20]', async () => {
    const client = new SftpClient();
    await client.connect({
      host: '127.0.0.1',
      port: site.gateway.port,
      username: account.name,
      authHandler: [...bothFactors(account)],
    });
    expect(await client.list('/inbox/2022-03')).toMatchObject([
      { name: parcel.name, type: '-', size: bytes.length, rights: { user: 'r', group: 'r', other: '' } },
    ]);
    expect((await client.list('/')).map(({ name, type }) => [name, type])).toEqual([
      ['README.txt', '-'],
      ['inbox', 'd'],
      ['receipts', 'd'],
    ]);
    const fetched = await client.get(`/inbox/2022-03/${parcel.name}`);
    expect(Buffer.isBuffer(fetched) && fetched.equals(bytes)).toBe(true);
    await client.put(path.join(folder, receipt), `/receipts/${receipt}`);
    await expect(client.put(Buffer.from('forged'), '/receipts/x.receipt.asc')).rejects.toThrow();
    await client.end();
    await expectReceipted();
  });
});
