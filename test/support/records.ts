/** Children that never lived, their recognition periods, and the bytes that carry them. */

import fc from 'fast-check';
import { n21250 } from '../../src/deliberations/n21-250.ts';
import { policyDigest } from '../../src/deliberations/rules.ts';
import { type InsurerCode, parseInsurerCode } from '../../src/people/insurer.ts';
import { type Counts, type Operation, operations } from '../../src/people/operation.ts';
import type { Period } from '../../src/people/period.ts';
import { parseReferenceMonth } from '../../src/people/reference-month.ts';
import { parseSsin, type Ssin } from '../../src/people/ssin.ts';
import type { MonthlyFileHeader, Mutation } from '../../src/raised-scores/record.ts';
import { writeMonthlyFile } from '../../src/raised-scores/write-monthly-file.ts';
import { mockSsin } from '../../src/rehearsal/mock-register.ts';

/** Numbers of the mock register: they can belong to nobody. */
export const mockSsins = ['15651200150', '18670300208', '20690900179', '08610100309'].map(ssinOf);

/** Numbers of the form of the national register and of the bis register, from published test vectors. */
export const otherSsins = ['17073003384', '98472899765'];

export function ssinOf(text: string): Ssin {
  const { ssin } = parseSsin(text);
  if (ssin === undefined) throw new RangeError(`${text} is no social security number`);
  return ssin;
}

export function day(text: string): Temporal.PlainDate {
  return Temporal.PlainDate.from(text);
}

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
  ssin: string,
  start: string,
  end: string | null = null,
): Mutation {
  return { operation, record: { ssin: ssinOf(ssin), period: period(start, end) } };
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
  const month = parseReferenceMonth('2022-03');
  if (month === undefined) throw new RangeError('no month');
  return {
    deliberation: n21250.number,
    policy: policyDigest(n21250),
    mode: 'rehearsal',
    sender: 'opgroeien',
    receiver: 'inami',
    month,
    sequenceNumber: 3,
    createdAt: Temporal.Instant.from('2022-03-01T07:30:00Z'),
    counts: countsOf(mutations),
    ...overrides,
  };
}

export async function monthlyFileText(
  mutations: readonly Mutation[],
  overrides: Partial<MonthlyFileHeader> = {},
): Promise<string> {
  return textOf(writeMonthlyFile(headerFor(mutations, overrides), mutations, n21250));
}

export async function textOf(pieces: AsyncIterable<Uint8Array>): Promise<string> {
  return Buffer.concat(await all(pieces)).toString('utf8');
}

export async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  return Array.fromAsync(items);
}

/** `content` as it might come from a stream: cut every `size` bytes. */
export async function* bytesOf(content: string | Uint8Array, size = 64 * 1024): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(content);
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

/** Mutations, comparable and readable: operation, number, first and last day. */
export function plain(mutations: Iterable<Mutation>): readonly string[] {
  return [...mutations].map(
    ({ operation, record: { ssin, period: p } }) => `${operation} ${ssin} ${p.start} ${p.end ?? 'open'}`,
  );
}

export const arbitraryDay: fc.Arbitrary<Temporal.PlainDate> = fc
  .integer({ min: 0, max: 3000 })
  .map((days) => day('2018-01-01').add({ days }));

export const arbitrarySsin: fc.Arbitrary<Ssin> = fc
  .tuple(fc.integer({ min: 0, max: 6000 }), fc.integer({ min: 1, max: 998 }))
  .map(([days, counter]) => mockSsin(day('2004-01-01').add({ days }), counter));

export const arbitraryPeriod: fc.Arbitrary<Period> = fc
  .tuple(arbitraryDay, fc.option(fc.integer({ min: 0, max: 900 })))
  .map(([start, days]) => ({ start, end: days === null ? null : start.add({ days }) }));

/** Mutations in block order, no two of a block on the same number and first day. */
export const arbitraryMutations: fc.Arbitrary<readonly Mutation[]> = fc
  .array(
    fc.record({ operation: fc.constantFrom(...operations), ssin: arbitrarySsin, period: arbitraryPeriod }),
    {
      maxLength: 12,
    },
  )
  .map((drafts) =>
    operations.flatMap((operation) => {
      const ofBlock = drafts.filter((draft) => draft.operation === operation);
      const byKey = new Map(ofBlock.map((draft) => [`${draft.ssin} ${draft.period.start}`, draft]));
      return [...byKey.keys()].sort().flatMap((key) => {
        const draft = byKey.get(key);
        return draft === undefined ? [] : [{ operation, record: { ssin: draft.ssin, period: draft.period } }];
      });
    }),
  );
