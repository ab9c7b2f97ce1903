/** A file with a key takes the place of another. */

import { link, open, rename } from 'node:fs/promises';
import path from 'node:path';

/**
 * `next` takes the name of `file`, which stays as `former`: at no moment is the site without a key, and what was done is
 * on the disk.
 */
export async function takePlace({
  file,
  next,
  former,
}: {
  readonly file: string;
  readonly next: string;
  readonly former: string;
}): Promise<void> {
  await link(file, former).catch((error: NodeJS.ErrnoException) => {
    // Of a run that was cut short right here.
    if (error.code !== 'EEXIST') throw error;
  });
  await rename(next, file);
  await syncFolderOf(file);
}

/** The name under which a file that was replaced at `at` is kept. */
export function formerName(file: string, at: Temporal.Instant): string {
  return `${file}.former-${at.toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '')}`;
}

/** Names in a folder last through a power cut only after this. */
export async function syncFolderOf(file: string): Promise<void> {
  const folder = await open(path.dirname(file));
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
