/** Figures of several runs, and whether a run did what it was timed for. */

import { z } from 'zod';

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
}

const relayResult = z.object({
  months: z.array(z.object({ delivered: z.record(z.string(), z.int()) })),
  stillHeld: z.int(),
});

const collectResult = z.object({
  collected: z.array(z.object({ counts: z.record(z.string(), z.int()) })),
});

/** Throws unless the relay delivered exactly so many records, and holds none. */
export function requireDelivered(result: unknown, records: number): void {
  const { months, stillHeld } = relayResult.parse(result);
  requireSum(
    months.flatMap(({ delivered }) => Object.values(delivered)),
    records,
  );
  requireSum([stillHeld], 0);
}

/** Throws unless the relay holds exactly so many records. */
export function requireHeld(result: unknown, records: number): void {
  requireSum([relayResult.parse(result).stillHeld], records);
}

/** How many records an insurer collected. */
export function collectedRecords(result: unknown): number {
  const { collected } = collectResult.parse(result);
  return sum(collected.flatMap(({ counts }) => Object.values(counts)));
}

export function requireSum(counts: readonly number[], records: number): void {
  if (sum(counts) !== records) throw new Error(`${sum(counts)} records instead of ${records}`);
}

function sum(counts: readonly number[]): number {
  return counts.reduce((whole, count) => whole + count, 0);
}

/** The value below which that share of the others lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
