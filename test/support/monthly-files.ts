/** Monthly files of mock children: their mutations, headers, bytes, and how they are looked at. */

import fc from 'fast-check';
import { n21250 } from '../../src/deliberations/n21-250.ts';
import { policyDigest } from '../../src/deliberations/rules.ts';
import { writeMonthlyFile } from '../../src/monthly-file/write.ts';
import { type InsurerCode, parseInsurerCode } from '../../src/people/insurer.ts';
import { type Counts, type Operation, operations } from '../../src/people/operation.ts';
import type { Period } from '../../src/people/period.ts';
import type { MonthlyFileHeader, Mutation } from '../../src/people/record.ts';
import { anyMutation, day, instant, month, ssin } from './records.ts';

export function period(start: string, end: string | null = null): Period {
  return { start: day(start), end: end === null ? null : day(end) };
}

export function insurer(code: string): InsurerCode {
  const parsed = parseInsurerCode(code);
  if (parsed === undefined) throw new RangeError(`${code} is no insurer`);
  return parsed;
}

export function mutation(
  operation: Operation,
  number: string,
  start: string,
  end: string | null = null,
): Mutation {
  return { operation, record: { ssin: ssin(number), period: period(start, end) } };
}

export function countsOf(mutations: readonly Mutation[]): Counts {
  const count = (operation: Operation) => mutations.filter((m) => m.operation === operation).length;
  return { new: count('new'), correction: count('correction'), withdrawal: count('withdrawal') };
}

/** A header that fits `mutations`, from Opgroeien to INAMI, in a rehearsal of March 2022. */
export function headerFor(
  mutations: readonly Mutation[],
  overrides: Partial<MonthlyFileHeader> = {},
): MonthlyFileHeader {
  return {
    deliberation: n21250.number,
    policy: policyDigest(n21250),
    mode: 'rehearsal',
    sender: 'opgroeien',
    receiver: 'inami',
    month: month('2022-03'),
    sequenceNumber: 3,
    createdAt: instant('2022-03-01T07:30:00Z'),
    counts: countsOf(mutations),
    ...overrides,
  };
}

export async function monthlyFileText(
  mutations: readonly Mutation[],
  overrides: Partial<MonthlyFileHeader> = {},
): Promise<string> {
  const pieces = writeMonthlyFile(headerFor(mutations, overrides), mutations, n21250);
  return Buffer.concat(await Array.fromAsync(pieces)).toString('utf8');
}

/** `content` as it might come from a stream: cut every `size` bytes. */
export async function* bytesOf(content: string | Uint8Array, size = 64 * 1024): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(content);
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

/** Mutations, comparable and readable: operation, number, first and last day. */
export function plain(mutations: Iterable<Mutation>): readonly string[] {
  return [...mutations].map(
    ({ operation, record }) =>
      `${operation} ${record.ssin} ${record.period.start} ${record.period.end ?? 'open'}`,
  );
}

/** Mutations in block order, no two on the same number and first day. */
export const anyMonth: fc.Arbitrary<readonly Mutation[]> = fc
  .uniqueArray(anyMutation, {
    maxLength: 12,
    selector: ({ record }) => `${record.ssin} ${record.period.start}`,
  })
  .map((mutations) => operations.flatMap((operation) => mutations.filter((m) => m.operation === operation)));
