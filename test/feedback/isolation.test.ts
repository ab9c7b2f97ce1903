/** At INAMI's gateway: what goes back to Opgroeien, and what goes on to an insurer, side by side. */

import type { Client } from 'ssh2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requestType } from '../../src/gateway/sftp/protocol.ts';
import type { Parcel } from '../../src/ports/parcel.ts';
import { listNames, logIn, openSftp, type RawSftp } from '../support/gateway-client.ts';
import { type GatewaySite, openGatewaySite } from '../support/gateway-site.ts';
import { sshString } from '../support/ssh-keys.ts';

interface Visitor {
  readonly client: Client;
  readonly sftp: RawSftp;
  readonly own: Parcel;
}

let site: GatewaySite;
let opgroeien: Visitor;
let insurer: Visitor;

async function visitor(party: string): Promise<Visitor> {
  const account = await site.account(`at-${party}`, party);
  const own = await site.parcel(party, Buffer.from(`for ${party}`));
  const client = await logIn(site.gateway.port, account);
  return { client, sftp: await openSftp(client), own };
}

beforeAll(async () => {
  site = await openGatewaySite();
  opgroeien = await visitor('opgroeien');
  insurer = await visitor('300');
});

afterAll(async () => {
  for (const { client } of [opgroeien, insurer]) client.end();
  await site.close();
});

const noSuchFile = 2;
const pathOf = ({ month, name }: Parcel) => `/inbox/${month}/${name}`;

describe.each([
  ['Opgroeien', () => [opgroeien, insurer] as const],
  ['an insurer', () => [insurer, opgroeien] as const],
])('%s', (_who, parties) => {
  it('finds its own file in its tree, and no other [A17][A21]', async () => {
    const [{ sftp, own }, other] = parties();
    expect(await listNames(sftp, `/inbox/${own.month}`)).toEqual([own.name]);
    const handle = await sftp.open(pathOf(own));
    if (typeof handle === 'number') throw new RangeError('not opened');
    expect(await sftp.read(handle, 0n, 100)).toEqual(Buffer.from(`for ${own.receiver}`));
    const absent = pathOf(other.own).replace(/[0-9]{4}(?=\.xml)/, '0099');
    for (const type of [requestType.stat, requestType.lstat, requestType.remove]) {
      const { code } = await sftp.ask(type, sshString(pathOf(other.own)));
      expect(code).toBe((await sftp.ask(type, sshString(absent))).code);
      expect(code).toBe(noSuchFile);
    }
    expect(await sftp.open(pathOf(other.own))).toBe(await sftp.open(absent));
  });
});
