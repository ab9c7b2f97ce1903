/** A server of somebody else's on loopback: its keys, its port, and OpenSSH's configuration to come to it. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, copyFile, readFile, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { userInfo } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { exampleKey, publisher, relay } from './sites.ts';

export interface RunningServer {
  readonly port: number;
  readonly pid: number;
  stop(): Promise<void>;
}

/** The folder with the server's key (`host`), the client's (`user`, both with `.pub`) and `ssh_config`. */
export interface Setting {
  readonly port: number;
  file(name: string): string;
}

/** Fills `folder`; its `ssh_config` knows the server as «publisher» and as «insurers», and logs this user in. */
export async function prepareSetting(folder: string): Promise<Setting> {
  const file = (name: string) => path.join(folder, name);
  for (const [name, key] of [
    ['host', `${publisher}.ssh-host`],
    ['user', `${relay}.ssh-user`],
  ] as const) {
    await copyFile(exampleKey(key), file(name));
    await copyFile(exampleKey(`${key}.pub`), file(`${name}.pub`));
    await chmod(file(name), 0o600);
  }
  const port = await freePort();
  const [type, key] = (await readFile(file('host.pub'), 'utf8')).split(' ');
  await writeFile(file('known_hosts'), `[127.0.0.1]:${port} ${type} ${key}\n`);
  await writeFile(
    file('ssh_config'),
    `Host publisher insurers
  HostName 127.0.0.1
  Port ${port}
  User ${userInfo().username}
  IdentityFile ${file('user')}
  IdentitiesOnly yes
  UserKnownHostsFile ${file('known_hosts')}
`,
    { mode: 0o600 },
  );
  return { port, file };
}

/** Starts it, and resolves once it listens. It must stay in the foreground, and end by SIGTERM. */
export async function startServer(
  command: string,
  args: readonly string[],
  port: number,
): Promise<RunningServer> {
  const server = spawn(command, args, { stdio: 'ignore' });
  const ended = once(server, 'exit');
  const failed = ended.then(([status]) => Promise.reject(new Error(`${command} ended with ${status}`)));
  failed.catch(() => {});
  await Promise.race([reachable(port), failed]);
  return {
    port,
    pid: server.pid ?? 0,
    async stop() {
      server.kill('SIGTERM');
      await ended;
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new TypeError('no port');
  return address.port;
}

async function reachable(port: number): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    const socket = connect(port, '127.0.0.1');
    try {
      await once(socket, 'connect');
      return;
    } catch (error) {
      if (tries === 50) throw error;
      await delay(100);
    } finally {
      socket.destroy();
    }
  }
}
