/** ProFTPD with mod_sftp on loopback: a peer of transfer.ts and sessions.ts. */

import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { promisify } from 'node:util';
import { prepareSetting, type RunningServer, startServer } from './local-server.ts';

/** What has to be there: Debian's packages proftpd-core and proftpd-mod-crypto. */
export const proftpdFiles = ['/usr/sbin/proftpd', '/usr/lib/proftpd/mod_sftp.so'];

/**
 * Starts it for this user, with its defaults but for what spares it work: no scoreboard, no logs, no look-ups, and
 * no delay at the login, which it has so that names cannot be guessed by its time.
 */
export async function startProftpd(folder: string): Promise<RunningServer> {
  const { port, file } = await prepareSetting(folder);
  const { username, uid, gid } = userInfo();
  const { stdout: key } = await promisify(execFile)('ssh-keygen', [
    ...['-e', '-m', 'RFC4716', '-f'],
    file('user.pub'),
  ]);
  await writeFile(file('user.rfc4716'), key);
  await writeFile(file('passwd'), `${username}:x:${uid}:${gid}::${folder}:/bin/sh\n`, { mode: 0o600 });
  await writeFile(file('group'), `${username}:x:${gid}:\n`, { mode: 0o600 });
  await writeFile(
    file('proftpd.conf'),
    `ServerName bench
ServerType standalone
DefaultAddress 127.0.0.1
Port ${port}
UseIPv6 off
ModulePath /usr/lib/proftpd
LoadModule mod_sftp.c
User ${username}
Group ${username}
RootLogin on
RequireValidShell off
UseFtpUsers off
AuthOrder mod_auth_file.c
AuthUserFile ${file('passwd')}
AuthGroupFile ${file('group')}
AllowOverwrite on
UseReverseDNS off
DelayEngine off
ScoreboardFile none
PidFile ${file('proftpd.pid')}
SystemLog none
TransferLog none
WtmpLog off
SFTPEngine on
SFTPHostKey ${file('host')}
SFTPAuthMethods publickey
SFTPAuthorizedUserKeys file:${file('user.rfc4716')}
`,
  );
  return startServer('/usr/sbin/proftpd', ['-n', '-q', '-c', file('proftpd.conf')], port);
}
