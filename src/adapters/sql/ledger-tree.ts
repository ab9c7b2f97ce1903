/**
 * The hashes of the Merkle tree over the ledger's rows. Those of small subtrees are computed from their leaves when a
 * proof asks for them; the others have rows of their own, each written with the entry that completes it: so most appends
 * write to one table only. Of entries that were pruned all hashes that a proof still needs have rows.
 */

import { PasserelleError } from '../../errors.ts';
import { hashChildren, hashLeaves, type Subtree } from '../../ledger/merkle.ts';
import { text } from '../../words/text.ts';
import { readIfAny, readRows, subtreeRow } from './rows.ts';
import { all, get, type Program, run } from './statement.ts';

/** The level from which on subtrees have rows: that of 32 leaves, which lie on five pages of SQLite. */
const writtenFrom = 5;

/** Writes the hashes of the subtrees that an entry completes, which stands in its place already. */
export function* writeSubtrees(sequence: number): Program<void> {
  const size = sequence + 1;
  for (let level = writtenFrom; size % 2 ** level === 0; level += 1) {
    const index = size / 2 ** level - 1;
    yield* run`INSERT INTO ledger_subtree VALUES (${level}, ${index}, ${yield* computeSubtree({ level, index })})`;
  }
}

/** Writes the hash of a subtree whose entries are about to go, unless it is written. */
export function* keepSubtree({ level, index }: Subtree): Program<void> {
  const hash = yield* readSubtree({ level, index });
  yield* run`INSERT INTO ledger_subtree VALUES (${level}, ${index}, ${hash}) ON CONFLICT DO NOTHING`;
}

/** For whoever has a connection of its own to the database of a site. */
export function* readSubtrees(wanted: readonly Subtree[]): Program<readonly string[]> {
  const hashes: string[] = [];
  for (const subtree of wanted) hashes.push(yield* readSubtree(subtree));
  return hashes;
}

function* readSubtree(subtree: Subtree): Program<string> {
  const { level, index } = subtree;
  const row = readIfAny(
    subtreeRow,
    yield* get`SELECT hash FROM ledger_subtree WHERE level = ${level} AND position = ${index}`,
  );
  return row?.hash ?? (yield* computeSubtree(subtree));
}

/** From its leaves or, where some were pruned or there are many, from its halves. */
function* computeSubtree({ level, index }: Subtree): Program<string> {
  if (level <= writtenFrom) {
    const [first, end] = [index * 2 ** level, (index + 1) * 2 ** level];
    const leaves = yield* all`
      SELECT hash FROM ledger WHERE sequence >= ${first} AND sequence < ${end} ORDER BY sequence`;
    if (leaves.length === end - first)
      return hashLeaves(readRows(subtreeRow, leaves).map(({ hash }) => hash));
  }
  if (level === 0) throw notKept(index);
  const half = level - 1;
  const left = yield* readSubtree({ level: half, index: 2 * index });
  return hashChildren(left, yield* readSubtree({ level: half, index: 2 * index + 1 }));
}

function notKept(leaf: number): PasserelleError {
  return new PasserelleError(
    'store-failed',
    text`A hash of the ledger’s Merkle tree is not in the database.`,
    {
      hint: text`It was pruned, or something changed the database from outside: passerelle ledger verify`,
      cause: new RangeError(`leaf ${leaf}`),
    },
  );
}
