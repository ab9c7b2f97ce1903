import { once } from 'node:events';
import ssh2 from 'ssh2';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startGateway } from '../../src/gateway/gateway.ts';
import type { GatewayLimits } from '../../src/gateway/limits.ts';
import { sshAlgorithms } from '../../src/ssh/algorithms.ts';
import { attemptLogin, bothFactors, logIn, uint32 } from '../support/gateway-client.ts';
import { type GatewaySite, openGatewaySite, type TestAccount } from '../support/gateway-site.ts';
import {
  authenticationRequest,
  closesWithin,
  closing,
  connectQuietly,
  conversationRequest,
  openRawSsh,
  passwordRequest,
  type RawSsh,
  responses,
  signatureRequest,
} from '../support/raw-ssh.ts';
import { sshString } from '../support/ssh-keys.ts';

let site: GatewaySite;
let account: TestAccount;

beforeEach(async () => {
  site = await openGatewaySite({ gateway: { limits: { startups: 500, startupsPerAddress: 400 } } });
  account = await site.account('insurer-300');
});
afterEach(() => site.close());

/** The gateway still lets an honest peer in. */
async function expectAlive(port = site.gateway.port): Promise<void> {
  const { open, client } = await attemptLogin(port, bothFactors(account));
  client.end();
  expect(open).toBe(true);
}

/** Another gateway on the same site, with other limits, gone after `work`. */
async function withLimits(limits: Partial<GatewayLimits>, work: (port: number) => Promise<void>) {
  const gateway = await startGateway({ ...site.options, port: 0, limits });
  try {
    await work(gateway.port);
  } finally {
    await gateway.close();
  }
}

describe('a message that does not belong there', () => {
  it('does not crash the process by emptying the queue of requests while one is judged', async () => {
    for (const stray of [51, 52]) {
      const raw = await openRawSsh(site.gateway.port);
      raw.send(signatureRequest(raw, account));
      raw.send(Buffer.concat([Buffer.of(stray), sshString('password'), Buffer.of(0)]));
      expect(await closesWithin(10_000, raw)).toBe(true);
    }
    const raw = await openRawSsh(site.gateway.port);
    raw.send(conversationRequest(account.name));
    raw.send(
      authenticationRequest(
        account.name,
        'publickey',
        Buffer.of(0),
        sshString('ssh-ed25519'),
        sshString(account.key.blob),
      ),
    );
    await raw.next(60);
    raw.socket.destroy();
    await expectAlive();
  });

  it('may not announce more responses than a conversation has [threat 34]', async () => {
    const { maxRSS: before } = process.resourceUsage();
    for (const announced of [9, 30_000_000, 0xffffffff]) {
      const raw = await openRawSsh(site.gateway.port);
      raw.send(conversationRequest(account.name));
      await raw.next(60);
      raw.send(Buffer.concat([Buffer.of(61), uint32(announced)]));
      expect(await closesWithin(10_000, raw)).toBe(true);
    }
    // In KiB: an array of thirty million places alone would take 230 MiB.
    expect(process.resourceUsage().maxRSS - before).toBeLessThan(100 * 1024);
    await expectAlive();
  });

  it('is refused when requests pile up, or when packets before login do', async () => {
    const many = await openRawSsh(site.gateway.port);
    for (let time = 0; time < 12; time += 1) many.send(signatureRequest(many, account));
    expect(await closesWithin(10_000, many)).toBe(true);

    const chatty = await openRawSsh(site.gateway.port);
    for (let time = 0; time < 400; time += 1) {
      chatty.send(Buffer.concat([Buffer.of(2), sshString('x'.repeat(1000))]));
    }
    expect(await closesWithin(10_000, chatty)).toBe(true);
    await expectAlive();
  });

  it.each<[string, (raw: RawSsh) => readonly Buffer[]]>([
    ['a method that there is not', () => [authenticationRequest(account.name, 'bogus')]],
    ['a service that there is not', () => [Buffer.concat([Buffer.of(5), sshString('ssh-bogus')])]],
    [
      'another name within one login',
      (raw) => [signatureRequest(raw, account), authenticationRequest('insurer-100', 'none')],
    ],
  ])('is the last: nobody who was sent away for %s logs in behind it [A18]', async (_, offend) => {
    for (const together of [true, false]) {
      const raw = await openRawSsh(site.gateway.port);
      // Whoever is told that it is over need not close its own half.
      raw.socket.allowHalfOpen = true;
      for (const message of offend(raw)) raw.send(message);
      if (!together) await raw.next(1);
      raw.send(signatureRequest(raw, account));
      raw.send(passwordRequest(account.name, account.password));
      // Only who goes on writing learns that nobody reads any more.
      const goesOn = () => {
        raw.send(Buffer.concat([Buffer.of(2), sshString('')]));
        return raw.socket.destroyed;
      };
      await expect.poll(goesOn, { timeout: 10_000 }).toBe(true);
    }
    expect(await site.events('login-accepted')).toEqual([]);
    await expectAlive();
  });

  it('within a conversation abandons it, and the next request is served', async () => {
    const raw = await openRawSsh(site.gateway.port);
    raw.send(conversationRequest(account.name));
    await raw.next(60);
    raw.send(signatureRequest(raw, account));
    expect((await raw.next(51)).at(-1)).toBe(1);
    raw.send(conversationRequest(account.name));
    await raw.next(60);
    raw.send(responses(account.password));
    await raw.next(52);
    raw.socket.destroy();
  });
});

describe('the key exchange', () => {
  /** The name-lists of the server's KEXINIT (RFC 4253 section 7.1), read before anything is encrypted. */
  async function offered(): Promise<readonly string[]> {
    const socket = connectQuietly(site.gateway.port);
    socket.write('SSH-2.0-test\r\n');
    let bytes = Buffer.alloc(0);
    for await (const piece of socket) {
      bytes = Buffer.concat([bytes, piece]);
      const start = bytes.indexOf('\r\n') + 2;
      if (bytes.length < start + 4 || bytes.length < start + 4 + bytes.readUInt32BE(start)) continue;
      socket.destroy();
      const lists: string[] = [];
      for (let at = start + 5 + 17, left = 8; left > 0; left -= 1) {
        const end = at + 4 + bytes.readUInt32BE(at);
        lists.push(bytes.subarray(at + 4, end).toString());
        at = end;
      }
      return lists;
    }
    return [];
  }

  it('offers the algorithms of the list only: no SHA-1, no CBC, no compression [threat 25]', async () => {
    const { kex, serverHostKey, cipher, hmac, compress } = sshAlgorithms;
    const both = (names: readonly string[]) => [names.join(','), names.join(',')];
    expect(await offered()).toEqual([
      // Strict key exchange: packets dropped or injected before encryption are noticed (CVE-2023-48795).
      [...kex, 'kex-strict-s-v00@openssh.com'].join(','),
      serverHostKey.join(','),
      ...both(cipher),
      ...both(hmac),
      ...both(compress),
    ]);
    expect((await offered()).join()).not.toMatch(/sha1|cbc|zlib|ssh-rsa|ssh-dss|md5/);
  });

  it('tells which signatures are taken, without SHA-1 and DSA [threat 25]', async () => {
    const raw = await openRawSsh(site.gateway.port);
    const message = await raw.next(7);
    raw.socket.destroy();
    expect(message.toString('latin1')).toContain('server-sig-algs');
    expect(message.toString('latin1').split('server-sig-algs')[1]?.slice(4).split(',')).toEqual([
      'ssh-ed25519',
      'ecdsa-sha2-nistp256',
      'ecdsa-sha2-nistp384',
      'ecdsa-sha2-nistp521',
      'rsa-sha2-512',
      'rsa-sha2-256',
      'sk-ssh-ed25519@openssh.com',
      'sk-ecdsa-sha2-nistp256@openssh.com',
    ]);
  });

  it('may not be begun again before login', async () => {
    const raw = await openRawSsh(site.gateway.port);
    raw.rekey();
    expect(await closesWithin(10_000, raw)).toBe(true);
    await expectAlive();
  });

  it('fails with a client that wants compression only [threat 25][weakness: compression bombs]', async () => {
    const client = new ssh2.Client();
    const failed = once(client, 'error');
    client.connect({
      host: '127.0.0.1',
      port: site.gateway.port,
      username: account.name,
      algorithms: { compress: ['zlib@openssh.com'] },
    });
    expect(String(await failed)).toContain('Handshake failed');
  });
});

describe('whoever does not log in', () => {
  it('is sent away when the time is over, told why if it listens [threat 22]', async () => {
    // Enough for a handshake on a busy machine, so that it is the login that comes too late.
    await withLimits({ loginSeconds: 3 }, async (port) => {
      const silent = closing(connectQuietly(port).resume());
      const raw = await openRawSsh(port);
      const goodbye = await raw.next(1);
      expect(goodbye.toString()).toMatch(/The time to log in is over/);
      await Promise.all([silent, raw.closed]);
    });
  });

  it('cannot bring the gateway down by expiring all at once [threat 22][weakness: mass expiry of the grace timer]', async () => {
    await withLimits({ loginSeconds: 1, startups: 600, startupsPerAddress: 600 }, async (port) => {
      const sockets = Array.from({ length: 500 }, (_, number) => {
        const socket = connectQuietly(port).resume();
        if (number % 2 === 0) socket.write('SSH-2.0-slow\r\n');
        return socket;
      });
      await Promise.all(sockets.map(closing));
      // A second may be too little for a login on a busy machine.
      await expect.poll(async () => (await attemptLogin(port, bothFactors(account))).open).toBe(true);
    });
  });

  it('has only so many places, in all and from one address, and leaves room when it goes [threat 36]', async () => {
    await withLimits({ startups: 10, startupsPerAddress: 5 }, async (port) => {
      const sockets = Array.from({ length: 5 }, () => connectQuietly(port));
      for (const socket of sockets) {
        const [greeting] = await once(socket, 'data');
        expect(String(greeting)).toBe('SSH-2.0-Passerelle\r\n');
      }
      const sixth = connectQuietly(port).resume();
      await closing(sixth);
      expect(sixth.bytesRead).toBe(0);

      const gone = sockets.map(closing);
      for (const socket of sockets) socket.destroy();
      await Promise.all(gone);
      await expect.poll(async () => (await attemptLogin(port, bothFactors(account))).open).toBe(true);
    });
  });

  it('is cut off when it does not even name itself properly [threat 28]', async () => {
    const hostile = [
      'GET / HTTP/1.1\r\n\r\n',
      'SSH-1.5-old\r\n',
      'SSH-2.0-\r\n',
      `SSH-2.0-${'x'.repeat(9000)}\r\n`,
      `${'\n'.repeat(2000)}`,
      Buffer.alloc(100_000, 0xff),
      'SSH-2.0-x\r\nnot a packet, but as long as one should be........',
      Buffer.concat([Buffer.from('SSH-2.0-x\r\n'), Buffer.from('ffffffff00', 'hex')]),
    ];
    for (const bytes of hostile) {
      const socket = connectQuietly(site.gateway.port);
      socket.resume().write(bytes);
      await closing(socket);
    }
    await expectAlive();
  });
});

describe('a session', () => {
  it('is nothing but sftp: no shell, no commands, no forwarding, no agent, no other subsystem [threat 29]', async () => {
    const client = await logIn(site.gateway.port, account);
    const refused = (act: (done: (error?: Error | null) => void) => unknown) =>
      new Promise<string>((resolve) => act((error) => resolve(error?.message ?? 'granted')));
    const attempts = {
      shell: await refused((done) => client.shell(done)),
      'shell without terminal': await refused((done) => client.shell(false, done)),
      exec: await refused((done) => client.exec('id', done)),
      'exec with terminal': await refused((done) => client.exec('id', { pty: true }, done)),
      'exec with environment': await refused((done) => client.exec('id', { env: { A: 'b' } }, done)),
      'exec with x11': await refused((done) => client.exec('id', { x11: true }, done)),
      'other subsystem': await refused((done) => client.subsys('netconf', done)),
      'forward out': await refused((done) => client.forwardOut('127.0.0.1', 1, '127.0.0.1', 22, done)),
      'forward in': await refused((done) => client.forwardIn('127.0.0.1', 0, done)),
      'socket out': await refused((done) => client.openssh_forwardOutStreamLocal('/tmp/x', done)),
      'socket in': await refused((done) => client.openssh_forwardInStreamLocal('/tmp/x', done)),
    };
    client.end();
    for (const [what, outcome] of Object.entries(attempts))
      expect([what, outcome]).not.toEqual([what, 'granted']);
    expect(Object.keys(attempts)).toHaveLength(11);
  });
});
