/** From a flow to the store: seals the bytes and records of a parcel piece by piece, in flat memory. */

import { createHash } from 'node:crypto';
import type { Counts, Operation } from '../people/operation.ts';
import type { Mutation } from '../people/record.ts';
import type { Ssin } from '../people/ssin.ts';
import type { ParcelId } from '../ports/parcel.ts';
import type { Store } from '../ports/store.ts';
import type { OpenDataKey } from '../retention/vault.ts';
import { blockSize, encodeBlock } from './block.ts';

export { blockSize };

/** Bytes in a full chunk; only the last chunk of a parcel holds fewer. */
export const chunkSize = 256 * 1024;

/** Takes the bytes of a parcel's file and the records in it, each in order. Await each call before the next of its kind. */
export interface ParcelStager {
  /** Takes the next bytes of the file. */
  write(bytes: Uint8Array): Promise<void>;
  /** Takes the next records, for the archive and the access register. */
  record(mutations: readonly Mutation[]): Promise<void>;
  /** Stages the rest. `digest`: SHA-256 of the file, hexadecimal. */
  finish(): Promise<{ readonly size: number; readonly digest: string; readonly counts: Counts }>;
}

/**
 * Stages a parcel under `id`. Nobody sees it before a step adds it (`add-parcel`) with what `finish` gave. The
 * register knows each child by the number in its record and by the one that `replaced` says took its place, if
 * that is known when its block is full.
 */
export function stageParcel(
  store: Store,
  key: OpenDataKey,
  id: ParcelId,
  replaced: ReadonlyMap<Ssin, Ssin> = new Map(),
): ParcelStager {
  const hash = createHash('sha256');
  const counts: Record<Operation, number> = { new: 0, correction: 0, withdrawal: 0 };
  const chunk = Buffer.alloc(chunkSize);
  let filled = 0;
  let size = 0;
  let chunks = 0;
  let pending: Mutation[] = [];
  let blocks = 0;

  async function stageChunk(): Promise<void> {
    await store.stageChunk(id, chunks, key.sealChunk(id, chunks, chunk.subarray(0, filled)));
    chunks += 1;
    filled = 0;
  }

  async function stageBlock(): Promise<void> {
    // A child with several records comes as often; the register takes it once.
    const children: Ssin[] = [];
    for (const { record } of pending) {
      children.push(record.ssin);
      // In most months no number was replaced, and none need be looked for.
      const inUse = replaced.size > 0 ? replaced.get(record.ssin) : undefined;
      if (inUse !== undefined) children.push(inUse);
    }
    const sealed = key.sealBlock(id, blocks, encodeBlock(pending));
    await store.stageBlock(id, blocks, sealed, key.tagsOf(children));
    blocks += 1;
    pending = [];
  }

  return {
    async write(bytes) {
      hash.update(bytes);
      size += bytes.length;
      for (let taken = 0; taken < bytes.length; ) {
        const part = bytes.subarray(taken, taken + chunkSize - filled);
        chunk.set(part, filled);
        filled += part.length;
        taken += part.length;
        if (filled === chunkSize) await stageChunk();
      }
    },
    async record(mutations) {
      for (const mutation of mutations) {
        counts[mutation.operation] += 1;
        pending.push(mutation);
        if (pending.length === blockSize) await stageBlock();
      }
    },
    async finish() {
      if (filled > 0) await stageChunk();
      if (pending.length > 0) await stageBlock();
      return { size, digest: hash.digest('hex'), counts };
    },
  };
}
