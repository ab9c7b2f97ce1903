/** Little room for a database: by SQLite's own limit anywhere, and on a disk that is full where one can be mounted. */

import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { passerelleUnder, type Run } from './passerelle.ts';
import { temporaryFolder } from './temporary-folder.ts';

const main = path.resolve(import.meta.dirname, '../../src/main.ts');

/** A namespace of one's own, in which even a user without rights mounts what only this process sees. */
const namespace = ['-rm', 'sh', '-c'] as const;

/** Runs `passerelle …` in `folder` with so many KiB left. */
type InLittleRoom = (kibibytes: number, folder: string, ...args: readonly string[]) => Promise<Run>;

/** Each way that works here. */
export const waysOfLittleRoom: readonly { readonly where: string; readonly run: InLittleRoom }[] = [
  { where: 'in the file of the database', run: inSmallDatabase },
  ...(canMount() ? [{ where: 'on the disk', run: onSmallDisk }] : []),
];

/** Every connection may add so many pages to its database, and no more. */
function inSmallDatabase(kibibytes: number, folder: string, ...args: readonly string[]): Promise<Run> {
  const limit = `
    import { DatabaseSync } from 'node:sqlite';
    const { exec } = DatabaseSync.prototype;
    DatabaseSync.prototype.exec = function (sql) {
      if (sql.includes('journal_mode')) {
        const [pages, size] = ['page_count', 'page_size'].map((of) => this.prepare('PRAGMA ' + of).get()[of]);
        exec.call(this, 'PRAGMA max_page_count = ' + (pages + Math.floor((${kibibytes} * 1024) / size)));
      }
      exec.call(this, sql);
    };`;
  const options = ['--import', `data:text/javascript,${encodeURIComponent(limit)}`];
  return passerelleUnder(options, folder, ...args);
}

function canMount(): boolean {
  return spawnSync('unshare', [...namespace, 'mount -t tmpfs none /mnt'], { stdio: 'ignore' }).status === 0;
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

async function onSmallDisk(kibibytes: number, folder: string, ...args: readonly string[]): Promise<Run> {
  const disk = await temporaryFolder();
  const command = [process.execPath, main, ...args];
  return runInside([...namespace, script, 'sh', folder, disk, `${kibibytes}K`, ...command]);
}

async function runInside(inside: readonly string[]): Promise<Run> {
  const child = spawn('unshare', inside, { stdio: ['ignore', 'pipe', 'pipe'] });
  const [stdout, stderr] = [child.stdout.toArray(), child.stderr.toArray()];
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  const text = async (chunks: Promise<Buffer[]>) => Buffer.concat(await chunks).toString();
  return { status, stdout: await text(stdout), stderr: await text(stderr) };
}

/** Runs `passerelle …` in `folder` while nobody can write to its disk; `undefined` where such a disk cannot be mounted. */
export const onReadOnlyDisk = canMount()
  ? (folder: string, ...args: readonly string[]): Promise<Run> => {
      const bound =
        'mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" && cd "$1" && shift && exec "$@"';
      return runInside([...namespace, bound, 'sh', folder, process.execPath, main, ...args]);
    }
  : undefined;
