/** The beginning of a ledger, destroyed: its entries, and the hashes that no proof needs without them. */

import { spareSubtrees, subtreesUpTo } from '../../ledger/merkle.ts';
import type { Change, Conflict } from '../../ports/store.ts';
import { keepSubtree } from './ledger-tree.ts';
import { get, type Program, run } from './statement.ts';

export type PruneLedger = Extract<Change, { readonly change: 'prune-ledger' }>;

/** What can be done before the ledger tells of it. */
export function* preparePruning({
  from,
  entries,
  sizes,
  accounts,
  holds,
}: PruneLedger): Program<Conflict | undefined> {
  const first = yield* get`SELECT 1 FROM ledger WHERE sequence = ${from}
    AND NOT EXISTS (SELECT 1 FROM ledger AS earlier WHERE earlier.sequence < ${from})`;
  const next = yield* get`SELECT 1 FROM ledger WHERE sequence = ${entries}`;
  if (first === undefined || next === undefined || entries <= from || sizes.at(-1) !== entries) {
    return 'ledger-pruned';
  }
  for (const subtree of subtreesUpTo(sizes)) yield* keepSubtree(subtree);
  for (const account of accounts) yield* run`DELETE FROM account WHERE name = ${account}`;
  for (const hold of holds) yield* run`DELETE FROM legal_hold WHERE id = ${hold} AND ended_at IS NOT NULL`;
  return undefined;
}

/** The rest, once the newest entry tells of it: the tables let nothing else go. */
export function* destroyPruned({ entries, sizes }: PruneLedger): Program<void> {
  for (const { level, first, end } of spareSubtrees(sizes)) {
    yield* run`DELETE FROM ledger_subtree WHERE level = ${level} AND position >= ${first} AND position < ${end}`;
  }
  yield* run`DELETE FROM ledger WHERE sequence < ${entries}`;
}
