/** Ledgers outside their database: each entry on a line of its own, in the bytes that were hashed. */

import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { PasserelleError } from '../errors.ts';
import { text } from '../words/text.ts';
import { hashEntry } from './chain.ts';
import type { StoredEntry } from './event.ts';
import type { ReadSubtrees } from './merkle.ts';
import { keptSubtrees, type LedgerSource, prunedFrom, subtreesFrom } from './pruned.ts';

const lineFeed = 0x0a;
/** Bytes; entries have a few hundred. */
const greatestLine = 1024 * 1024;

/** Writes what is left of a ledger to a new file for its owner only. Throws `usage` if there is one. Gives the number of entries. */
export async function exportLedger(ledger: LedgerSource, path: string): Promise<number> {
  const file = await open(path, 'wx', 0o600).catch((cause: unknown) => {
    throw new PasserelleError('usage', text`${path} cannot be made`, {
      hint: text`Nothing is overwritten: name a new file in a folder that is there.`,
      cause,
    });
  });
  let count = 0;
  const counting: LedgerSource = {
    ...ledger,
    async *entries(from) {
      count = 0;
      for await (const stored of ledger.entries(from)) {
        count += 1;
        yield stored;
      }
    },
  };
  await pipeline(exportedLines(counting), file.createWriteStream({ flush: true }));
  return count;
}

/**
 * Each entry in the bytes that were hashed, with a line feed. If the first were pruned, a line of its own says before
 * them what is kept of the tree: `{"pruned":{"entries":900,"subtrees":[[9,0,"…"],…]}}`, each with level, index and hash.
 */
export async function* exportedLines(ledger: LedgerSource): AsyncGenerator<Uint8Array> {
  const { seen = new Map<string, number>() } = (await prunedFrom(ledger)) ?? {};
  let begun = false;
  for await (const { sequence, bytes } of ledger.entries(0)) {
    if (!begun && sequence > 0) {
      const kept = await keptSubtrees(ledger.subtrees, { entries: sequence, seen });
      const subtrees = kept.map(({ level, index, hash }) => [level, index, hash]);
      yield Buffer.from(`${JSON.stringify({ pruned: { entries: sequence, subtrees } })}\n`);
    }
    begun = true;
    yield Buffer.concat([bytes, Uint8Array.of(lineFeed)]);
  }
}

const headingForm = z.strictObject({
  pruned: z.strictObject({
    entries: z.int().positive(),
    subtrees: z.array(
      z.tuple([z.int().nonnegative(), z.int().nonnegative(), z.string().regex(/^[0-9a-f]{64}$/)]),
    ),
  }),
});

/** What a first line says that is no entry. */
function readHeading(line: Uint8Array): z.infer<typeof headingForm>['pruned'] | undefined {
  const written = Buffer.from(line).toString();
  if (!written.startsWith('{"pruned":')) return undefined;
  try {
    return headingForm.parse(JSON.parse(written)).pruned;
  } catch {
    return undefined;
  }
}

/** What an exported ledger says is kept of the tree over its pruned entries; `undefined` if it begins with entry 0. */
export async function exportedSubtrees(path: string): Promise<ReadSubtrees | undefined> {
  for await (const line of linesOf(path)) {
    const heading = readHeading(line);
    return heading && subtreesFrom(heading.subtrees.map(([level, index, hash]) => ({ level, index, hash })));
  }
  return undefined;
}

/** The entries of an exported ledger, hashed anew: nothing of the file is believed. */
export async function* exportedEntries(path: string): AsyncGenerator<StoredEntry> {
  let sequence = 0;
  for await (const line of linesOf(path)) {
    const heading = sequence === 0 ? readHeading(line) : undefined;
    if (heading !== undefined) {
      sequence = heading.entries;
      continue;
    }
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
