/** The insurer's own folder of opened monthly files: written whole or not at all, erased at the purge. */

import { type FileHandle, mkdir, open, readdir, rename, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { openedName, parseOpenedName } from '../parcels/name.ts';
import type { Parcel } from '../ports/parcel.ts';
import { inFolder } from './folder-errors.ts';

/** Where the opened file of a parcel lies: one folder a month. */
export function openedPath(folder: string, parcel: Pick<Parcel, 'month' | 'name'>): string {
  return path.join(folder, parcel.month, openedName(parcel.name));
}

/** The name under which a file is written before it is whole. */
const partialName = (name: string) => `.${name}.partial`;
const partialForm = /^\.(.+)\.partial$/;

export interface OpenedFile {
  /** Passes the bytes on as they are written. */
  tee(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>;
  /** Makes the file durable under its final name, in place of one that an earlier run left there. */
  keep(): Promise<void>;
  /** Removes what was written so far. */
  discard(): Promise<void>;
}

/** Opens a hidden file beside the final one, readable by its owner only. */
export async function createOpenedFile(finalPath: string): Promise<OpenedFile> {
  const folder = path.dirname(finalPath);
  const partial = path.join(folder, partialName(path.basename(finalPath)));
  const file = await inFolder(folder, async () => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await rm(partial, { force: true });
    return open(partial, 'wx', 0o600);
  });
  return {
    async *tee(bytes) {
      for await (const piece of bytes) {
        // A single write may take a part only, without an error, where the disk is nearly full.
        await inFolder(folder, () => file.appendFile(piece));
        yield piece;
      }
    },
    async keep() {
      await inFolder(folder, async () => {
        await syncAndClose(file);
        await rename(partial, finalPath);
        await syncFolder(folder);
      });
    },
    async discard() {
      await file.close().catch(() => {});
      await rm(partial, { force: true });
    },
  };
}

/** Erases an opened file, and its month's folder with the last; one that the insurer removed itself is no error. */
export async function eraseOpenedFile(finalPath: string): Promise<void> {
  const folder = path.dirname(finalPath);
  await inFolder(folder, async () => {
    await rm(finalPath, { force: true });
    await unless(['ENOENT'], syncFolder(folder));
    await unless(['ENOENT', 'ENOTEMPTY', 'EEXIST'], rmdir(folder));
  });
}

/**
 * Erases what processes that died left below `folder`: files never opened to their end and, given the parcels
 * that are accounted for, opened files of any other. Whatever else lies there is the insurer's own.
 */
export async function eraseStrays(
  folder: string,
  accounted: readonly Pick<Parcel, 'month' | 'name'>[] | undefined,
): Promise<void> {
  const known = accounted && new Set(accounted.map((parcel) => openedPath(folder, parcel)));
  const entries = await inFolder(folder, () =>
    readdir(folder, { recursive: true, withFileTypes: true }).catch(nothing),
  );
  for (const { parentPath, name } of entries.filter((entry) => entry.isFile())) {
    const file = path.join(parentPath, name);
    const unfinished = partialForm.exec(name)?.[1];
    if (parseOpenedName(unfinished ?? name) === undefined) continue;
    if (unfinished !== undefined || known?.has(file) === false) await eraseOpenedFile(file);
  }
}

async function unless(expected: readonly string[], work: Promise<void>): Promise<void> {
  await work.catch((error: NodeJS.ErrnoException) => {
    if (!expected.includes(error.code ?? '')) throw error;
  });
}

/** There is no folder before the first file. */
function nothing(error: NodeJS.ErrnoException): [] {
  if (error.code === 'ENOENT') return [];
  throw error;
}

async function syncAndClose(file: FileHandle): Promise<void> {
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncFolder(folder: string): Promise<void> {
  await syncAndClose(await open(folder, 'r'));
}
