import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type GatewaySite, openGatewaySite, type TestAccount } from '../support/gateway-site.ts';
import { writeKnownHosts } from '../support/known-hosts.ts';
import { describeWithProgram } from '../support/programs.ts';
import {
  conversationRequest,
  openRawSsh,
  passwordRequest,
  type RawSsh,
  responses,
  signatureRequest,
} from '../support/raw-ssh.ts';
import { type Ran, runProgram } from '../support/run-program.ts';
import { ed25519Key } from '../support/ssh-keys.ts';

let site: GatewaySite;
let account: TestAccount;
let raw: RawSsh;
beforeEach(async () => {
  site = await openGatewaySite();
  account = await site.account('insurer-300', '300', ['key', 'password']);
  raw = await openRawSsh(site.gateway.port);
});
afterEach(async () => {
  raw.socket.destroy();
  await site.close();
});

/** The text of the next USERAUTH_BANNER (RFC 4252 section 5.4). */
async function banner(): Promise<string> {
  const message = await raw.next(53);
  return message.subarray(5, 5 + message.readUInt32BE(1)).toString();
}

describe('a refused user', () => {
  it('reads in three languages that two kinds are needed, whether the name is known or not [threat 24]', async () => {
    raw.send(passwordRequest(account.name, account.password));
    await raw.next(51);
    const told = await banner();
    for (const words of ['deux facteurs', 'twee factoren', 'Two factors']) expect(told).toContain(words);
    raw.socket.destroy();
    raw = await openRawSsh(site.gateway.port);
    raw.send(passwordRequest('nobody', 'a password of nobody'));
    await raw.next(51);
    expect(await banner()).toBe(told);
  });

  it('reads that the other kind is missing once one is proven, and it is said once', async () => {
    raw.send(signatureRequest(raw, account));
    await raw.next(51);
    for (let tries = 0; tries < 2; tries += 1) {
      raw.send(conversationRequest(account.name));
      await raw.next(60);
      raw.send(responses('wrong password'));
      await raw.next(51);
    }
    expect(await banner()).toContain('one of the other kind is still needed');
    expect(raw.numbers.filter((number) => number === 53)).toHaveLength(1);
  });

  it('is told nothing on the way to a login, nor for the keys that an agent offers', async () => {
    raw.send(signatureRequest(raw, { name: account.name, key: ed25519Key() }));
    await raw.next(51);
    raw.send(signatureRequest(raw, account));
    await raw.next(51);
    raw.send(passwordRequest(account.name, account.password));
    await raw.next(52);
    expect(raw.numbers).not.toContain(53);
  });
});

describeWithProgram('sftp', 'a script that runs `sftp -b`', () => {
  /** With a key, and nobody to ask for anything else. */
  async function runBatch(keyFile = account.keyFile): Promise<Ran> {
    const { host, port } = site.gateway;
    const options = [
      ...['-F', 'none', '-oIdentitiesOnly=yes', '-oIdentityAgent=none', `-oIdentityFile=${keyFile}`],
      `-oUserKnownHostsFile=${await writeKnownHosts(site)}`,
    ];
    const parameters = [...options, '-b', '-', '-P', String(port), `${account.name}@${host}`];
    return runProgram('sftp', parameters, { input: 'ls\n', cwd: site.folder, env: { HOME: site.folder } });
  }

  it('reads, when it comes again with the key alone, that the other kind is missing', async () => {
    expect(await runBatch()).toMatchObject({
      status: 255,
      output: expect.stringContaining('Permission denied (keyboard-interactive,password)'),
    });
    await expect
      .poll(() => site.events('login-refused'))
      .toMatchObject([{ details: { reason: 'incomplete' } }]);
    const { status, output } = await runBatch();
    expect(status).toBe(255);
    for (const words of ['il en faut encore un', 'van de andere soort nodig', 'one of the other kind']) {
      expect(output).toContain(words);
    }

    raw.send(signatureRequest(raw, account));
    await raw.next(51);
    raw.send(passwordRequest(account.name, account.password));
    await raw.next(52);
    raw.socket.destroy();
    raw = await openRawSsh(site.gateway.port);
    raw.send(signatureRequest(raw, account));
    await raw.next(51);
    expect(raw.numbers).not.toContain(53);
  });

  it('reads the last words whole, and as they were written', async () => {
    site.clock.moveTo(Temporal.Instant.from('2023-02-01T12:00:00Z'));
    const { status, output } = await runBatch();
    expect(status).toBe(255);
    expect(output).toContain("Le canal 21/250 n'est plus ouvert depuis le 2023-01-01");
    expect(output).toContain('Het kanaal van beraadslaging 21/250 is gesloten sinds 2023-01-01');
    expect(output).toMatch(/The channel of deliberation 21\/250 is closed since 2023-01-01 \(points .*\)\./);
    expect(output).not.toMatch(/\\[0-7]{3}/);
  });
});
