/** OpenSSH's server on loopback, for relay-by-shell.sh and load.ts. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { userInfo } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { exampleKey, publisher, relay } from './sites.ts';

export interface RunningSshd {
  readonly port: number;
  readonly pid: number;
  stop(): Promise<void>;
}

/**
 * Starts it for this user, with `remote` as the folder that a session begins in, and writes `ssh_config`, which
 * knows it as «publisher» and as «insurers». `lines` of sshd_config come before all others, and win.
 */
export async function startSshd(folder: string, lines: readonly string[] = []): Promise<RunningSshd> {
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
    file('sshd_config'),
    `${lines.join('\n')}
Port ${port}
ListenAddress 127.0.0.1
HostKey ${file('host')}
AuthorizedKeysFile ${file('user.pub')}
StrictModes no
UsePAM no
PidFile none
Subsystem sftp internal-sftp -d ${file('remote')}
`,
  );
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
  );
  // Where Debian's sshd wants an empty folder when root starts it.
  if (process.getuid?.() === 0) await mkdir('/run/sshd', { recursive: true });
  const sshd = spawn('/usr/sbin/sshd', ['-D', '-f', file('sshd_config')], { stdio: 'ignore' });
  await reachable(port);
  return {
    port,
    pid: sshd.pid ?? 0,
    async stop() {
      sshd.kill('SIGTERM');
      await once(sshd, 'exit');
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
