/** Copies of one ledger, held against each other: they may end, and after a pruning begin, at different entries. */

import { deliberationByNumber } from '../deliberations/index.ts';
import type { Finding, LedgerCopy, Studied } from './audit.ts';
import type { StoredEntry } from './event.ts';
import { isLogOver } from './keeping.ts';
import { parseEntry } from './read.ts';
import { verifyLedger } from './verify.ts';

/** Where copies part; that one of them goes on, or holds entries still that were pruned in time, is no fault. */
export async function compareCopies(studied: readonly Studied[]): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const bySite = Map.groupBy(studied, ({ site, deliberation }) => `${deliberation} ${site}`);
  for (const [first, ...others] of bySite.values()) {
    for (const other of others) {
      if (first === undefined) continue;
      const [fuller, pruned] = other.from < first.from ? [other, first] : [first, other];
      if (fuller.from < pruned.from) findings.push(...(await comparePruned(fuller, pruned)));
      const entry = await firstDifference(first.copy, other.copy, pruned.from);
      if (entry === undefined) continue;
      findings.push({ finding: 'copies-differ', source: other.copy.source, by: first.copy.source, entry });
    }
  }
  return findings;
}

/** What a copy that holds more entries tells of those that another has pruned. */
async function comparePruned(
  { copy, from, size, broken }: Studied,
  { copy: { source }, pruned, deliberation: number }: Studied,
): Promise<readonly Finding[]> {
  const deliberation = deliberationByNumber(number);
  if (pruned === null || deliberation === undefined || broken !== undefined || size < pruned.entries)
    return [];
  const by = copy.source;
  const verdict = await verifyLedger(copy.entries(), undefined, new Set([pruned.entries]), copy.subtrees);
  if (verdict.ok && verdict.roots.get(pruned.entries) !== pruned.root) {
    return [{ finding: 'rewritten', source, by, entry: from, last: pruned.entries - 1 }];
  }
  for await (const { sequence, bytes } of copy.entries()) {
    if (sequence >= pruned.entries) break;
    const written = Temporal.Instant.from(parseEntry(bytes)?.at ?? pruned.at);
    if (!isLogOver(deliberation, written, pruned.at)) {
      return [{ finding: 'pruned-early', source, by, entry: sequence }];
    }
  }
  return [];
}

async function firstDifference(
  one: LedgerCopy,
  other: LedgerCopy,
  from: number,
): Promise<number | undefined> {
  const others = entriesFrom(other, from);
  try {
    let place = from;
    for await (const { bytes } of entriesFrom(one, from)) {
      const next = await others.next();
      if (next.done === true) return undefined;
      if (Buffer.compare(bytes, next.value.bytes) !== 0) return place;
      place += 1;
    }
    return undefined;
  } finally {
    await others.return(undefined);
  }
}

async function* entriesFrom(copy: LedgerCopy, from: number): AsyncGenerator<StoredEntry, undefined> {
  for await (const stored of copy.entries()) if (stored.sequence >= from) yield stored;
  return undefined;
}
