import { randomBytes, randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PasserelleError } from '../../../src/errors.ts';
import {
  type ChunkCache,
  type ChunkedFile,
  createChunkCache,
} from '../../../src/gateway/sftp/chunk-cache.ts';
import { chunkSize } from '../../../src/parcels/stage.ts';

const bytes = randomBytes(8 * chunkSize + 12_345);

/** Chunks that the store was asked for. */
let asked: number[];
let file: ChunkedFile;
let cache: ChunkCache;
let spoil: (number: number) => void;

async function read(offset: number, length: number): Promise<Buffer> {
  const target = Buffer.alloc(length);
  await cache.read(file, offset, target);
  return target;
}

beforeEach(() => {
  asked = [];
  const broken = new Set<number>();
  spoil = (number) => broken.add(number);
  file = {
    parcel: { id: randomUUID(), size: bytes.length },
    key: { openChunk: (_parcel, _number, sealed) => sealed },
  };
  cache = createChunkCache({
    async chunk(_parcel, number) {
      asked.push(number);
      if (broken.delete(number)) throw new PasserelleError('store-failed', 'broken for once');
      return bytes.subarray(number * chunkSize, (number + 1) * chunkSize);
    },
  });
});

// What was asked for ahead.
afterEach(() => nextTurn());

describe('the chunks that a session reads from', () => {
  it('give the bytes of the file, from wherever and over as many chunks as they are read', async () => {
    const within = fc.tuple(fc.nat(bytes.length), fc.nat(3 * chunkSize));
    await fc.assert(
      fc.asyncProperty(within, async ([offset, length]) => {
        const wanted = bytes.subarray(offset, offset + length);
        expect((await read(offset, wanted.length)).equals(wanted)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it.each([32 * 1024, 255 * 1024])(
    'are asked for once by reads of %i bytes one after the other',
    async (length) => {
      for (let offset = 0; offset < bytes.length; offset += length) {
        await read(offset, Math.min(length, bytes.length - offset));
        // What comes in one turn of the event loop is read in it.
        if (offset % (8 * length) === 0) await nextTurn();
      }
      await nextTurn();
      expect(asked.toSorted()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    },
  );

  it('are asked for one ahead of a reading that begins', async () => {
    await read(0, 10);
    await nextTurn();
    expect(asked).toEqual([0, 1]);
  });

  it('are four at most: what was read longest ago is asked for again', async () => {
    for (const number of [0, 2, 4, 6]) {
      await read(number * chunkSize, 1);
      await nextTurn();
    }
    asked = [];
    await read(6 * chunkSize, 1);
    expect(asked).toEqual([]);
    await read(0, 1);
    expect(asked).toEqual([0]);
  });

  it('are forgotten when they could not be opened, and when they are to be', async () => {
    spoil(3);
    await expect(read(3 * chunkSize, 1)).rejects.toThrow('broken for once');
    expect((await read(3 * chunkSize, 10)).equals(bytes.subarray(3 * chunkSize, 3 * chunkSize + 10))).toBe(
      true,
    );
    cache.clear();
    await read(3 * chunkSize, 1);
    expect(asked.filter((number) => number === 3)).toEqual([3, 3, 3]);
  });
});
