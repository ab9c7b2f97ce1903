/** OpenSSH's server on loopback, for relay-by-shell.sh and load.ts. */

import { mkdir, writeFile } from 'node:fs/promises';
import process from 'node:process';
import { prepareSetting, type RunningServer, startServer } from './local-server.ts';

/**
 * Starts it for this user, with `remote` as the folder that a session begins in. `lines` of sshd_config come before
 * all others, and win.
 */
export async function startSshd(folder: string, lines: readonly string[] = []): Promise<RunningServer> {
  const { port, file } = await prepareSetting(folder);
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
  // Where Debian's sshd wants an empty folder when root starts it.
  if (process.getuid?.() === 0) await mkdir('/run/sshd', { recursive: true });
  return startServer('/usr/sbin/sshd', ['-D', '-f', file('sshd_config')], port);
}
