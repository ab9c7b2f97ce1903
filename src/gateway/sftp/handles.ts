/** The open files and directories of one channel. */

import type { FileNode, TreeNode } from '../tree.ts';
import type { ParcelFile } from './chunk-cache.ts';
import type { Draft } from './draft.ts';
import type { NamedFile } from './packet-writer.ts';

export type Opened =
  | { readonly kind: 'directory'; readonly node: TreeNode; readonly entries: NamedFile[] }
  | { readonly kind: 'bytes'; readonly node: FileNode; readonly bytes: Uint8Array }
  | { readonly kind: 'parcel'; readonly node: FileNode; readonly file: ParcelFile }
  | {
      readonly kind: 'draft';
      readonly of: 'receipt' | 'checkpoint';
      readonly name: string;
      readonly draft: Draft;
    };

export interface Handles {
  /** True if no more may be opened. */
  isFull(): boolean;
  /** True while a file is being read or written. */
  hasFiles(): boolean;
  add(opened: Opened): Uint8Array;
  find(handle: Uint8Array): Opened | undefined;
  /** What is being written under a name among the receipts. */
  draft(name: string): Draft | undefined;
  /** Forgets the handle, and gives what it stood for. */
  remove(handle: Uint8Array): Opened | undefined;
  /** Forgets all handles, and what was being written. */
  clear(): void;
}

/** Handles are numbers of four bytes, never used twice in a channel. */
export function createHandles(greatest: number): Handles {
  const opened = new Map<number, Opened>();
  let last = 0;
  const numberOf = (handle: Uint8Array) =>
    handle.length === 4 ? new DataView(handle.buffer, handle.byteOffset).getUint32(0) : 0;
  return {
    isFull: () => opened.size >= greatest,
    hasFiles: () => opened.values().some(({ kind }) => kind !== 'directory'),
    add(entry) {
      last += 1;
      opened.set(last, entry);
      const handle = new Uint8Array(4);
      new DataView(handle.buffer).setUint32(0, last);
      return handle;
    },
    find: (handle) => opened.get(numberOf(handle)),
    draft(name) {
      for (const entry of opened.values())
        if (entry.kind === 'draft' && entry.of === 'receipt' && entry.name === name) return entry.draft;
      return undefined;
    },
    remove(handle) {
      const entry = opened.get(numberOf(handle));
      opened.delete(numberOf(handle));
      return entry;
    },
    clear() {
      for (const entry of opened.values()) if (entry.kind === 'draft') entry.draft.discard();
      opened.clear();
    },
  };
}
