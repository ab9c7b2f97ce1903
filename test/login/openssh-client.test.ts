/**
 * What OpenSSH's own client sends, as ssh2 hands it over, for keys and certificates that ssh2 does not know
 * itself. The keys sit in an agent of ours, so that even a FIDO key needs no device.
 */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import ssh2 from 'ssh2';
import { expect, it, onTestFinished } from 'vitest';
import { verifyFidoSignature } from '../../src/login/fido-key.ts';
import { isOpensshCertificate, verifyOpensshCertificate } from '../../src/login/openssh-certificate.ts';
import { type AgentIdentity, startAgent } from '../support/agent.ts';
import { fidoEcdsaKey, fidoEd25519Key } from '../support/fido-keys.ts';
import { certificateBy, namedSignature, signatureNames } from '../support/openssh-certificates.ts';
import { describeWithProgram } from '../support/programs.ts';
import { ecdsaKey, ed25519Key, rsaKey, sshString } from '../support/ssh-keys.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

interface Claim {
  readonly offered: { readonly algorithm: string; readonly blob: Uint8Array };
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
}

/** Lets OpenSSH log in with `identity` at a bare server of ssh2, and gives what that server was shown. */
async function claimOf(identity: AgentIdentity): Promise<Claim> {
  const socket = path.join(await temporaryFolder(), 'agent');
  const agent = await startAgent(socket, identity);
  onTestFinished(agent.close);
  const claims: Claim[] = [];
  const server = new ssh2.Server({ hostKeys: [ed25519Key().privateText] }, (connection) => {
    connection.on('error', () => {});
    connection.on('authentication', (context) => {
      if (context.method !== 'publickey') return context.reject(['publickey']);
      const { key, signature, blob } = context;
      if (signature === undefined || blob === undefined) return context.accept();
      claims.push({ offered: { algorithm: key.algo, blob: key.data }, signed: blob, signature });
      return context.reject();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const options = {
    IdentityAgent: socket,
    IdentityFile: 'none',
    BatchMode: 'yes',
    StrictHostKeyChecking: 'no',
    UserKnownHostsFile: '/dev/null',
    PreferredAuthentications: 'publickey',
  };
  const given = Object.entries(options).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
  const client = spawn('ssh', ['-F', 'none', ...given, '-p', String(port), 'oa-100@127.0.0.1'], {
    stdio: 'ignore',
  });
  await once(client, 'exit');
  const [claim] = claims;
  expect(claim).toBeDefined();
  if (claim === undefined) throw new TypeError('no claim');
  return claim;
}

const terms = {
  revoked: new Set<string>(),
  principal: 'oa-100',
  at: Temporal.Instant.from('2022-03-15T12:00:00Z'),
  address: '127.0.0.1',
};

describeWithProgram('ssh', 'what OpenSSH sends through ssh2', () => {
  it.each([fidoEd25519Key(), fidoEcdsaKey()])(
    'is a FIDO signature with its flags and counter ($algorithm) [threats 20]',
    async (key) => {
      const verdictOf = async (flags: number) => {
        const { offered, signed, signature } = await claimOf({
          blob: key.blob,
          sign(data) {
            const both = key.sign(data, flags, 41);
            const [raw, trailer] = [both.subarray(0, -5), both.subarray(-5)];
            return Buffer.concat([sshString(key.algorithm), sshString(raw), trailer]);
          },
        });
        return verifyFidoSignature(offered, signed, signature);
      };
      const verdict = { verified: true, counter: 41 };
      expect(await verdictOf(5)).toEqual({ ...verdict, touched: true, userVerified: true });
      expect(await verdictOf(1)).toEqual({ ...verdict, touched: true, userVerified: false });
      expect(await verdictOf(0)).toEqual({ ...verdict, touched: false, userVerified: false });
    },
  );

  it.each([ed25519Key(), ecdsaKey('nistp256'), ecdsaKey('nistp521'), rsaKey(3072)])(
    'is a certificate and the signature of its key ($algorithm)',
    async (key) => {
      const authority = ed25519Key();
      const { offered, signed, signature } = await claimOf({
        blob: certificateBy(authority, key),
        sign: (data, flags) => namedSignature(key, signatureNames(key)[flags === 2 ? 1 : 0] ?? '', data),
      });
      expect(isOpensshCertificate(offered)).toBe(true);
      const trusting = { ...terms, authorities: [authority.blob] };
      expect(verifyOpensshCertificate(offered, signed, signature, trusting).accepted).toBe(true);
      expect(verifyOpensshCertificate(offered, signed, signature, { ...terms, authorities: [] })).toEqual({
        accepted: false,
        reason: 'unknown-authority',
      });
    },
  );
});
