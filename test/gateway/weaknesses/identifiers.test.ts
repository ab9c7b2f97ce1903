import { once } from 'node:events';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { requestType } from '../../../src/gateway/sftp/protocol.ts';
import {
  attemptLogin,
  bothFactors,
  conversation,
  logIn,
  noAttributes,
  openSftp,
  stepOf,
  uint32,
  uint64,
} from '../../support/gateway-client.ts';
import { type GatewaySite, openGatewaySite, type TestAccount } from '../../support/gateway-site.ts';
import {
  authenticationRequest,
  channelOpen,
  channelRequest,
  closing,
  connectQuietly,
  openLoggedIn,
  openRawSsh,
} from '../../support/raw-ssh.ts';
import { ed25519Key, sshString } from '../../support/ssh-keys.ts';

/** In every hostile name, so that any trace of it is found again. */
const mark = 'HOSTILE';

/** What would mean something to SQL, a shell, a path, a terminal, a log, a template, a spreadsheet or a page. */
const hostile = [
  `${mark}'; DROP TABLE account; --`,
  `${mark}" OR "1"="1`,
  `${mark}%' UNION SELECT secret FROM account WHERE '%'='`,
  `$(touch ${mark})`,
  `\`${mark}\`;id|id&id`,
  `../../${mark}`,
  `${mark}\u001b[2J\u001b]0;owned\u0007\u001b[31m`,
  `${mark}\u009b31m`,
  `${mark}\r\n{"level":"error","event":"login-accepted"}`,
  `${mark}\n2022-03-15 login accepted`,
  `${mark}\0.asc`,
  `${mark}\u202egnp.exe`,
  `${mark}\ufeff\u200b`,
  `\${jndi:ldap://${mark}/x}`,
  `{{${mark}}}<%= ${mark} %>`,
  `=cmd|'/c ${mark}'!A1`,
  `<script>${mark}</script>`,
  `%s%n%x${mark}`,
  `__proto__[${mark}]`,
  mark.repeat(500),
];

let site: GatewaySite;
let account: TestAccount;

beforeAll(async () => {
  site = await openGatewaySite({ gateway: { limits: { startupsPerAddress: 200 } } });
  account = await site.account('insurer-300');
  await site.parcel('300', Buffer.from('sealed'));
});
afterAll(() => site.close());

/** All that a reader of ledger, log or database sees. */
async function expectNoTrace(): Promise<void> {
  const seen = JSON.stringify([await site.events(), site.log, await site.store.accounts()]);
  expect(seen).not.toContain(mark);
  expect((await site.store.accounts()).map(({ name }) => name)).toEqual([account.name]);
  const { open, client } = await attemptLogin(site.gateway.port, bothFactors(account));
  client.end();
  expect(open).toBe(true);
}

it('who a client says that it is stands nowhere, and reaches nothing [weakness: injection through names]', async () => {
  for (const name of hostile) {
    const { open, client, error } = await attemptLogin(site.gateway.port, [
      stepOf.none(name),
      stepOf.password(name, name),
      stepOf.key({ name, key: ed25519Key() }),
      conversation(name, [name, name]),
    ]);
    client.end();
    expect([name, open, error.includes(mark)]).toEqual([name, false, false]);
    // Guesses of this test, not of an attacker who is to rest.
    await site.store.clearFailures('address:127.0.0.1');

    const identified = connectQuietly(site.gateway.port).resume();
    identified.write(`SSH-2.0-${name}\r\n`);
    await once(identified, 'data');
    identified.destroy();
    await closing(identified);
  }
  await expectNoTrace();
});

it('methods, algorithms and services that a client names stand nowhere either [weakness: injection through names]', async () => {
  for (const name of hostile) {
    for (const request of [
      authenticationRequest(account.name, name),
      authenticationRequest(account.name, 'publickey', Buffer.of(0), sshString(name), sshString(name)),
      authenticationRequest(account.name, 'keyboard-interactive', sshString(name), sshString(name)),
      Buffer.concat([Buffer.of(50), ...[account.name, name, 'password'].map((field) => sshString(field))]),
      Buffer.concat([Buffer.of(5), sshString(name)]),
    ]) {
      const raw = await openRawSsh(site.gateway.port);
      raw.send(request);
      const answer = await Promise.race([raw.next(51), raw.next(60), raw.next(1), raw.closed]);
      expect(answer?.includes(mark) ?? false).toBe(false);
      raw.socket.destroy();
    }
  }
  await expectNoTrace();
});

it('channels, subsystems and variables that a client names are refused without a word of them [weakness: injection through names]', async () => {
  const raw = await openLoggedIn(site.gateway.port, account);
  raw.send(channelOpen(1, 1024 * 1024, 32 * 1024));
  const channel = (await raw.next(91)).readUInt32BE(5);
  for (const name of hostile) {
    for (const request of [
      channelRequest(channel, 'subsystem', sshString(name)),
      channelRequest(channel, 'exec', sshString(name)),
      channelRequest(channel, 'env', sshString(name), sshString(name)),
      channelRequest(channel, name),
    ]) {
      raw.send(request);
      await raw.next(100);
    }
    const numbers = [uint32(2), uint32(1024 * 1024), uint32(32 * 1024)];
    raw.send(Buffer.concat([Buffer.of(90), sshString(name), ...numbers]));
    expect((await raw.next(92)).includes(mark)).toBe(false);
  }
  raw.socket.destroy();
  await raw.closed;
  await expectNoTrace();
});

it('paths, handles and extensions that a client names are not found, and not written down [weakness: injection through names]', async () => {
  const client = await logIn(site.gateway.port, account);
  const sftp = await openSftp(client);
  const read = [uint64(0n), uint32(10)];
  for (const name of hostile) {
    for (const path of [name, `/inbox/${name}`, `/receipts/${name}`, `/inbox/2022-03/${name}`]) {
      const put = await sftp.ask(requestType.open, sshString(path), uint32(2 | 8 | 16), noAttributes);
      const answers = await Promise.all([
        sftp.ask(requestType.open, sshString(path), uint32(1), noAttributes),
        sftp.ask(requestType.opendir, sshString(path)),
        sftp.ask(requestType.stat, sshString(path)),
        sftp.ask(requestType.remove, sshString(path)),
        sftp.ask(requestType.mkdir, sshString(path), noAttributes),
        sftp.ask(requestType.rename, sshString(path), sshString(`/receipts/${name}`)),
        sftp.ask(requestType.extended, sshString(name), sshString(path)),
        sftp.ask(requestType.extended, sshString('statvfs@openssh.com'), sshString(path)),
        sftp.ask(requestType.read, sshString(name), ...read),
      ]);
      for (const { code, body } of [put, ...answers]) {
        expect([path, code === undefined || code === 0, body.includes(mark)]).toEqual([path, false, false]);
      }
    }
  }
  client.end();
  await expect.poll(async () => (await site.events('session-ended')).length).toBeGreaterThan(0);
  await expectNoTrace();
});
