import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { n21250 } from '../../src/deliberations/n21-250.ts';
import { partiesOf, policyDigest } from '../../src/deliberations/rules.ts';
import { readMonthlyFile } from '../../src/monthly-file/read.ts';
import { writeMonthlyFile } from '../../src/monthly-file/write.ts';
import type { MonthlyFileHeader, Mutation } from '../../src/people/record.ts';
import { anyMonth, bytesOf, headerFor, monthlyFileText, mutation } from '../support/monthly-files.ts';
import { day, instant, newRecords, ssin } from '../support/records.ts';

const [first, second] = ['08610100309', '15651200150'] as const;
const mutations = [
  mutation('new', first, '2022-01-01', '2022-12-31'),
  mutation('new', second, '2022-02-01'),
  mutation('withdrawal', first, '2021-01-01', '2021-12-31'),
];

/** What is written before the file is refused, which must not be a whole file. */
async function refusal(written: readonly Mutation[], overrides: Partial<MonthlyFileHeader> = {}) {
  const pieces: Uint8Array[] = [];
  const writing = async () => {
    const file = writeMonthlyFile(headerFor(mutations, overrides), written, n21250);
    for await (const piece of file) pieces.push(piece);
  };
  await expect(writing()).rejects.toMatchObject({ code: 'monthly-file-invalid' });
  expect(Buffer.concat(pieces).toString()).not.toContain('</monthlyFile>');
}

describe('a monthly file', () => {
  it('holds a header, then new, corrected and withdrawn records of two or three fields [A11][A12][A13]', async () => {
    expect(await monthlyFileText(mutations)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<monthlyFile xmlns="urn:passerelle:n21-250:monthly-file:1">
  <header>
    <schemaVersion>1</schemaVersion>
    <deliberation>21/250</deliberation>
    <policyDigest>${policyDigest(n21250)}</policyDigest>
    <mode>rehearsal</mode>
    <sender>0886886638</sender>
    <receiver>0206653946</receiver>
    <referenceMonth>2022-03</referenceMonth>
    <sequenceNumber>3</sequenceNumber>
    <creationTime>2022-03-01T07:30:00Z</creationTime>
    <counts>
      <new>2</new>
      <correction>0</correction>
      <withdrawal>1</withdrawal>
    </counts>
  </header>
  <new>
    <record><ssin>${first}</ssin><startDateRecognition>2022-01-01</startDateRecognition><endDateRecognition>2022-12-31</endDateRecognition></record>
    <record><ssin>${second}</ssin><startDateRecognition>2022-02-01</startDateRecognition></record>
  </new>
  <correction>
  </correction>
  <withdrawal>
    <record><ssin>${first}</ssin><startDateRecognition>2021-01-01</startDateRecognition><endDateRecognition>2021-12-31</endDateRecognition></record>
  </withdrawal>
</monthlyFile>
`);
  });

  it('is written for a month with nothing to report too [A10]', async () => {
    const { header, mutations: read } = await readMonthlyFile(bytesOf(await monthlyFileText([])), n21250);
    expect(header.counts).toEqual({ new: 0, correction: 0, withdrawal: 0 });
    expect(await Array.fromAsync(read)).toEqual([]);
  });

  it('comes in pieces of some 64 KiB, whatever its size', async () => {
    const many = newRecords(5000);
    const pieces = await Array.fromAsync(writeMonthlyFile(headerFor(many), many, n21250));
    const sizes = pieces.map((piece) => piece.length);
    expect(sizes.length).toBeGreaterThan(8);
    expect(Math.max(...sizes)).toBeLessThan(66 * 1024);
    expect(Math.min(...sizes.slice(0, -1))).toBeGreaterThanOrEqual(64 * 1024);
  });

  it('pulls mutations only as its pieces are taken, and lets go of them when abandoned', async () => {
    let pulled = 0;
    let released = false;
    function* source() {
      try {
        for (const record of newRecords(5000)) {
          pulled += 1;
          yield record;
        }
      } finally {
        released = true;
      }
    }
    for await (const _ of writeMonthlyFile(headerFor(newRecords(5000)), source(), n21250)) break;
    expect(pulled).toBeLessThan(1000);
    expect(released).toBe(true);
  });

  it('is read back as it was written, for every sender and receiver', async () => {
    const parties = fc.constantFrom(...partiesOf(n21250).map(({ id }) => id));
    const overrides = fc.record({
      sender: parties,
      receiver: parties,
      sequenceNumber: fc.integer({ min: 1, max: 999_999_999_999_999 }),
      createdAt: fc
        .bigInt({ min: 0n, max: 4_000_000_000_000_000_000n })
        .map((nanoseconds) => instant('2000-01-01T00:00:00Z').add({ nanoseconds: Number(nanoseconds) })),
    });
    await fc.assert(
      fc.asyncProperty(anyMonth, overrides, async (month, headers) => {
        const file = writeMonthlyFile(headerFor(month, headers), month, n21250);
        const read = await readMonthlyFile(file, n21250);
        expect(read.header).toEqual(headerFor(month, headers));
        expect((await Array.fromAsync(read.mutations)).flat()).toEqual(month);
      }),
    );
  });
});

describe('the writer refuses', () => {
  const [sample = mutation('new', first, '2022-01-01')] = mutations;
  const others = mutations.slice(1);

  it.each([
    ['a name', { name: 'Jan' }],
    ['a birth date', { birthDate: '2008-01-01' }],
    ['a score', { score: 66 }],
    ['a condition', { conditions: 'abce' }],
    ['a diagnosis', { diagnosis: 'x' }],
    ['an insurer', { insurer: '300' }],
    ['an empty extra field', { remark: undefined }],
    ['a field without a name', { [Symbol('hidden')]: 1 }],
  ])('a record with %s [A13]', async (_, extra) => {
    await refusal([{ ...sample, record: { ...sample.record, ...extra } }, ...others]);
    await refusal([
      { ...sample, record: { ...sample.record, period: { ...sample.record.period, ...extra } } },
      ...others,
    ]);
  });

  it('to write under a deliberation that allows other fields [A13]', async () => {
    const fields = {
      ...n21250.fields,
      values: [{ from: n21250.adopted, value: [{ name: 'ssin', required: true }] }],
    };
    const file = writeMonthlyFile(headerFor(mutations), mutations, { ...n21250, fields });
    await expect(Array.fromAsync(file)).rejects.toMatchObject({ code: 'monthly-file-invalid' });
  });

  it.each([
    ['out of block order', [...others, sample]],
    ['with a record too few', others],
    ['with a record too many', [sample, ...mutations]],
    [
      'with a record in another block',
      [sample, mutation('correction', second, '2022-02-01'), ...others.slice(1)],
    ],
  ])('mutations %s', async (_, written) => {
    await refusal(written);
  });

  it.each([
    ['another deliberation', { deliberation: '08/016' }],
    ['a sender that is no party', { sender: 'bcss' }],
    ['a receiver that is no party', { receiver: '700' }],
    ['sequence number 0', { sequenceNumber: 0 }],
    ['a broken sequence number', { sequenceNumber: 1.5 }],
    ['markup for a digest', { policy: '</policyDigest>' }],
    ['a year that the schema does not know', { createdAt: instant('0999-01-01T00:00:00Z') }],
  ])('a header with %s', async (_, overrides) => {
    await refusal(mutations, overrides);
  });

  it('numbers of the mock register in a real file, and all others in a rehearsal', async () => {
    await refusal(mutations, { mode: 'real' });
    const real = mutation('new', '17073003384', '2022-01-01');
    await refusal([real, ...others]);
    const header = headerFor([real], { mode: 'real' });
    expect(await Array.fromAsync(writeMonthlyFile(header, [real], n21250))).toHaveLength(1);
  });

  it('a day beyond what four digits can say', async () => {
    const period = { start: day('2022-01-01'), end: Temporal.PlainDate.from('+012022-01-01') };
    await refusal([{ operation: 'new', record: { ssin: ssin(first), period } }, ...others]);
  });
});
