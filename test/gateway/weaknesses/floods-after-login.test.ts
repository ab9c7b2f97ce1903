import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway } from '../../../src/gateway/gateway.ts';
import { requestType } from '../../../src/gateway/sftp/protocol.ts';
import { attemptLogin, bothFactors, uint32 } from '../../support/gateway-client.ts';
import { type GatewaySite, openGatewaySite, type TestAccount } from '../../support/gateway-site.ts';
import {
  channelOpen,
  channelRequest,
  closesWithin,
  openLoggedIn,
  type RawSsh,
} from '../../support/raw-ssh.ts';
import { sshString } from '../../support/ssh-keys.ts';
import { kexInit } from '../../support/ssh-packets.ts';

const megabyte = 1024 * 1024;
const [confirmed, refused] = [91, 92];
const curve = 'curve25519-sha256';

let site: GatewaySite;
let account: TestAccount;

beforeAll(async () => {
  site = await openGatewaySite();
  account = await site.account('insurer-300');
});
afterAll(() => site.close());

/** The gateway goes on, and has not grown by much. */
async function expectUnharmed(work: () => Promise<void>): Promise<void> {
  const before = process.memoryUsage().rss;
  await work();
  expect(process.memoryUsage().rss - before).toBeLessThan(100 * megabyte);
  const { open, client } = await attemptLogin(site.gateway.port, bothFactors(account));
  client.end();
  expect(open).toBe(true);
}

describe('after login', () => {
  const ended = (raw: RawSsh) => closesWithin(20_000, raw);

  it('channels opened and closed without end cost nothing [weakness: giant keys, endless channels, floods]', async () => {
    await expectUnharmed(async () => {
      const raw = await openLoggedIn(site.gateway.port, account);
      for (let time = 0; time < 1000; time += 1) {
        raw.send(channelOpen(time, megabyte, 32 * 1024));
        const channel = (await raw.next(confirmed)).readUInt32BE(5);
        // Closed twice: the second time there is nothing to close.
        for (let again = 0; again < 2; again += 1) raw.send(Buffer.concat([Buffer.of(97), uint32(channel)]));
        await raw.next(97);
      }
      for (let channel = 0; channel < 10; channel += 1) {
        raw.send(channelOpen(channel, megabyte, 32 * 1024));
        await raw.next(confirmed);
      }
      raw.send(channelOpen(10, megabyte, 32 * 1024));
      await raw.next(refused);
      raw.socket.destroy();
    });
  });

  it('a flood of pings that nobody reads the answers of is not read either [weakness: giant keys, endless channels, floods]', async () => {
    const ping = Buffer.concat([Buffer.of(80), sshString('keepalive@openssh.com'), Buffer.of(1)]);
    await expectUnharmed(async () => {
      const raw = await openLoggedIn(site.gateway.port, account);
      raw.socket.pause();
      for (let time = 0; time < 50_000; time += 1) raw.send(ping);
      for (let time = 0; time < 3; time += 1) await attemptLogin(site.gateway.port, []);
      raw.socket.destroy();
    });
  });

  it('new keys begun and never finished end with the session, and nothing else passes meanwhile [weakness: giant keys, endless channels, floods]', async () => {
    const hasty = await startGateway({ ...site.options, port: 0, limits: { idleSeconds: 1 } });
    await expectUnharmed(async () => {
      const [stalled, mixed] = [
        await openLoggedIn(hasty.port, account),
        await openLoggedIn(hasty.port, account),
      ];
      stalled.send(kexInit([curve]));
      mixed.send(kexInit([curve]));
      mixed.send(channelOpen(1, megabyte, 32 * 1024));
      for (const raw of [stalled, mixed]) {
        expect(await ended(raw)).toBe(true);
        expect(raw.numbers).not.toContain(confirmed);
      }
    });
    await hasty.close();
  });

  it('extended data, and extended attributes without end, lead nowhere [weakness: SFTP path escape and extended-data loops]', async () => {
    await expectUnharmed(async () => {
      const raw = await openLoggedIn(site.gateway.port, account);
      raw.send(channelOpen(1, megabyte, 32 * 1024));
      const channel = (await raw.next(confirmed)).readUInt32BE(5);
      raw.send(channelRequest(channel, 'subsystem', sshString('sftp')));
      await raw.next(99);
      const pairs = Array.from({ length: 2000 }, () => [sshString('x'), sshString('y')]).flat();
      const packets = [
        Buffer.concat([Buffer.of(requestType.init), uint32(3), ...pairs]),
        ...[0, 2000, 0xffffffff].map((count) =>
          Buffer.concat([
            Buffer.of(requestType.setstat),
            ...[uint32(count), sshString('/README.txt'), uint32(0x80000000), uint32(count), ...pairs],
          ]),
        ),
      ];
      for (const packet of packets) {
        raw.send(Buffer.concat([Buffer.of(94), uint32(channel), sshString(sshString(packet))]));
        await raw.next(94);
      }
      for (let time = 0; time < 100; time += 1) {
        raw.send(Buffer.concat([Buffer.of(95), uint32(channel), uint32(time), sshString('x'.repeat(5000))]));
      }
      raw.socket.destroySoon();
      await raw.closed;
    });
  });
});
