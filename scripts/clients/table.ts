/** All clients, and what each must show: the rows and columns of the table in docs/clients.md. */

import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { chunkSize } from '../../src/parcels/stage.ts';
import type { Parcel } from '../../src/ports/parcel.ts';
import { type GatewaySite, openGatewaySite, type TestAccount } from '../../test/support/gateway-site.ts';
import { writeKnownHosts } from '../../test/support/known-hosts.ts';
import type { Ran } from '../../test/support/run-program.ts';
import type { Ability, Client, Login, Task, Visit } from './client.ts';
import { curl } from './curl.ts';
import { lftp } from './lftp.ts';
import { openSsh } from './openssh.ts';
import { psftp } from './psftp.ts';
import { asyncSsh, paramiko } from './python.ts';
import { rclone } from './rclone.ts';
import { ssh2SftpClient } from './ssh2-sftp-client.ts';
import { sshfs } from './sshfs.ts';

export const clients: readonly Client[] = [
  openSsh,
  psftp,
  lftp,
  rclone,
  curl,
  sshfs,
  paramiko,
  asyncSsh,
  ssh2SftpClient,
];

/** A gateway with what a client shall fetch, and what it shall not see. */
export interface Ground {
  readonly site: GatewaySite;
  readonly bytes: Buffer;
  readonly parcel: Parcel;
  readonly foreign: Parcel;
  /** Logs in with these factors, changed at will, in a new folder. */
  visit(by: Login['by'], changes?: Partial<Login>): Promise<Visit>;
}

export async function prepareGround(): Promise<Ground> {
  const site = await openGatewaySite();
  const knownHosts = await writeKnownHosts(site);
  const holders = {
    key: await site.account('with-key', '300', ['key', 'password']),
    code: await site.account('with-code', '300', ['password', 'totp']),
  };
  const bytes = randomBytes(3 * chunkSize + 7);
  const parcel = await site.parcel('300', bytes);
  const foreign = await site.parcel('100', randomBytes(1000));
  const { host, port, hostKeyFingerprint: fingerprint } = site.gateway;
  let visits = 0;
  return {
    site,
    bytes,
    parcel,
    foreign,
    async visit(by, changes = {}) {
      visits += 1;
      const folder = path.join(site.folder, `visit-${visits}`);
      await mkdir(folder);
      const account = holders[by];
      const login = Object.assign(loginOf(by, account), changes);
      return { host, port, knownHosts, fingerprint, user: account.name, login, folder };
    },
  };
}

function loginOf(by: Login['by'], { keyFile, password, code }: TestAccount): Login {
  return by === 'key' ? { by, keyFile, password } : { by, password, code: code() };
}

export interface Check {
  readonly title: string;
  /** Without this ability the client does not come so far. */
  readonly needs: Ability;
  /** `undefined` if it went as it must; else what was wrong. */
  readonly fails: (client: Client, ground: Ground) => Promise<string | undefined>;
}

const inbox = ({ parcel }: Ground) => `/inbox/${parcel.month}`;
const parcelPath = (ground: Ground) => `${inbox(ground)}/${ground.parcel.name}`;

export const checks: readonly Check[] = [
  {
    title: 'key + password, lists',
    needs: 'key',
    fails: async (client, ground) =>
      listing(ground, await client.run(await ground.visit('key'), toList(ground))),
  },
  {
    title: 'password + code, lists',
    needs: 'code',
    fails: async (client, ground) =>
      listing(ground, await client.run(await ground.visit('code'), toList(ground))),
  },
  { title: 'fetches', needs: 'get', fails: (client, ground) => fetched(client, ground, 'get') },
  { title: 'resumes', needs: 'resume', fails: (client, ground) => fetched(client, ground, 'resume') },
  { title: 'puts a receipt', needs: 'put', fails: putsReceipt },
  { title: 'asks SHA-256', needs: 'checksum', fails: asksChecksum },
  {
    title: 'refused: write into inbox',
    needs: 'put',
    fails: (client, ground) =>
      refused(client, ground, { do: 'put', remote: `${inbox(ground)}/x.asc`, local: 'forged' }),
  },
  {
    title: 'refused: forged receipt',
    needs: 'hear',
    fails: (client, ground) =>
      refused(client, ground, { do: 'put', remote: '/receipts/x.receipt.asc', local: 'forged' }),
  },
  {
    title: 'refused: another’s file',
    needs: 'get',
    fails: (client, ground) => {
      const remote = `/inbox/${ground.foreign.month}/${ground.foreign.name}`;
      return refused(client, ground, { do: 'get', remote, local: 'stolen' });
    },
  },
  {
    title: 'refused: wrong second factor',
    needs: 'key',
    fails: async (client, ground) => {
      const visit = await ground.visit('key', { password: 'wrong password' });
      const { status } = await client.run(visit, { do: 'get', remote: parcelPath(ground), local: 'stolen' });
      if (status === 0 || (await sizeOf(visit, 'stolen')) > 0) return 'came in';
      const opened = await ground.site.events('login-accepted');
      return opened.length > 0 ? 'was let in' : undefined;
    },
  },
];

function toList(ground: Ground): Task {
  return { do: 'list', remote: inbox(ground) };
}

function listing({ parcel }: Ground, { status, output }: Ran): string | undefined {
  return status === 0 && output.includes(parcel.name) ? undefined : output;
}

async function fetched(client: Client, ground: Ground, how: 'get' | 'resume'): Promise<string | undefined> {
  const visit = await ground.visit('key');
  const file = path.join(visit.folder, 'parcel');
  if (how === 'resume') await writeFile(file, ground.bytes.subarray(0, 300_000));
  const { status, output } = await client.run(visit, {
    do: how,
    remote: parcelPath(ground),
    local: 'parcel',
  });
  if (status !== 0) return output;
  return (await readFile(file)).equals(ground.bytes) ? undefined : 'other bytes';
}

async function putsReceipt(client: Client, ground: Ground): Promise<string | undefined> {
  const { site, parcel } = ground;
  const visit = await ground.visit('key');
  await writeFile(path.join(visit.folder, 'receipt'), `${parcel.digest}  ${parcel.name}\n`);
  const remote = `/receipts/${parcel.name}.receipt.asc`;
  const { status, output } = await client.run(visit, { do: 'put', remote, local: 'receipt' });
  if (status !== 0) return output;
  return (await site.store.receipt(parcel.id)) === undefined ? 'not handed in' : undefined;
}

async function asksChecksum(client: Client, ground: Ground): Promise<string | undefined> {
  const task = { do: 'checksum', remote: parcelPath(ground) } as const;
  const { status, output } = await client.run(await ground.visit('key'), task);
  const digest = createHash('sha256').update(ground.bytes).digest('hex');
  return status === 0 && output.includes(digest) ? undefined : output;
}

/** The client says that it failed, and nothing is left at either end. */
async function refused(
  client: Client,
  ground: Ground,
  task: Extract<Task, { local: string }>,
): Promise<string | undefined> {
  const visit = await ground.visit('key');
  await writeFile(path.join(visit.folder, 'forged'), 'forged');
  const { status } = await client.run(visit, task);
  if (status === 0) return 'told nobody';
  if (task.do !== 'put') return (await sizeOf(visit, task.local)) > 0 ? 'left bytes' : undefined;
  const receipts = await ground.site.store.receipt(ground.parcel.id);
  return receipts === undefined ? undefined : 'was accepted';
}

async function sizeOf({ folder }: Visit, file: string): Promise<number> {
  return stat(path.join(folder, file)).then(
    ({ size }) => size,
    () => 0,
  );
}
