/** Ledgers outside their database: each entry on a line of its own, in the bytes that were hashed. */

import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { PasserelleError } from '../errors.ts';
import { text } from '../words/text.ts';
import { hashEntry } from './chain.ts';
import type { StoredEntry } from './event.ts';

const lineFeed = 0x0a;
/** Bytes; entries have a few hundred. */
const greatestLine = 1024 * 1024;

/** Writes the entries to a new file for its owner only. Throws `usage` if there is one. Gives their number. */
export async function exportLedger(entries: AsyncIterable<StoredEntry>, path: string): Promise<number> {
  const file = await open(path, 'wx', 0o600).catch((cause: unknown) => {
    throw new PasserelleError('usage', text`${path} cannot be made`, {
      hint: text`Nothing is overwritten: name a new file in a folder that is there.`,
      cause,
    });
  });
  let count = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const line of exportedLines(entries)) {
      count += 1;
      yield line;
    }
  }
  await pipeline(counted, file.createWriteStream({ flush: true }));
  return count;
}

/** Each entry in the bytes that were hashed, with a line feed. */
export async function* exportedLines(entries: AsyncIterable<StoredEntry>): AsyncGenerator<Uint8Array> {
  for await (const { bytes } of entries) yield Buffer.concat([bytes, Uint8Array.of(lineFeed)]);
}

/** The entries of an exported ledger, hashed anew: nothing of the file is believed. */
export async function* exportedEntries(path: string): AsyncGenerator<StoredEntry> {
  let sequence = 0;
  for await (const line of linesOf(path)) {
    yield { sequence, bytes: line, hash: hashEntry(line) };
    sequence += 1;
  }
}

async function* linesOf(path: string): AsyncGenerator<Uint8Array> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(path)) {
    const bytes: Buffer = Buffer.concat([rest, chunk]);
    let start = 0;
    for (let end = bytes.indexOf(lineFeed); end >= 0; end = bytes.indexOf(lineFeed, start)) {
      yield bytes.subarray(start, end);
      start = end + 1;
    }
    rest = bytes.subarray(start);
    if (rest.length > greatestLine) {
      throw new PasserelleError(
        'usage',
        text`${path} is no ledger: a line of it has over ${greatestLine} bytes`,
      );
    }
  }
  if (rest.length > 0) yield rest;
}
