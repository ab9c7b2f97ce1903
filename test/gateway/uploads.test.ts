/** Uploads larger than any receipt, by the clients that the peers own: what arrives is what was sent. */

import { randomBytes } from 'node:crypto';
import { chmod, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sshAlgorithms } from '../../src/ssh/algorithms.ts';
import { type GatewaySite, openGatewaySite, type TestAccount } from '../support/gateway-site.ts';
import { describeWithProgram } from '../support/programs.ts';
import { runProgram } from '../support/run-program.ts';

const bytes = randomBytes(3 * 1024 ** 2 + 7);

let site: GatewaySite;
let account: TestAccount;
let file: string;
/** The name of the receipt that is awaited. */
let receipt: string;

beforeAll(async () => {
  site = await openGatewaySite({ gateway: { limits: { receiptBytes: bytes.length } } });
  account = await site.account('insurer-300', '300', ['key', 'password']);
  receipt = `${(await site.parcel('300', randomBytes(10))).name}.receipt.asc`;
  file = path.join(site.folder, 'upload');
  await writeFile(file, bytes);
});
afterAll(() => site.close());

function expectArrived(): void {
  const [handedIn] = site.handedIn.splice(0);
  expect(handedIn?.name).toBe(receipt);
  expect(handedIn !== undefined && bytes.equals(handedIn.bytes)).toBe(true);
}

describeWithProgram('sftp', 'an upload by OpenSSH', () => {
  async function put(options: readonly string[]): Promise<string> {
    const askpass = path.join(site.folder, 'askpass.sh');
    await writeFile(askpass, '#!/bin/sh\necho "$PASSWORD"\n');
    await chmod(askpass, 0o700);
    const { output } = await runProgram(
      'sftp',
      [
        ...['-oBatchMode=no', '-b', '-', '-P', String(site.gateway.port), '-i', account.keyFile],
        ...['-oIdentitiesOnly=yes', '-oIdentityAgent=none', '-oNumberOfPasswordPrompts=1'],
        ...['-oStrictHostKeyChecking=no', '-oUserKnownHostsFile=/dev/null'],
        ...[...options, `${account.name}@127.0.0.1`],
      ],
      {
        input: `put ${file} receipts/${receipt}\n`,
        env: { SSH_ASKPASS: askpass, SSH_ASKPASS_REQUIRE: 'force', PASSWORD: account.password },
      },
    );
    return output;
  }

  it.each(sshAlgorithms.cipher)('under %s arrives whole [threat 27]', async (cipher) => {
    await put([`-oCiphers=${cipher}`]);
    expectArrived();
  });

  it('goes through many new keys, in small requests and in large ones [threat 27]', async () => {
    for (const options of [[], ['-B', '5000', '-R', '3']]) {
      await put(['-oCiphers=aes128-gcm@openssh.com', '-oRekeyLimit=256K', ...options]);
      expectArrived();
    }
  });
});

describeWithProgram(['psftp', 'puttygen'], 'an upload by PuTTY', () => {
  it('arrives whole', async () => {
    const key = path.join(site.folder, 'key.ppk');
    await runProgram('puttygen', [account.keyFile, '-o', key]);
    const batch = path.join(site.folder, 'batch');
    await writeFile(batch, `put ${file} receipts/${receipt}\n`);
    await runProgram(
      'psftp',
      [
        ...['-batch', '-i', key, '-pw', account.password, '-P', String(site.gateway.port)],
        ...['-hostkey', site.gateway.hostKeyFingerprint, '-b', batch, `${account.name}@127.0.0.1`],
      ],
      { env: { HOME: site.folder } },
    );
    expectArrived();
  });
});
