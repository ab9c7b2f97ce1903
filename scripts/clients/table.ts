/** All clients, and what each must show: the rows and columns of the table in docs/clients.md. */

import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { addCertificate } from '../../src/accounts/card.ts';
import { addKey } from '../../src/accounts/enrol.ts';
import { type CertificateTrust, noTrust } from '../../src/login/certificate-trust.ts';
import { cardTrustOf } from '../../src/operations/card-trust.ts';
import { chunkSize } from '../../src/parcels/stage.ts';
import type { Parcel } from '../../src/ports/parcel.ts';
import { type AgentIdentity, startAgent } from '../../test/support/agent.ts';
import { issueCard, writeTrust } from '../../test/support/card-authority.ts';
import { rsaKeys } from '../../test/support/certificates.ts';
import { type FidoTestKey, fidoEd25519Key } from '../../test/support/fido-keys.ts';
import { type GatewaySite, openGatewaySite } from '../../test/support/gateway-site.ts';
import { writeKnownHosts } from '../../test/support/known-hosts.ts';
import type { Ran } from '../../test/support/run-program.ts';
import { makeToken } from '../../test/support/softhsm.ts';
import { sshString } from '../../test/support/ssh-keys.ts';
import type { Ability, Client, Login, Task, Visit } from './client.ts';
import { curl } from './curl.ts';
import { lftp } from './lftp.ts';
import { openSsh, openSshWithCard, openSshWithFido } from './openssh.ts';
import { psftp } from './psftp.ts';
import { asyncSsh, paramiko } from './python.ts';
import { rclone } from './rclone.ts';
import { ssh2SftpClient } from './ssh2-sftp-client.ts';
import { sshfs } from './sshfs.ts';

export const clients: readonly Client[] = [
  openSsh,
  openSshWithCard,
  openSshWithFido,
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
  /** A visit with these factors, changed at will, in a new folder. */
  visit(by: Login['by'], changes?: Partial<Login>): Promise<Visit>;
  close(): Promise<void>;
}

export async function prepareGround(): Promise<Ground> {
  let trust: () => Promise<CertificateTrust> = async () => noTrust;
  const site = await openGatewaySite({ gateway: { cardTrust: () => trust() } });
  trust = cardTrustOf(await writeTrust(site.folder, site.clock.now()), site.options.log);
  const knownHosts = await writeKnownHosts(site);
  const holders = {
    key: await site.account('with-key', '300', ['key', 'password']),
    code: await site.account('with-code', '300', ['password', 'totp']),
  };
  const bytes = randomBytes(3 * chunkSize + 7);
  const parcel = await site.parcel('300', bytes);
  const foreign = await site.parcel('100', randomBytes(1000));
  const { host, port, hostKeyFingerprint: fingerprint } = site.gateway;
  const keeping = { ...site.options, party: 'inami' };
  const agents: { readonly close: () => void }[] = [];
  let visits = 0;

  /** What the holder of the key brings in its place, and enrols with the same account. */
  const logins: Readonly<Record<Login['by'], (folder: string) => Promise<Login>>> = {
    key: async () => ({ by: 'key', ...holders.key }),
    code: async () => ({ by: 'code', password: holders.code.password, code: holders.code.code() }),
    async card(folder) {
      const keys = rsaKeys(2048);
      const card = { ...keeping, trust: await trust() };
      await addCertificate(card, holders.key.name, issueCard(keys).der);
      return { by: 'card', tokenConfig: await makeToken(folder, keys, cardPin), password: cardPin };
    },
    async fido(folder) {
      const key = fidoEd25519Key();
      await addKey(keeping, holders.key.name, key.publicLine);
      const agent = path.join(folder, 'agent');
      agents.push(await startAgent(agent, identityOf(key)));
      return { by: 'fido', agent, password: holders.key.password };
    },
  };
  return {
    site,
    bytes,
    parcel,
    foreign,
    async visit(by, changes = {}) {
      visits += 1;
      const folder = path.join(site.folder, `visit-${visits}`);
      await mkdir(folder);
      const { name: user } = by === 'code' ? holders.code : holders.key;
      const login = Object.assign(await logins[by](folder), changes);
      return { host, port, knownHosts, fingerprint, user, login, folder };
    },
    async close() {
      for (const agent of agents) agent.close();
      await site.close();
    },
  };
}

const cardPin = '246802';
/** The user touched the key and gave it no PIN. */
const touched = 1;

function identityOf(key: FidoTestKey): AgentIdentity {
  return {
    blob: key.blob,
    sign(data) {
      const both = key.sign(data, touched, 1);
      const [raw, trailer] = [both.subarray(0, -5), both.subarray(-5)];
      return Buffer.concat([sshString(key.algorithm), sshString(raw), trailer]);
    },
  };
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
      listing(ground, await client.run(await ground.visit(client.holds ?? 'key'), toList(ground))),
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
      const visit = await ground.visit(client.holds ?? 'key', { password: 'wrong password' });
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
  const visit = await ground.visit(client.holds ?? 'key');
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
  const visit = await ground.visit(client.holds ?? 'key');
  await writeFile(path.join(visit.folder, 'receipt'), `${parcel.digest}  ${parcel.name}\n`);
  const remote = `/receipts/${parcel.name}.receipt.asc`;
  const { status, output } = await client.run(visit, { do: 'put', remote, local: 'receipt' });
  if (status !== 0) return output;
  return (await site.store.receipt(parcel.id)) === undefined ? 'not handed in' : undefined;
}

async function asksChecksum(client: Client, ground: Ground): Promise<string | undefined> {
  const task = { do: 'checksum', remote: parcelPath(ground) } as const;
  const { status, output } = await client.run(await ground.visit(client.holds ?? 'key'), task);
  const digest = createHash('sha256').update(ground.bytes).digest('hex');
  return status === 0 && output.includes(digest) ? undefined : output;
}

/** Why the client is not tried by a check, as a note below the table; `undefined` if it is. */
export function excuseOf(client: Client, version: string, { needs }: Check): string | undefined {
  const unable = client.cannot(version);
  const reason = unable.key ?? unable[needs];
  return reason === undefined ? undefined : `${client.name} ${reason}.`;
}

/** The number in what a client says of its version. */
export function numberOf(version: string): string {
  return /\d+\.[\w.]+/.exec(version)?.[0] ?? '';
}

/** The client says that it failed, and nothing is left at either end. */
async function refused(
  client: Client,
  ground: Ground,
  task: Extract<Task, { local: string }>,
): Promise<string | undefined> {
  const visit = await ground.visit(client.holds ?? 'key');
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
