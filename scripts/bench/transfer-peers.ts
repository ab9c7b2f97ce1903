/** Servers whose transfers are compared, and the client that tries them: OpenSSH's `sftp`. */

import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdir, open } from 'node:fs/promises';
import { userInfo } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { startSshd } from './sshd.ts';

/** What the configurations call the server. */
const host = 'publisher';

/** Where a server has the nth file, and takes the nth. */
export interface Shelf {
  source(index: number): string;
  target(index: number): string;
}

export interface Contestant {
  readonly name: string;
  readonly shelf: Shelf;
  /** For `sftp -F`; any host name is the server. */
  readonly configuration: string;
  readonly environment: Readonly<Record<string, string>>;
  /** The end of an upload is refused, and so is the session: all bytes were taken nevertheless. */
  readonly refusesUploads: boolean;
  start(): Promise<{ readonly pid: number; stop(): Promise<unknown> }>;
}

/** OpenSSH's server, which asks a key and serves plain files of those sizes. */
export async function sshdWith(folder: string, sizes: readonly number[]): Promise<Contestant> {
  const remote = path.join(folder, 'remote');
  await mkdir(remote, { recursive: true });
  for (const [index, size] of sizes.entries()) await writeRandom(path.join(remote, `source-${index}`), size);
  return {
    name: 'sshd',
    shelf: { source: (index) => `source-${index}`, target: (index) => `target-${index}` },
    configuration: path.join(folder, 'ssh_config'),
    environment: {},
    refusesUploads: false,
    async start() {
      const { pid, stop } = await startSshd(folder, [
        'PermitRootLogin prohibit-password',
        'MaxStartups 1000',
      ]);
      await chmod(path.join(folder, 'ssh_config'), 0o600);
      return { pid, stop };
    },
  };
}

/** One session of `sftp` with the commands given. Gives its seconds; throws unless all went well. */
export async function session(contestant: Contestant, commands: readonly string[]): Promise<number> {
  const begun = performance.now();
  const child = begin(contestant);
  child.stdin.end(`${commands.join('\n')}\n`);
  const [[status], said] = await Promise.all([once(child, 'exit'), text(child.stderr)]);
  if (status !== 0) throw new Error(`${contestant.name}: sftp ended with ${status}: ${said}`);
  return (performance.now() - begun) / 1000;
}

/** An `sftp` that takes its commands from its standard input. */
export function begin({ configuration, environment }: Contestant) {
  // BatchMode, which -b brings, would ask nobody for the password: the first word counts.
  const options = [
    '-q',
    '-F',
    configuration,
    '-o',
    'BatchMode=no',
    '-c',
    'aes128-gcm@openssh.com',
    '-b',
    '-',
  ];
  return spawn('sftp', [...options, host], {
    env: { ...process.env, ...environment, USER: userInfo().username },
    stdio: ['pipe', 'ignore', 'pipe'],
    // A group of its own, with the ssh that it starts.
    detached: true,
  });
}

/** A file of random bytes, or of as many as one write has, again and again. */
export async function writeRandom(file: string, size: number): Promise<void> {
  const piece = randomBytes(1024 ** 2);
  const handle = await open(file, 'w');
  try {
    for (let left = size; left > 0; left -= piece.length) await handle.write(piece.subarray(0, left));
  } finally {
    await handle.close();
  }
}
