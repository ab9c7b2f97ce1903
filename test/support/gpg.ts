/** A `gpg` of the system with a home of its own, as a peer without our program has it. */

import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface Gpg {
  /** Runs `gpg` in its folder and gives what it told on its status line and on stdout. */
  (...args: readonly string[]): Promise<{ stdout: string; status: string }>;
  /** Path of a file in its folder. */
  file(name: string): string;
  write(name: string, content: string | Uint8Array): Promise<void>;
  read(name: string): Promise<Buffer>;
  close(): Promise<void>;
}

export async function startGpg(): Promise<Gpg> {
  // A short path: the agent's socket stands in it.
  const folder = await mkdtemp(path.join(tmpdir(), 'gpg-'));
  const common = ['--homedir', folder, '--batch', '--yes', '--no-tty', '--trust-model', 'always'];
  const unattended = ['--pinentry-mode', 'loopback', '--passphrase', '', '--status-fd', '2'];
  const gpg = async (...args: readonly string[]) => {
    const { stdout, stderr } = await run('gpg', [...common, ...unattended, ...args], {
      cwd: folder,
      maxBuffer: 64 * 1024 * 1024,
    });
    const lines = stderr.split('\n').filter((line) => line.startsWith('[GNUPG:] '));
    return { stdout, status: lines.map((line) => line.slice('[GNUPG:] '.length)).join('\n') };
  };
  return Object.assign(gpg, {
    file: (name: string) => path.join(folder, name),
    write: (name: string, content: string | Uint8Array) => writeFile(path.join(folder, name), content),
    read: (name: string) => readFile(path.join(folder, name)),
    close: async () => {
      spawnSync('gpgconf', ['--homedir', folder, '--kill', 'all']);
      await rm(folder, { recursive: true, force: true });
    },
  });
}
