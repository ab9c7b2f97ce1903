import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway } from '../../../src/gateway/gateway.ts';
import { connectRaw, type RawPeer } from '../../ssh/raw-peer.ts';
import { attemptLogin, bothFactors, uint32 } from '../../support/gateway-client.ts';
import { type GatewaySite, openGatewaySite, type TestAccount } from '../../support/gateway-site.ts';
import {
  authenticationRequest,
  closesWithin,
  closing,
  connectQuietly,
  openRawSsh,
} from '../../support/raw-ssh.ts';
import { sshMpint, sshString } from '../../support/ssh-keys.ts';
import { kexInit, plainPacket } from '../../support/ssh-packets.ts';

const megabyte = 1024 * 1024;
const [failed, proven, opened] = [51, 60, 52];
const curve = 'curve25519-sha256';

let site: GatewaySite;
let account: TestAccount;

beforeAll(async () => {
  const limits = { startups: 500, startupsPerAddress: 400 };
  site = await openGatewaySite({ gateway: { limits } });
  account = await site.account('insurer-300');
});
afterAll(() => site.close());

/** The gateway goes on, has not grown by much, and has let in nobody. */
async function expectUnharmed(work: () => Promise<void>): Promise<void> {
  const before = process.memoryUsage().rss;
  const accepted = (await site.events('login-accepted')).length;
  await work();
  expect(process.memoryUsage().rss - before).toBeLessThan(100 * megabyte);
  expect(await site.events('login-accepted')).toHaveLength(accepted);
  const { open, client } = await attemptLogin(site.gateway.port, bothFactors(account));
  client.end();
  expect(open).toBe(true);
}

/** Numbers of the messages that still come. */
async function heardFrom(peer: RawPeer): Promise<readonly number[]> {
  const numbers: number[] = [];
  for (let answer = await peer.receive(); answer; answer = await peer.receive()) numbers.push(answer[0] ?? 0);
  return numbers;
}

describe('before login', () => {
  it('giant and degenerate keys are neither shown nor computed with [weakness: giant keys, endless channels, floods]', async () => {
    const ones = (bytes: number) => Buffer.alloc(bytes, 0xff);
    const point = Buffer.concat([Buffer.of(4), ones(64)]);
    const keys: readonly (readonly [string, Buffer])[] = [
      ...[1024, 8192, 30_000].flatMap((bytes) => [
        ['rsa-sha2-512', [sshString('ssh-rsa'), sshMpint(ones(bytes)), sshMpint(ones(bytes))]] as const,
        ['rsa-sha2-256', [sshString('ssh-rsa'), sshMpint(Buffer.of(3)), sshMpint(ones(bytes))]] as const,
      ]),
      ['rsa-sha2-512', [sshString('ssh-rsa'), sshMpint(Buffer.of(0)), sshMpint(Buffer.of(0))]] as const,
      ['ssh-ed25519', [sshString('ssh-ed25519'), sshString(ones(50_000))]] as const,
      ['ssh-ed25519', [sshString('ssh-ed25519'), sshString(Buffer.alloc(32))]] as const,
      [
        'ecdsa-sha2-nistp256',
        [sshString('ecdsa-sha2-nistp256'), sshString('nistp256'), sshString(point)],
      ] as const,
      [
        'ecdsa-sha2-nistp256',
        [sshString('ecdsa-sha2-nistp256'), sshString('nistp521'), sshString(point)],
      ] as const,
      ['ssh-dss', [sshString('ssh-dss'), ...[1, 2, 3, 4].map(() => sshMpint(ones(8192)))]] as const,
    ].map(([name, fields]) => [name, Buffer.concat([...fields])] as const);
    await expectUnharmed(async () => {
      for (const [name, blob] of keys) {
        const fields = [sshString(name), sshString(blob)];
        const signature = sshString(Buffer.concat([sshString(name), sshString(ones(8192))]));
        for (const [signs, ...rest] of [[Buffer.of(0)], [Buffer.of(1), signature]] as const) {
          const raw = await openRawSsh(site.gateway.port);
          raw.send(authenticationRequest(account.name, 'publickey', signs, ...fields, ...rest));
          await Promise.race([raw.next(failed), raw.next(proven), raw.closed]);
          expect(raw.numbers).not.toContain(opened);
          raw.socket.destroy();
        }
      }
    });
  });

  it('giant values of the key exchange end it [weakness: giant keys, endless channels, floods]', async () => {
    // A number of 31 or 33 bytes would be as good as any for the group.
    const values = [0, 600, 30_000, 200_000].map((length) => sshString(Buffer.alloc(length, 0xfe)));
    const exchanges = [curve, 'mlkem768x25519-sha256', 'diffie-hellman-group16-sha512'];
    await expectUnharmed(async () => {
      for (const exchange of exchanges) {
        for (const value of [...values, sshString(Buffer.alloc(32)), uint32(0xffffffff)]) {
          const peer = await connectRaw(site.gateway.port);
          peer.send(kexInit([exchange]), Buffer.concat([Buffer.of(30), value]));
          const heard = await heardFrom(peer);
          expect([exchange, value.length, heard.includes(31)]).toEqual([exchange, value.length, false]);
        }
      }
    });
  });

  it('a key exchange that stalls ends with the time to log in [weakness: giant keys, endless channels, floods]', async () => {
    const unfinished = [
      [],
      [kexInit([curve])],
      [kexInit([curve]), Buffer.concat([Buffer.of(30), sshString(Buffer.alloc(32, 9))])],
    ];
    const hasty = await startGateway({
      ...site.options,
      port: 0,
      limits: { startups: 500, startupsPerAddress: 400, loginSeconds: 2 },
    });
    await expectUnharmed(async () => {
      await Promise.all(
        unfinished.flatMap((packets) =>
          Array.from({ length: 20 }, async () => {
            const peer = await connectRaw(hasty.port);
            peer.send(...packets);
            await heardFrom(peer);
          }),
        ),
      );
    });
    await hasty.close();
  });

  it.each([
    ['IGNORE', Buffer.concat([Buffer.of(2), sshString('x'.repeat(30_000))])],
    ['DEBUG', Buffer.concat([Buffer.of(4, 0), sshString('x'.repeat(30_000)), sshString('')])],
    ['UNIMPLEMENTED', Buffer.concat([Buffer.of(3), uint32(0)])],
    ['PING', Buffer.concat([Buffer.of(192), sshString('x'.repeat(30_000))])],
    ['a packet of nothing', Buffer.alloc(0)],
    ['a key exchange begun again', kexInit([curve])],
  ])(
    'a flood of %s ends the connection [weakness: giant keys, endless channels, floods]',
    async (_name, message) => {
      const flood = Array.from({ length: 400 }, () => message);
      await expectUnharmed(async () => {
        for (const before of [[], [kexInit([curve])]]) {
          const peer = await connectRaw(site.gateway.port);
          peer.send(...before);
          for (const one of flood) peer.send(one);
          await heardFrom(peer);
        }
        const raw = await openRawSsh(site.gateway.port);
        for (const one of flood) raw.send(one);
        expect(await closesWithin(10_000, raw)).toBe(true);
      });
    },
  );

  it('absurd lengths of packets, strings and lists end the connection at once [weakness: giant keys, endless channels, floods]', async () => {
    const lengths = [0, 1, 3, 7, 9, 40_000_001, 0x7fffffff, 0x80000000, 0xffffffff];
    const padded = plainPacket(Buffer.of(2, 0, 0, 0, 0));
    padded[4] = 255;
    const halfList = Buffer.concat([Buffer.of(20), Buffer.alloc(16), uint32(0xffffffff), Buffer.alloc(50)]);
    const clear = [
      ...lengths.map((length) => Buffer.concat([uint32(length), Buffer.alloc(64)])),
      padded,
      plainPacket(halfList),
    ];
    await expectUnharmed(async () => {
      for (const bytes of clear) {
        const socket = connectQuietly(site.gateway.port).resume();
        socket.write(Buffer.concat([Buffer.from('SSH-2.0-x\r\n'), bytes]));
        await closing(socket);
      }
      for (const length of lengths) {
        const raw = await openRawSsh(site.gateway.port);
        raw.socket.write(Buffer.concat([uint32(length), Buffer.alloc(64)]));
        expect([length, await closesWithin(10_000, raw)]).toEqual([length, true]);
        const wrong = await openRawSsh(site.gateway.port);
        wrong.send(Buffer.concat([Buffer.of(50), uint32(length), Buffer.from('insurer-300')]));
        expect([length, await closesWithin(10_000, wrong)]).toEqual([length, true]);
      }
    });
  });

  it('an endless identification, or endless lines before one, are cut off [weakness: giant keys, endless channels, floods]', async () => {
    await expectUnharmed(async () => {
      for (const line of ['x', 'hello\r\n', '\r\n', 'SSH-1.99-', '\0']) {
        const socket = connectQuietly(site.gateway.port).resume();
        const gone = closing(socket);
        const piece = line.repeat(20_000);
        for (let time = 0; time < 20 && !socket.destroyed; time += 1) socket.write(piece);
        await gone;
        expect(socket.bytesRead).toBeLessThan(200);
      }
    });
  });
});
