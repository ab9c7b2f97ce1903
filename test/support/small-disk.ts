/** A disk that is almost full, in a namespace of its own where the system lets anybody mount one. */

import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import type { Run } from './passerelle.ts';
import { temporaryFolder } from './temporary-folder.ts';

const main = path.resolve(import.meta.dirname, '../../src/main.ts');

/** What is missing for {@link onSmallDisk}; empty if nothing is. */
export function missingForSmallDisk(): readonly string[] {
  const probe = ['-rm', 'sh', '-c', 'mount -t tmpfs none /mnt'];
  return spawnSync('unshare', probe, { stdio: 'ignore' }).status === 0 ? [] : ['mounts of one’s own'];
}

/** Moves the site to the disk, fills all but `room`, runs the command, and moves back what it left. */
const script = `
  site=$1; disk=$2; room=$3; shift 3
  mount -t tmpfs -o size=4m none "$disk"
  cp -a "$site/." "$disk"
  cat /dev/zero > "$disk/filler" 2> "$disk/full"
  truncate -s "-$room" "$disk/filler"
  cd "$disk"
  "$@"
  status=$?
  rm filler full
  cp -a . "$site"
  exit $status
`;

/** Runs `passerelle …` in `folder` on a disk with so many KiB left. */
export async function onSmallDisk(
  kibibytes: number,
  folder: string,
  ...args: readonly string[]
): Promise<Run> {
  const disk = await temporaryFolder();
  const command = [process.execPath, main, ...args];
  const child = spawn(
    'unshare',
    ['-rm', 'sh', '-c', script, 'sh', folder, disk, `${kibibytes}K`, ...command],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const [stdout, stderr] = [child.stdout.toArray(), child.stderr.toArray()];
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  const text = async (chunks: Promise<Buffer[]>) => Buffer.concat(await chunks).toString();
  return { status, stdout: await text(stdout), stderr: await text(stderr) };
}
