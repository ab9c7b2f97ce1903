/** Reads a file of a peer with several requests on the way, so that distance costs little. */

import type { SFTPWrapper, Stats } from 'ssh2';
import { text } from '../../words/text.ts';
import { type Ask, peerFailed } from './requests.ts';

const sliceSize = 128 * 1024;
/** Requests in flight once the file has proven to be long: 2 MiB. */
const greatestAhead = 16;

interface Slice {
  readonly length: number;
  readonly bytes: Promise<Buffer>;
}

/** The bytes in order. Throws `peer-failed`, having yielded `limit` bytes at most, if there are more. */
export async function* readFile(
  sftp: SFTPWrapper,
  ask: Ask,
  peer: string,
  path: string,
  limit: number,
): AsyncGenerator<Uint8Array> {
  const handle = await ask<Buffer>(text`open a file`, (answer) => sftp.open(path, 'r', answer));
  // On its way with the first bytes, it spares the question whether more follow. A peer need not know it.
  const size = ask<Stats>(text`look at a file`, (answer) => sftp.fstat(handle, answer)).then(
    (found) => found.size,
    () => undefined,
  );
  const ahead: Slice[] = [];
  let requested = 0;
  let received = 0;
  try {
    for (let window = 1; ; window = Math.min(window * 2, greatestAhead)) {
      // One byte past the limit tells a file that ends there from one that goes on.
      while (ahead.length < window && requested <= limit) {
        const length = Math.min(sliceSize, limit + 1 - requested);
        const bytes = readSlice(sftp, ask, { handle, size }, requested, length);
        // It may fail before its turn; then it is told in its turn, or no longer matters.
        bytes.catch(() => {});
        ahead.push({ length, bytes });
        requested += length;
      }
      const next = ahead.shift();
      if (next === undefined) return;
      const slice = await next.bytes;
      received += slice.length;
      if (received > limit) throw peerFailed(peer, text`sends more than ${limit} bytes for one file`);
      if (slice.length > 0) yield slice;
      if (slice.length < next.length) return;
    }
  } finally {
    await Promise.allSettled(ahead.map(({ bytes }) => bytes));
    // What is asked next need not wait for the answer; the end of the session does: the peer notes then who has the file.
    ask(text`close a file`, (answer) => sftp.close(handle, (error) => answer(error))).catch(() => {});
  }
}

/** An open file, and its size if the peer tells it. */
interface OpenFile {
  readonly handle: Buffer;
  readonly size: Promise<number | undefined>;
}

/** `length` bytes at `position`, or fewer if the file ends there: a peer may answer with less each time. */
async function readSlice(
  sftp: SFTPWrapper,
  ask: Ask,
  { handle, size }: OpenFile,
  position: number,
  length: number,
): Promise<Buffer> {
  const slice = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const read = await ask<number>(text`read a file`, (answer) =>
      sftp.read(handle, slice, filled, length - filled, position + filled, answer),
    );
    filled += read;
    if (read === 0 || (filled < length && position + filled === (await size))) break;
  }
  return slice.subarray(0, filled);
}
