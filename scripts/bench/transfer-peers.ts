/** Servers whose transfers are compared, and the client that tries them: OpenSSH's `sftp`. */

import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { access, mkdir, open, readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { goFiles, startGoSftp } from './go-sftp.ts';
import type { LoadTarget } from './load-peer.ts';
import type { RunningServer } from './local-server.ts';
import { proftpdFiles, startProftpd } from './proftpd.ts';
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
  start(): Promise<{
    readonly pid: number;
    /** For clients of our own. */
    readonly target: LoadTarget;
    stop(): Promise<unknown>;
  }>;
}

interface Peer {
  readonly name: string;
  /** Without which it is left out. */
  readonly files: readonly string[];
  start(folder: string): Promise<RunningServer>;
}

const peers: readonly Peer[] = [
  {
    name: 'OpenSSH',
    files: ['/usr/sbin/sshd'],
    start: (folder) => startSshd(folder, ['PermitRootLogin prohibit-password', 'MaxStartups 1000']),
  },
  { name: 'ProFTPD', files: proftpdFiles, start: startProftpd },
  { name: 'Go pkg/sftp', files: goFiles, start: startGoSftp },
];

/**
 * The peers that are installed. Each asks a key, and serves plain files of those sizes from the same folder; who is
 * missing is told on stderr. `chosen`: names of some, with commas between.
 */
export async function installedPeers(
  folder: string,
  sizes: readonly number[],
  chosen?: string,
): Promise<readonly Contestant[]> {
  const remote = path.join(folder, 'remote');
  await mkdir(remote, { recursive: true });
  for (const [index, size] of sizes.entries()) await writeRandom(path.join(remote, `source-${index}`), size);
  const shelf: Shelf = {
    source: (index) => path.join(remote, `source-${index}`),
    target: (index) => path.join(remote, `target-${index}`),
  };
  const contestants: Contestant[] = [];
  for (const peer of peers.filter(({ name }) => chosen?.split(',').includes(name) ?? true)) {
    const missing = await missingOf(peer.files);
    if (missing.length > 0) {
      process.stderr.write(`${peer.name} is left out: there is no ${missing.join(', no ')}\n`);
      continue;
    }
    const own = path.join(folder, peer.name.replaceAll(/\W/g, '-'));
    await mkdir(own);
    contestants.push({
      name: peer.name,
      shelf,
      configuration: path.join(own, 'ssh_config'),
      environment: {},
      refusesUploads: false,
      async start() {
        const { port, pid, stop } = await peer.start(own);
        const keys = [await readFile(path.join(own, 'user'), 'utf8')];
        const accounts = [{ user: userInfo().username, keys, file: shelf.source(0) }];
        return { pid, target: { host: '127.0.0.1', port, accounts }, stop };
      },
    });
  }
  return contestants;
}

async function missingOf(files: readonly string[]): Promise<readonly string[]> {
  const tried = await Promise.allSettled(files.map((file) => access(file)));
  return files.filter((_, index) => tried[index]?.status === 'rejected');
}

/** Everybody once, each run with another one first. */
export function inTurn<Each>(all: readonly Each[], run: number): readonly Each[] {
  const first = run % all.length;
  return [...all.slice(first), ...all.slice(0, first)];
}

/** Between two measurements: ProFTPD takes nobody in for 0.4 s after a session has ended. */
export async function settle(): Promise<void> {
  await delay(500);
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
