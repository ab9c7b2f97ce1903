import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startGateway } from '../../src/gateway/gateway.ts';
import type { GatewayLimits } from '../../src/gateway/limits.ts';
import { requestType } from '../../src/gateway/sftp/protocol.ts';
import type { Parcel } from '../../src/ports/parcel.ts';
import {
  attemptLogin,
  bothFactors,
  logIn,
  noAttributes,
  openSftp,
  uint32,
  uint64,
} from '../support/gateway-client.ts';
import { type GatewaySite, openGatewaySite, type TestAccount } from '../support/gateway-site.ts';
import {
  channelData,
  channelOpen,
  channelRequest,
  closesWithin,
  openLoggedIn,
  type RawSsh,
} from '../support/raw-ssh.ts';
import { sshString } from '../support/ssh-keys.ts';

const megabyte = 1024 * 1024;
/** CHANNEL_OPEN_CONFIRMATION, CHANNEL_OPEN_FAILURE, CHANNEL_SUCCESS, CHANNEL_FAILURE. */
const [confirmed, openFailed, granted, refused] = [91, 92, 99, 100];

let site: GatewaySite;
let account: TestAccount;

beforeEach(async () => {
  site = await openGatewaySite();
  account = await site.account('insurer-300');
});
afterEach(() => site.close());

async function expectAlive(): Promise<void> {
  const { open, client } = await attemptLogin(site.gateway.port, bothFactors(account));
  client.end();
  expect(open).toBe(true);
}

async function withLimits(limits: Partial<GatewayLimits>, work: (port: number) => Promise<void>) {
  const gateway = await startGateway({ ...site.options, port: 0, limits });
  try {
    await work(gateway.port);
  } finally {
    await gateway.close();
  }
}

/** Opens a channel and its subsystem by hand; gives the server's number of it. */
async function openChannel(raw: RawSsh, window: number, greatestPacket = 32 * 1024): Promise<number> {
  raw.send(channelOpen(7, window, greatestPacket));
  const channel = (await raw.next(confirmed)).readUInt32BE(5);
  raw.send(channelRequest(channel, 'subsystem', sshString('sftp')));
  await raw.next(granted);
  return channel;
}

const packet = (type: number, ...fields: readonly Buffer[]) =>
  sshString(Buffer.concat([Buffer.of(type), ...fields]));
const init = packet(requestType.init, uint32(3));

describe('a channel', () => {
  it('is refused beyond the tenth of a connection [threat 31]', async () => {
    const raw = await openLoggedIn(site.gateway.port, account);
    for (let number = 0; number < 10; number += 1) {
      raw.send(channelOpen(number, megabyte, 32 * 1024));
      await raw.next(confirmed);
    }
    raw.send(channelOpen(10, megabyte, 32 * 1024));
    await raw.next(openFailed);
    raw.socket.destroy();
  });

  it('is served beside nine others, and their end with the connection gives Node no cause to warn', async () => {
    const warnings: string[] = [];
    const hear = ({ message }: Error) => warnings.push(message);
    process.on('warning', hear);
    const raw = await openLoggedIn(site.gateway.port, account);
    for (let number = 0; number < 10; number += 1) {
      raw.send(channelOpen(number, megabyte, 32 * 1024));
      const channel = (await raw.next(confirmed)).readUInt32BE(5);
      raw.send(channelRequest(channel, 'subsystem', sshString('sftp')));
      await raw.next(granted);
    }
    raw.send(Buffer.of(91));
    expect(await closesWithin(10_000, raw)).toBe(true);
    await expectAlive();
    process.off('warning', hear);
    expect(warnings).toEqual([]);
  });

  it('is refused if it takes packets of nothing: writing to it would never end', async () => {
    const raw = await openLoggedIn(site.gateway.port, account);
    for (const greatestPacket of [0, 1, 1023]) {
      raw.send(channelOpen(1, megabyte, greatestPacket));
      await raw.next(openFailed);
    }
    raw.socket.destroy();
    await expectAlive();
  });

  it('may be of no other kind than a session [threat 29]', async () => {
    const raw = await openLoggedIn(site.gateway.port, account);
    for (const kind of [
      'direct-tcpip',
      'x11',
      'auth-agent@openssh.com',
      'tun@openssh.com',
      '',
      'x'.repeat(1000),
    ]) {
      const address = [sshString('127.0.0.1'), uint32(22), sshString('127.0.0.1'), uint32(22)];
      const fields = [uint32(3), uint32(megabyte), uint32(32_768), ...address];
      raw.send(Buffer.concat([Buffer.of(90), sshString(kind), ...fields]));
      await raw.next(openFailed);
    }
    raw.socket.destroy();
  });

  it('answers everything but the subsystem sftp with a refusal [threat 29][threat 30]', async () => {
    const raw = await openLoggedIn(site.gateway.port, account);
    raw.send(channelOpen(1, megabyte, 32 * 1024));
    const channel = (await raw.next(confirmed)).readUInt32BE(5);
    const terminal = [sshString('xterm'), uint32(80), uint32(24), uint32(0), uint32(0), sshString('\0')];
    const requests = [
      channelRequest(channel, 'pty-req', ...terminal),
      channelRequest(channel, 'env', sshString('LD_PRELOAD'), sshString('/tmp/x')),
      channelRequest(channel, 'shell'),
      channelRequest(channel, 'exec', sshString('id')),
      channelRequest(channel, 'auth-agent-req@openssh.com'),
      channelRequest(channel, 'signal', sshString('KILL')),
      channelRequest(channel, 'window-change', uint32(1), uint32(1), uint32(1), uint32(1)),
      ...['', 'SFTP', 'sftp\0', 'sftp ', '../sftp', 'x'.repeat(30_000)].map((name) =>
        channelRequest(channel, 'subsystem', sshString(name)),
      ),
    ];
    for (const request of requests) {
      raw.send(request);
      await raw.next(refused);
    }
    raw.send(channelRequest(channel, 'subsystem', sshString('sftp')));
    await raw.next(granted);
    raw.socket.destroy();
  });

  it('ends the connection when a request for it is cut short [threat 30]', async () => {
    for (const malformed of [
      channelRequest(0, 'subsystem'),
      channelRequest(0, 'subsystem', Buffer.from('000000ff73667470', 'hex')),
      Buffer.of(98, 0, 0),
    ]) {
      const raw = await openLoggedIn(site.gateway.port, account);
      raw.send(channelOpen(1, megabyte, 32 * 1024));
      await raw.next(confirmed);
      raw.send(malformed);
      expect(await closesWithin(10_000, raw)).toBe(true);
    }
    await expectAlive();
  });

  it('ends the connection when it is sent more than its window allows [threat 34]', async () => {
    const raw = await openLoggedIn(site.gateway.port, account);
    const channel = await openChannel(raw, megabyte);
    raw.send(channelData(channel, init));
    await raw.next(94);
    // A request that waits for the ledger, and behind it more than the channel holds.
    const piece = packet(requestType.opendir, uint32(1), sshString('/'));
    const flood = Buffer.concat(Array.from({ length: 1000 }, () => piece));
    for (let sent = 0; sent < 8 * megabyte && !raw.socket.destroyed; sent += flood.length) {
      raw.send(channelData(channel, flood));
    }
    expect(await closesWithin(50_000, raw)).toBe(true);
    await expectAlive();
  });

  it('is closed by the server when the client has said all, as OpenSSH expects', async () => {
    const sftp = await openSftp(await logIn(site.gateway.port, account));
    sftp.channel.end();
    await sftp.closed;
  });
});

describe('an SFTP conversation', () => {
  it('opens no more handles than allowed, and goes on [threat 31]', async () => {
    const client = await logIn(site.gateway.port, account);
    const sftp = await openSftp(client);
    const handles: Buffer[] = [];
    for (let number = 0; number < 64; number += 1) {
      const handle = await sftp.open('/README.txt');
      if (typeof handle === 'number') throw new RangeError(`handle ${number} refused`);
      handles.push(handle);
    }
    expect(await sftp.open('/README.txt')).toBe(4);
    expect((await sftp.ask(requestType.opendir, sshString('/'))).code).toBe(4);
    expect(await sftp.close(handles[0] ?? Buffer.alloc(0))).toBe(0);
    expect(await sftp.open('/README.txt')).toBeInstanceOf(Buffer);
    client.end();
  });

  it('tells its limits, and advertises nothing that it does not do', async () => {
    const client = await logIn(site.gateway.port, account);
    const sftp = await openSftp(client);
    const limits = await sftp.ask(requestType.extended, sshString('limits@openssh.com'));
    expect(limits.type).toBe(201);
    const numbers = [0, 8, 16, 24].map((at) => Number(limits.body.readBigUInt64BE(at)));
    expect(numbers).toEqual([256 * 1024, 255 * 1024, 255 * 1024, 64]);
    for (const name of ['hardlink@openssh.com', 'copy-data', 'md5-hash', 'CHECK-FILE', '']) {
      expect((await sftp.ask(requestType.extended, sshString(name))).code).toBe(8);
    }
    client.end();
  });

  it('answers what is not in its table with OP_UNSUPPORTED, and goes on [threat 41]', async () => {
    const client = await logIn(site.gateway.port, account);
    const sftp = await openSftp(client);
    const known = new Set<number>(Object.values(requestType));
    for (let type = 0; type < 256; type += 1) {
      if (known.has(type) && type !== requestType.readlink && type !== requestType.symlink) continue;
      expect([type, (await sftp.ask(type, sshString('/README.txt'))).code]).toEqual([type, 8]);
    }
    expect(await sftp.open('/README.txt')).toBeInstanceOf(Buffer);
    client.end();
  });

  it('answers malformed fields with BAD_MESSAGE, and goes on', async () => {
    const client = await logIn(site.gateway.port, account);
    const sftp = await openSftp(client);
    const short = Buffer.from('000000ff61', 'hex');
    const fields: readonly (readonly [number, ...Buffer[]])[] = [
      [requestType.open, short],
      [requestType.open, sshString('/README.txt'), uint32(1)],
      [requestType.open, sshString('/README.txt'), uint32(1), noAttributes, Buffer.of(0)],
      [requestType.read, sshString('x'), uint64(0n)],
      [requestType.stat],
      [requestType.rename, sshString('/a')],
      [requestType.write, sshString('x'), uint64(0n), short],
      [requestType.setstat, sshString('/a'), uint32(0x80000000), uint32(0xffffffff)],
    ];
    for (const [type, ...rest] of fields) expect((await sftp.ask(type, ...rest)).code).toBe(5);
    for (const handle of [
      Buffer.alloc(0),
      Buffer.alloc(3),
      Buffer.alloc(4),
      Buffer.alloc(5),
      Buffer.alloc(256, 1),
    ]) {
      expect(await sftp.read(handle, 0n, 10)).toBe(4);
      expect(await sftp.close(handle)).toBe(4);
    }
    expect(await sftp.open('/README.txt')).toBeInstanceOf(Buffer);
    client.end();
  });

  it('is ended by a packet longer than allowed, by one of nothing, and by anything before INIT [threat 31]', async () => {
    const client = await logIn(site.gateway.port, account);
    const tooLong = uint32(256 * 1024 + 1);
    for (const bytes of [tooLong, uint32(0), uint32(0xffffffff), Buffer.from('0000000203ff', 'hex')]) {
      const sftp = await openSftp(client);
      sftp.channel.write(bytes);
      await sftp.closed;
    }
    const ungreeted = await openSftp(client, { greet: false });
    ungreeted.sendPacket(Buffer.concat([Buffer.of(requestType.stat), uint32(1), sshString('/')]));
    await ungreeted.closed;
    client.end();
    await expectAlive();
  });

  it('serves a client that sends its packets byte by byte, or all at once', async () => {
    const client = await logIn(site.gateway.port, account);
    const sftp = await openSftp(client);
    const many = Array.from({ length: 200 }, () => sftp.ask(requestType.stat, sshString('/README.txt')));
    expect(new Set((await Promise.all(many)).map(({ type }) => type))).toEqual(new Set([105]));
    const slow = packet(requestType.realpath, uint32(999_999), sshString('inbox/..'));
    for (const byte of slow) sftp.channel.write(Buffer.of(byte));
    expect((await sftp.ask(requestType.stat, sshString('/'))).type).toBe(105);
    client.end();
  });
});

describe('a peer that does not read', () => {
  /** Begins SFTP on the channel and opens the parcel; gives its handle. */
  async function openedOn(raw: RawSsh, channel: number, { name }: Pick<Parcel, 'name'>): Promise<Buffer> {
    raw.send(channelData(channel, init));
    await raw.next(94);
    const path = `/inbox/2022-03/${name}`;
    const open = packet(requestType.open, uint32(1), sshString(path), uint32(1), noAttributes);
    raw.send(channelData(channel, open));
    return (await raw.next(94)).subarray(-4);
  }

  it('costs bounded memory, however large the window that it grants [threat 34]', async () => {
    const parcel = await site.parcel('300', Buffer.alloc(4 * megabyte, 1));
    const raw = await openLoggedIn(site.gateway.port, account);
    const channel = await openChannel(raw, 0xffffffff, 0xffffffff);
    const handle = await openedOn(raw, channel, parcel);
    const before = process.memoryUsage().rss;
    raw.socket.pause();
    for (let request = 2; request < 4000; request += 1) {
      const range = [uint64(0n), uint32(255 * 1024)];
      raw.send(channelData(channel, packet(requestType.read, uint32(request), sshString(handle), ...range)));
    }
    // Whatever is going to be served has been when the ledger of another session is written.
    for (let time = 0; time < 20; time += 1) await expectAlive();
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * megabyte);
    raw.socket.destroy();
  });

  it('costs bounded memory while it leaves an exchange of keys unfinished, and is served when it ends it [threat 34]', async () => {
    const parcel = await site.parcel('300', Buffer.alloc(megabyte, 1));
    const raw = await openLoggedIn(site.gateway.port, account);
    const channel = await openChannel(raw, 0xffffffff);
    const handle = await openedOn(raw, channel, parcel);
    const before = process.memoryUsage().arrayBuffers;
    const [requests, length] = [300, 255 * 1024];
    for (let request = 0; request < requests; request += 1) {
      const fields = [uint32(2 + request), sshString(handle), uint64(0n), uint32(length)];
      raw.send(channelData(channel, packet(requestType.read, ...fields)));
    }
    raw.rekey();
    raw.socket.pause();
    for (let time = 0; time < 3; time += 1) await expectAlive();
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(30 * megabyte);
    let received = 0;
    raw.listen((message) => {
      if (message[0] === 94) received += message.length - 9;
    });
    raw.socket.resume();
    await expect.poll(() => received, { timeout: 10_000 }).toBe(requests * (13 + length));
    raw.socket.destroy();
  });

  it('is cut off if it asks on and on, and never answers that keys are to be exchanged [threat 34]', async () => {
    // More than a login takes: the peer must have stopped reading before the gateway asks for new keys.
    await withLimits({ rekeyBytes: 100_000, watchSeconds: 0.01 }, async (port) => {
      const raw = await openLoggedIn(port, account);
      raw.socket.pause();
      const ping = Buffer.concat([Buffer.of(80), sshString('keepalive@openssh.com'), Buffer.of(1)]);
      const askMuch = () => {
        for (let time = 0; time < 2000; time += 1) raw.send(ping);
        return raw.socket.destroyed;
      };
      await expect.poll(askMuch, { timeout: 10_000, interval: 1 }).toBe(true);
    });
  });

  it('is cut off after a while [threat 32]', async () => {
    await withLimits({ stallSeconds: 0.5, watchSeconds: 0.1 }, async (port) => {
      const parcel = await site.parcel('300', Buffer.alloc(16 * megabyte, 1));
      const raw = await openLoggedIn(port, account);
      const channel = await openChannel(raw, 0xffffffff, 0xffffffff);
      const handle = await openedOn(raw, channel, parcel);
      raw.socket.pause();
      for (let request = 2; request < 100; request += 1) {
        const range = [uint64(0n), uint32(255 * 1024)];
        raw.send(
          channelData(channel, packet(requestType.read, uint32(request), sshString(handle), ...range)),
        );
      }
      await expect
        .poll(() => site.events('session-ended'), { timeout: 10_000 })
        .toMatchObject([{ details: { reason: 'stalled' } }]);
      raw.socket.destroy();
    });
  });
});

describe('a session', () => {
  it('that asks nothing ends after a while, and is told why [threat 32]', async () => {
    await withLimits({ idleSeconds: 0.3 }, async (port) => {
      const raw = await openLoggedIn(port, account);
      expect((await raw.next(1)).toString()).toContain('inactivity');
      await raw.closed;
    });
    expect(await site.events('session-ended')).toMatchObject([{ details: { reason: 'idle' } }]);
  });

  it('goes through new keys in the middle of a transfer, whoever asks for them [threat 27]', async () => {
    const bytes = Buffer.from(Array.from({ length: 3 * megabyte }, (_, at) => at % 251));
    const parcel = await site.parcel('300', bytes);
    await withLimits({ rekeyBytes: 256 * 1024, watchSeconds: 0.01 }, async (port) => {
      const client = await logIn(port, account);
      let rekeyed = 0;
      client.on('handshake', () => {
        rekeyed += 1;
      });
      const sftp = await openSftp(client);
      const handle = await sftp.open(`/inbox/2022-03/${parcel.name}`);
      if (typeof handle === 'number') throw new RangeError('not opened');
      // However quick the machine is, and the watch that asks for new keys slow.
      for (let time = 0; rekeyed < 2; time += 1) {
        const pieces: Buffer[] = [];
        for (let at = 0; at < bytes.length; at += 32 * 1024) {
          const piece = await sftp.read(handle, BigInt(at), 32 * 1024);
          if (typeof piece !== 'number') pieces.push(piece);
        }
        expect([time, Buffer.concat(pieces).equals(bytes)]).toEqual([time, true]);
      }
      client.end();
    });
  });

  it('is one of so many of its account, and not one more', async () => {
    await withLimits({ sessionsPerAccount: 2 }, async (port) => {
      const first = await logIn(port, account);
      await logIn(port, account);
      const third = await attemptLogin(port, bothFactors(account));
      expect(third.open).toBe(false);
      first.end();
      await expect.poll(async () => (await attemptLogin(port, bothFactors(account))).open).toBe(true);
    });
  });
});
