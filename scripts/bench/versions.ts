/** What was measured on, and beside which programs. */

import { execFile } from 'node:child_process';
import { availableParallelism, cpus } from 'node:os';
import process from 'node:process';
import { promisify } from 'node:util';

const programs: readonly (readonly [name: string, command: string, option: string, version: RegExp])[] = [
  ['OpenSSH', 'ssh', '-V', /OpenSSH_([^\s,]+)/],
  ['ProFTPD', '/usr/sbin/proftpd', '-v', /Version (\S+)/],
  ['Go', 'go', 'version', /go(\d\S+)/],
  ['gpg', 'gpg', '--version', /\) (\S+)/],
  ['OpenSSL', 'openssl', 'version', /OpenSSL (\S+)/],
];

/** One sentence; programs that are not installed are left out. */
export async function machineInWords(): Promise<string> {
  const { openssl, sqlite } = process.versions;
  const versions = await Promise.all(
    programs.map(async ([name, command, option, version]) => {
      const said = await promisify(execFile)(command, [option]).catch(() => undefined);
      const [, found] = version.exec(`${said?.stdout}${said?.stderr}`) ?? [];
      return found === undefined ? [] : [`${name} ${found}`];
    }),
  );
  const cores = `${availableParallelism()} cores (${cpus()[0]?.model.trim()})`;
  return `${[cores, `Node ${process.versions.node} with OpenSSL ${openssl} and SQLite ${sqlite}`, ...versions.flat()].join(', ')}.`;
}
