/** A host key is announced before it is used: OpenSSH learns it, and forgets the one before once that is gone. */

import { readFile } from 'node:fs/promises';
import type { Client } from 'ssh2';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startGateway } from '../../src/gateway/gateway.ts';
import { fingerprintOf } from '../../src/login/ssh-key.ts';
import { wireString } from '../../src/login/ssh-wire.ts';
import { listNames, logIn, openSftp } from '../support/gateway-client.ts';
import { type GatewaySite, openGatewaySite, type TestAccount } from '../support/gateway-site.ts';
import { writeKnownHosts } from '../support/known-hosts.ts';
import { describeWithProgram } from '../support/programs.ts';
import { sftpAs } from '../support/sftp-program.ts';
import { ed25519Key } from '../support/ssh-keys.ts';

const next = ed25519Key();
const base64Of = (blob: Buffer) => blob.toString('base64');

let site: GatewaySite;
let account: TestAccount;

beforeEach(async () => {
  site = await openGatewaySite({ gateway: { nextHostKey: next.privateText } });
  account = await site.account('insurer-300');
});
afterEach(() => site.close());

describeWithProgram('sftp', 'OpenSSH', () => {
  it('learns the next host key, trusts it once it is in use, and forgets the one before', async () => {
    const known = await writeKnownHosts(site);
    const before = await readFile(known, 'utf8');
    const { name: user, password, keyFile } = account;
    const options = ['UpdateHostKeys=yes', 'StrictHostKeyChecking=yes', `UserKnownHostsFile=${known}`];
    const flags = [...options, 'IdentitiesOnly=yes'].flatMap((option) => ['-o', option]);
    const target = ['-P', String(site.gateway.port), '-i', keyFile, `${user}@127.0.0.1`];
    const visit = () => sftpAs({ user, password }, [...flags, ...target], ['pwd']);
    const knownKeys = async () => (await readFile(known, 'utf8')).match(/AAAA\S+/g);

    expect(await visit()).toMatchObject({ status: 0 });
    expect(await knownKeys()).toEqual([before.match(/AAAA\S+/)?.[0], base64Of(next.blob)]);

    site.gateway.renew({ ...site.options, hostKey: next.privateText, nextHostKey: undefined });
    expect(site.gateway.hostKeyFingerprint).toBe(fingerprintOf(next.blob));
    expect(await visit()).toMatchObject({ status: 0 });
    expect(await knownKeys()).toEqual([base64Of(next.blob)]);
  });
});

describe('a client that asks for proof of host keys', () => {
  /** The answer's signatures, or that it was a failure. */
  const prove = (client: Client, ...blobs: readonly Buffer[]) =>
    new Promise<Buffer | 'failure'>((resolve) => {
      const protocol = Reflect.get(client, '_protocol');
      const handlers = Reflect.get(protocol, '_handlers');
      handlers.REQUEST_SUCCESS = (_self: unknown, data: Buffer) => resolve(Buffer.from(data));
      handlers.REQUEST_FAILURE = () => resolve('failure');
      Reflect.get(protocol, 'openssh_hostKeysProve').call(
        protocol,
        blobs.map((blob) => ({ getPublicSSH: () => blob })),
      );
    });

  it('gets none for a key of somebody else, for none at all, or for one key twice', async () => {
    const client = await logIn(site.gateway.port, account);
    expect(await prove(client, ed25519Key().blob)).toBe('failure');
    expect(await prove(client, next.blob, next.blob)).toBe('failure');
    expect(await prove(client)).toBe('failure');
    const proof = await prove(client, next.blob);
    if (proof === 'failure') throw new RangeError(proof);
    expect(proof.includes(wireString('ssh-ed25519'))).toBe(true);
    client.end();
  });
});

describe('a session', () => {
  it('goes on when the host key is replaced, also through another key exchange', async () => {
    const often = await startGateway({
      ...site.options,
      port: 0,
      limits: { watchSeconds: 0.05, rekeyBytes: 1 },
    });
    const client = await logIn(often.port, account);
    const hostKeys: string[] = [];
    client.on('handshake', ({ serverHostKey }) => hostKeys.push(serverHostKey));
    often.renew({ ...site.options, hostKey: next.privateText, nextHostKey: undefined });
    await expect.poll(() => hostKeys.length).toBeGreaterThan(1);
    expect(await listNames(await openSftp(client), '/')).toContain('inbox');
    client.end();
    await often.close();
  });

  it('goes on as before when the new key cannot be read, and so does the gateway', async () => {
    const before = site.gateway.hostKeyFingerprint;
    expect(() => site.gateway.renew({ ...site.options, hostKey: 'no key' })).toThrow('cannot be read');
    expect(site.gateway.hostKeyFingerprint).toBe(before);
    (await logIn(site.gateway.port, account)).end();
  });
});
