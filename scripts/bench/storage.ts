/** Where the files of a comparison lie: those of the servers and of the client alike. */

import { statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import process from 'node:process';

const memory = '/dev/shm';

/** Memory, if so many bytes fit there: a disk that writes back disturbs whoever comes next. Else the disk, and says so. */
export async function memoryOrDisk(bytes: number): Promise<string> {
  const room = await statfs(memory).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => 0,
  );
  if (room > bytes) return memory;
  process.stderr.write(`all files lie in ${tmpdir()}, for want of room in ${memory}\n`);
  return tmpdir();
}
