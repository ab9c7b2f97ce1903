/** The chunks that a session reads from: opened once, kept for the reads that follow, read ahead by one. */

import { parcelChunk } from '../../parcels/read.ts';
import { chunkSize } from '../../parcels/stage.ts';
import type { Parcel } from '../../ports/parcel.ts';
import type { Store } from '../../ports/store.ts';
import type { OpenDataKey } from '../../retention/vault.ts';

export interface ParcelFile {
  readonly parcel: Parcel;
  readonly key: OpenDataKey;
}

/** What must be known of it to read it. */
export interface ChunkedFile {
  readonly parcel: Pick<Parcel, 'id' | 'size'>;
  readonly key: Pick<OpenDataKey, 'openChunk'>;
}

export interface ChunkCache {
  /** Fills `target` with the bytes of the file from `offset` on, all of which MUST lie within it. */
  read(file: ChunkedFile, offset: number, target: Uint8Array): Promise<void> | undefined;
  clear(): void;
}

interface Chunk {
  readonly parcel: string;
  readonly number: number;
  /** Present as soon as it is opened. */
  bytes?: Uint8Array;
  readonly opened: Promise<Uint8Array>;
}

/** Two files read at once, each with the chunk it is in and the one after. */
const greatestCache = 4;

export function createChunkCache(store: Pick<Store, 'chunk'>): ChunkCache {
  /**
   * The one used last stands last. No Map: each time it grows or shrinks it leaves its old table behind, which refers to
   * the new one; once one is old, V8's young collections keep them all, with the chunks that were in them.
   */
  const chunks: Chunk[] = [];

  function forget(chunk: Chunk): void {
    const place = chunks.indexOf(chunk);
    if (place >= 0) chunks.splice(place, 1);
  }

  function get(file: ChunkedFile, number: number): Chunk {
    const parcel = file.parcel.id;
    const cached = chunks.find((chunk) => chunk.number === number && chunk.parcel === parcel);
    if (cached !== undefined) {
      if (cached !== chunks.at(-1)) {
        forget(cached);
        chunks.push(cached);
      }
      return cached;
    }
    const chunk: Chunk = { parcel, number, opened: parcelChunk(store, file.key, file.parcel, number) };
    chunks.push(chunk);
    chunk.opened.then(
      (bytes) => {
        chunk.bytes = bytes;
      },
      () => forget(chunk),
    );
    if (chunks.length > greatestCache) chunks.shift();
    return chunk;
  }

  /** Not at every chunk: what is asked for is behind a quick reading once its turn comes, and would be read twice. */
  function readAhead(file: ChunkedFile, number: number): void {
    const next = number + 1;
    if (next * chunkSize < file.parcel.size) setImmediate(() => get(file, next));
  }

  async function readSlowly(file: ChunkedFile, offset: number, target: Uint8Array): Promise<void> {
    for (let done = 0; done < target.length; ) {
      const at = offset + done;
      const number = Math.floor(at / chunkSize);
      const chunk = get(file, number);
      done += copy(chunk.bytes ?? (await chunk.opened), at - number * chunkSize, target, done);
    }
  }

  return {
    read(file, offset, target) {
      const number = Math.floor(offset / chunkSize);
      const within = offset - number * chunkSize;
      const { bytes } = get(file, number);
      if (within === 0 || bytes === undefined) readAhead(file, number);
      if (bytes !== undefined && within + target.length <= bytes.length) {
        copy(bytes, within, target, 0);
        return undefined;
      }
      return readSlowly(file, offset, target);
    },
    clear() {
      chunks.length = 0;
    },
  };
}

/** Copies what both have from there on; gives the number of bytes. */
function copy(from: Uint8Array, start: number, to: Uint8Array, at: number): number {
  const part = from.subarray(start, start + to.length - at);
  to.set(part, at);
  return part.length;
}
