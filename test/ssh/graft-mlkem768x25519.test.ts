import { spawn, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import ssh2, { type ClientChannel, type Connection } from 'ssh2';
import { describe, expect, it } from 'vitest';
import { sshAlgorithms } from '../../src/ssh/algorithms.ts';
import { mlkem768x25519 } from '../../src/ssh/graft-mlkem768x25519.ts';
import { describeWithProgram } from '../support/programs.ts';
import { ed25519Key } from '../support/ssh-keys.ts';
import {
  classicalOnly,
  connectClient,
  hostKey,
  hybridFirst,
  hybridOnly,
  rekeyClient,
  startServer,
} from './ends.ts';

const hybrid = 'mlkem768x25519-sha256';

describe('negotiation between two ends of ssh2', () => {
  it('takes the hybrid exchange that both prefer', async () => {
    const server = await startServer(hybridFirst);
    const { exchanges } = await connectClient(server.port, hybridFirst);
    expect(exchanges).toEqual([hybrid]);
    expect(server.exchanges).toEqual([hybrid]);
    expect(server.logins).toContain('anyone');
  });

  it('takes it where neither end knows any other', async () => {
    const server = await startServer(hybridOnly);
    const { exchanges } = await connectClient(server.port, hybridOnly);
    expect([...exchanges, ...server.exchanges]).toEqual([hybrid, hybrid]);
  });

  it('takes it wherever it stands among the server’s', async () => {
    const server = await startServer([...classicalOnly, mlkem768x25519]);
    const { exchanges } = await connectClient(server.port, hybridFirst);
    expect([...exchanges, ...server.exchanges]).toEqual([hybrid, hybrid]);
  });

  it('leaves the choice to the client, as RFC 4253 section 7.1 wants', async () => {
    const server = await startServer(hybridFirst);
    const { exchanges } = await connectClient(server.port, [...classicalOnly, mlkem768x25519]);
    expect([...exchanges, ...server.exchanges]).toEqual(['curve25519-sha256', 'curve25519-sha256']);
  });

  it.each(classicalOnly)('falls back to %s for a client that knows nothing better', async (name) => {
    const server = await startServer(hybridFirst);
    const { exchanges } = await connectClient(server.port, [name]);
    expect([...exchanges, ...server.exchanges]).toEqual([name, name]);
  });

  it.each(classicalOnly)('falls back to %s for a server that knows nothing better', async (name) => {
    const server = await startServer([name]);
    const { exchanges } = await connectClient(server.port, hybridFirst);
    expect([...exchanges, ...server.exchanges]).toEqual([name, name]);
  });

  it('ends the connection where there is no exchange in common', async () => {
    const server = await startServer(hybridOnly);
    await expect(connectClient(server.port, classicalOnly)).rejects.toThrow('no matching key exchange');
    expect(server.exchanges).toEqual([]);
    expect(server.logins).toEqual([]);
  });

  it('serves many connections at once, each with its own exchange', async () => {
    const server = await startServer(hybridFirst);
    const kinds = [hybridFirst, classicalOnly, hybridOnly];
    const all = await Promise.all(
      Array.from({ length: 24 }, (_, index) => connectClient(server.port, kinds[index % 3] ?? hybridFirst)),
    );
    const names = all.map(({ exchanges }) => exchanges.join());
    expect(names).toEqual(Array.from({ length: 8 }, () => [hybrid, 'curve25519-sha256', hybrid]).flat());
  });
});

describe('what stays ssh2’s', () => {
  it('refuses a server whose host key is another than expected', async () => {
    const server = await startServer(hybridFirst);
    await expect(connectClient(server.port, hybridFirst, ed25519Key().blob)).rejects.toThrow(
      'verification failed',
    );
    expect(server.logins).toEqual([]);
  });

  it('refuses every exchange that it does not know', () => {
    const algorithms = { ...sshAlgorithms, kex: ['mlkem1024nistp384-sha384' as typeof mlkem768x25519] };
    expect(() => new ssh2.Server({ hostKeys: [hostKey.privateText], algorithms })).toThrow(
      'Unsupported algorithm',
    );
  });
});

describe('new keys in the middle of a transfer', () => {
  const rounds = 100;

  /** Sends to a server that sends all back, in pieces, while `renew` takes `rounds` exchanges one after another. */
  async function transferWhile(
    renew: (client: ssh2.Client, connection: Connection) => void,
  ): Promise<{ readonly sent: string; readonly returned: string; readonly exchanges: readonly string[] }> {
    const accepted = Promise.withResolvers<Connection>();
    const server = await startServer(hybridFirst, (connection) => {
      accepted.resolve(connection);
      connection.on('session', (accept) => {
        accept().on('exec', (acceptCommand) => {
          const channel = acceptCommand();
          channel.pipe(channel);
        });
      });
    });
    const { client, exchanges } = await connectClient(server.port, hybridFirst);
    const channel = await new Promise<ClientChannel>((resolve, reject) =>
      client.exec('echo', (error, opened) => (error ? reject(error) : resolve(opened))),
    );
    const connection = await accepted.promise;
    const returned = createHash('sha256');
    channel.on('data', (chunk: Buffer) => returned.update(chunk));
    const sent = createHash('sha256');
    for (let round = 0; round < rounds; round += 1) {
      const bothDone = Promise.all([once(client, 'handshake'), once(connection, 'handshake')]);
      const piece = randomBytes(64 * 1024);
      sent.update(piece);
      channel.write(piece);
      renew(client, connection);
      await bothDone;
    }
    channel.end();
    await once(channel, 'close');
    expect(server.exchanges).toEqual(exchanges);
    expect(server.errors).toEqual([]);
    return { sent: sent.digest('hex'), returned: returned.digest('hex'), exchanges };
  }

  it.each<[string, (client: ssh2.Client, connection: Connection) => void]>([
    ['the server', (_, connection) => connection.rekey()],
    ['the client', (client) => rekeyClient(client)],
    [
      'both at once',
      (client, connection) => {
        connection.rekey();
        rekeyClient(client);
      },
    ],
  ])('come a hundred times when %s asks, and not a byte is lost', async (_, renew) => {
    const { sent, returned, exchanges } = await transferWhile(renew);
    expect(returned).toBe(sent);
    expect(exchanges).toEqual(Array.from({ length: rounds + 1 }, () => hybrid));
  });
});

describeWithProgram('ssh', 'the OpenSSH installed', () => {
  const known = spawnSync('ssh', ['-Q', 'kex'], { encoding: 'utf8' }).stdout.split('\n');
  // OpenSSH has it from 9.9; what is older falls back.
  const best = known.includes(hybrid) ? hybrid : 'curve25519-sha256';

  it(`logs in by ${best}, the best exchange it shares with us, and renews keys`, async () => {
    const server = await startServer(hybridFirst, (connection) =>
      connection.on('session', (accept) => {
        accept().on('exec', (acceptCommand) => {
          const channel = acceptCommand();
          channel.on('end', () => {
            channel.exit(0);
            channel.end();
          });
          channel.resume();
          connection.rekey();
        });
      }),
    );
    const anyHost = ['-oStrictHostKeyChecking=no', '-oUserKnownHostsFile=/dev/null', '-oLogLevel=ERROR'];
    const ssh = spawn('ssh', ['-F', 'none', ...anyHost, '-p', `${server.port}`, 'anyone@127.0.0.1', 'take']);
    ssh.stdin.end(randomBytes(1024 * 1024));
    expect(await once(ssh, 'close')).toEqual([0, null]);
    expect(server.exchanges).toEqual([best, best]);
    expect(server.errors).toEqual([]);
  });
});
