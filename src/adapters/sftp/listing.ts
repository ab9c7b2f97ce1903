/** Lists what lies in a peer's tree. Names, sizes, numbers and depth are attacker-controlled. */

import type { FileEntryWithStats, SFTPWrapper } from 'ssh2';
import type { RemoteFile } from '../../ports/transport.ts';
import { text } from '../../words/text.ts';
import { type Ask, isEndOfFile, peerFailed } from './requests.ts';

/** An account has a folder for each month, and a handful of files in it. */
const greatest = { entries: 20_000, folders: 500, answers: 2_000 } as const;
/** Folders asked for side by side: a peer keeps a handle for each. */
const foldersAtOnce = 16;

/** No separator of any system, no control or format character, nothing that was no UTF-8. */
const safeName = /^[^\p{C}/\\\u{fffd}]{1,255}$/u;

/** What lies in one folder. */
interface Below {
  readonly folders: string[];
  readonly files: RemoteFile[];
}

/**
 * All regular files below `folder`. What has no safe name or no sensible size is left out; a tree without
 * end is `peer-failed`.
 */
export async function listFiles(
  sftp: SFTPWrapper,
  ask: Ask,
  peer: string,
  folder: string,
): Promise<readonly RemoteFile[]> {
  const files: RemoteFile[] = [];
  const folders = [folder];
  const seen = { entries: 0, folders: 0, answers: 0 };
  const count = (what: keyof typeof seen, number: number) => {
    seen[what] += number;
    if (seen[what] > greatest[what]) throw peerFailed(peer, text`lists more than any channel holds`);
  };
  const readFolder = async (parent: string): Promise<Below> => {
    const below: Below = { folders: [], files: [] };
    count('folders', 1);
    for await (const batch of batchesOf(sftp, ask, parent)) {
      count('answers', 1);
      count('entries', batch.length);
      for (const { filename: name, attrs } of batch) {
        if (!isSafe(name)) continue;
        const path = `${parent.replace(/\/$/, '')}/${name}`;
        if (attrs.isDirectory()) below.folders.push(path);
        if (attrs.isFile() && Number.isSafeInteger(attrs.size))
          below.files.push({ path, name, size: attrs.size });
      }
    }
    return below;
  };
  for (let read = 0; read < folders.length; ) {
    const parents = folders.slice(read, read + foldersAtOnce);
    read += parents.length;
    for (const below of await Promise.all(parents.map(readFolder))) {
      folders.push(...below.folders);
      files.push(...below.files);
    }
  }
  return files;
}

function isSafe(name: string): boolean {
  return safeName.test(name) && name !== '.' && name !== '..';
}

function readBatch(sftp: SFTPWrapper, ask: Ask, handle: Buffer): Promise<readonly FileEntryWithStats[]> {
  const batch = ask<FileEntryWithStats[]>(text`list a folder`, (answer) => sftp.readdir(handle, answer));
  // It may fail before its turn; then it is told in its turn, or no longer matters.
  batch.catch(() => {});
  return batch;
}

async function* batchesOf(
  sftp: SFTPWrapper,
  ask: Ask,
  folder: string,
): AsyncGenerator<readonly FileEntryWithStats[]> {
  const handle = await ask<Buffer>(text`open a folder`, (answer) => sftp.opendir(folder, answer));
  try {
    // The question for the next batch is on its way with that for this one: most folders have one.
    let next = readBatch(sftp, ask, handle);
    for (;;) {
      const batch = next;
      next = readBatch(sftp, ask, handle);
      yield await batch;
    }
  } catch (error) {
    if (!isEndOfFile(error)) throw error;
  }
  // Nothing hangs on the answer, and what is asked next need not wait for it.
  ask(text`close a folder`, (answer) => sftp.close(handle, (error) => answer(error))).catch(() => {});
}
