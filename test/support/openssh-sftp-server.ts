/** OpenSSH's `sftp-server` on a folder of the disk, over its standard input and output. */

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Duplex } from 'node:stream';
import { type RawSftp, speakSftp } from './gateway-client.ts';

/** Where Debian has it. */
const program = '/usr/lib/openssh/sftp-server';

export const missingSftpServer: readonly string[] = existsSync(program) ? [] : ['openssh-sftp-server'];

export interface MirroredFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly modified: Temporal.Instant;
}

export interface MirroredFolder {
  readonly path: string;
  readonly modified: Temporal.Instant;
  readonly permissions: number;
}

/** Makes the folders (parents first) and the files under `root`, with their times. */
export async function mirror(
  root: string,
  folders: readonly MirroredFolder[],
  files: readonly MirroredFile[],
): Promise<void> {
  const place = (of: string) => path.join(root, of);
  for (const folder of folders) await mkdir(place(folder.path), { recursive: true, mode: 0o700 });
  for (const file of files) {
    await writeFile(place(file.path), file.bytes, { mode: 0o440 });
    await date(place(file.path), file.modified);
  }
  for (const folder of folders.toReversed()) {
    await chmod(place(folder.path), folder.permissions);
    await date(place(folder.path), folder.modified);
  }
}

/** So that the owner may remove it, who is not always root. */
export async function unlock(root: string): Promise<void> {
  await chmod(root, 0o700);
  for (const entry of await readdir(root, { withFileTypes: true })) {
    if (entry.isDirectory()) await unlock(path.join(root, entry.name));
  }
}

async function date(file: string, { epochMilliseconds }: Temporal.Instant): Promise<void> {
  await utimes(file, epochMilliseconds / 1000, epochMilliseconds / 1000);
}

/** `end` waits until the program is gone. */
export async function startSftpServer(
  root: string,
): Promise<{ sftp: RawSftp<Duplex>; end(): Promise<void> }> {
  const child = spawn(program, ['-e', '-R', '-d', root], { stdio: ['pipe', 'pipe', 'ignore'] });
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const channel = new Duplex({
    read() {},
    write: (bytes, _encoding, done) => child.stdin.write(bytes, done),
  });
  child.stdout.on('data', (bytes: Buffer) => channel.push(bytes));
  child.stdout.once('end', () => channel.push(null));
  return {
    sftp: await speakSftp(channel),
    end() {
      child.stdin.end();
      return gone;
    },
  };
}
