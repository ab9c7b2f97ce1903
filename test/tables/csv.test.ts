import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PasserelleError } from '../../src/errors.ts';
import { type CsvRow, readCsv } from '../../src/tables/csv.ts';
import { gatherProblems } from '../../src/tables/problems.ts';

const columns = ['first', 'second', 'third'] as const;

/** The rows, or the error that names what is wrong. */
async function read(text: string, pieceSize: number): Promise<readonly CsvRow[] | string> {
  const problems = gatherProblems('evaluations-invalid', 'the table', 'hint');
  const bytes = Buffer.from(text);
  async function* pieces() {
    for (let start = 0; start < bytes.length; start += pieceSize) {
      yield bytes.subarray(start, start + pieceSize);
    }
  }
  const rows: CsvRow[] = [];
  for await (const batch of readCsv(pieces(), { columns, otherColumn: 'is another' }, problems)) {
    rows.push(...batch);
  }
  try {
    problems.throwIfAny();
    return rows;
  } catch (error) {
    if (error instanceof PasserelleError) return error.message;
    throw error;
  }
}

/** Ends with no carriage return, which would be read as the line's without a mark behind it. */
const cell = fc
  .string({ unit: fc.constantFrom('a', '1', ' ', 'é', '\r', '\t', '<'), maxLength: 6 })
  .filter((value) => !value.endsWith('\r'));
const row = fc.array(cell, { minLength: 1, maxLength: 4 });

describe('a table', () => {
  it('says the same with and without quotation marks, in pieces of any size', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { maxLength: 20 }),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        fc.integer({ min: 1, max: 200 }),
        async (rows, lineBreak, ended, pieceSize) => {
          // An empty last line without a break is no line.
          fc.pre(ended || rows.at(-1)?.join(',') !== '');
          const textOf = (write: (value: string) => string) =>
            [columns, ...rows].map((cells) => cells.map(write).join(',')).join(lineBreak) +
            (ended ? lineBreak : '');
          const plain = await read(
            textOf((value) => value),
            pieceSize,
          );
          expect(plain).toEqual(
            await read(
              textOf((value) => `"${value}"`),
              pieceSize,
            ),
          );
        },
      ),
    );
  });

  it('keeps what stands in a cell, and counts lines from the header', async () => {
    expect(await read('first,second,third\n a ,,\r\n"1","2 ""x""",3', 7)).toEqual([
      { line: 2, cells: [' a ', '', ''] },
      { line: 3, cells: ['1', '2 "x"', '3'] },
    ]);
  });

  it('names a line that is empty or has other cells, and goes on', async () => {
    const told = await read('first,second,third\n\n1,2\n1,2,3\n1,2,3,4\n', 1000);
    expect(told).toMatch(/line 2: has 1 cells/);
    expect(told).toMatch(/line 3: has 2 cells/);
    expect(told).toMatch(/line 5: has 4 cells/);
    expect(told).not.toMatch(/line 4/);
  });
});
