import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { n21250 } from '../../src/deliberations/n21-250.ts';
import { PasserelleError } from '../../src/errors.ts';
import type { Mode } from '../../src/people/record.ts';
import { type Evaluation, readEvaluations } from '../../src/raised-scores/evaluations.ts';
import { bytesOf, period } from '../support/monthly-files.ts';
import { day } from '../support/records.ts';

const header = [
  'ssin',
  'evaluation_date',
  'initial_incapacity',
  'pillar1_points',
  'conditions_met',
  'period_start',
  'period_end',
];
const good = {
  ssin: '15651200150',
  evaluation_date: '2022-02-14',
  initial_incapacity: '51',
  pillar1_points: '2',
  conditions_met: 'abce',
  period_start: '2022-03-01',
  period_end: '2024-02-29',
};
type Row = Partial<typeof good>;

const lineOf = (row: Row) => Object.values({ ...good, ...row }).join(',');
const csv = (...rows: readonly Row[]) => [header.join(','), ...rows.map(lineOf), ''].join('\n');

const options = { deliberation: n21250, today: day('2022-03-01'), mode: 'rehearsal' as Mode };

function read(content: string | Uint8Array, mode: Mode = 'rehearsal', chunk?: number): Promise<Evaluation[]> {
  return Array.fromAsync(readEvaluations(bytesOf(content, chunk), { ...options, mode }));
}

/** Reads what must be refused: gives the message, and how many evaluations came before it. */
async function refusal(content: string | Uint8Array, mode: Mode = 'rehearsal') {
  let yielded = 0;
  try {
    for await (const _ of readEvaluations(bytesOf(content), { ...options, mode })) yielded += 1;
  } catch (error) {
    if (!(error instanceof PasserelleError)) throw error;
    expect(error.code).toBe('evaluations-invalid');
    expect(error.hint).toMatch(/Nothing was selected/);
    expect(error.cause).toBeUndefined();
    return { message: error.message, yielded };
  }
  return expect.fail('was accepted');
}

describe('a file of evaluations', () => {
  it('gives each evaluation with its points, conditions, period and line [A30]', async () => {
    const open = { ssin: '18670300208', conditions_met: '', period_end: '', pillar1_points: '0' };
    expect(await read(csv({}, open))).toEqual([
      {
        line: 2,
        ssin: '15651200150',
        evaluatedOn: day('2022-02-14'),
        initialIncapacity: 51,
        firstPillarPoints: 2,
        conditionsMet: new Set(['a', 'b', 'c', 'e']),
        period: period('2022-03-01', '2024-02-29'),
      },
      {
        line: 3,
        ssin: '18670300208',
        evaluatedOn: day('2022-02-14'),
        initialIncapacity: 51,
        firstPillarPoints: 0,
        conditionsMet: new Set(),
        period: period('2022-03-01'),
      },
    ]);
  });

  it('may have no evaluation at all', async () => {
    expect(await read(csv())).toEqual([]);
  });

  it.each([
    ['a byte order mark', `\ufeff${csv({})}`],
    ['Windows line ends', csv({}).replaceAll('\n', '\r\n')],
    ['no line end at its end', csv({}).trimEnd()],
    ['values between quotation marks', csv({}).replaceAll(/[^,\n]+/g, '"$&"')],
  ])('may have %s', async (_, content) => {
    expect(await read(content)).toEqual(await read(csv({})));
  });

  it('reads the same however its bytes are cut', async () => {
    const content = `\ufeff${csv({}, { period_end: '' }, { conditions_met: 'a b c d e' })}`;
    const whole = await read(content);
    expect(whole).toHaveLength(3);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: content.length }), async (chunk) => {
        expect(await read(content, 'rehearsal', chunk)).toEqual(whole);
      }),
    );
  });

  it.each(['abcde', 'a b c d e', 'edcba', 'a bc de'])(
    'takes the conditions written as «%s»',
    async (conditions_met) => {
      const [evaluation] = await read(csv({ conditions_met }));
      expect(evaluation?.conditionsMet).toEqual(new Set('abcde'));
    },
  );

  it.each(['0', '1', '2', '4', '6'])('takes %s points of the first pillar', async (pillar1_points) => {
    const [evaluation] = await read(csv({ pillar1_points }));
    expect(evaluation?.firstPillarPoints).toBe(Number(pillar1_points));
  });

  it.each(['0', '65', '66', '100'])('takes an initial incapacity of %s %', async (initial_incapacity) => {
    const [evaluation] = await read(csv({ initial_incapacity }));
    expect(evaluation?.initialIncapacity).toBe(Number(initial_incapacity));
  });

  it('takes an evaluation of today [A29]', async () => {
    expect(await read(csv({ evaluation_date: '2022-03-01' }))).toHaveLength(1);
  });
});

describe('the header', () => {
  it.each(['first_name', 'name', 'birth_date', 'diagnosis', 'insurer'])(
    'refuses a column %s by its place, never repeating it [A13]',
    async (column) => {
      const content = csv({}).replaceAll('\n', ',Jan\n').replace('Jan', column);
      const { message, yielded } = await refusal(content);
      expect(yielded).toBe(0);
      expect(message).toMatch(/line 1: column 8 is not allowed: .*points 11, 23/);
      expect(message).not.toMatch(/Jan|first_name|diagnosis|insurer/);
    },
  );

  it.each(header.map((name, index) => [name, index]))('refuses to miss %s', async (name, index) => {
    const without = csv({})
      .split('\n')
      .map((line) => line.split(',').toSpliced(Number(index), 1).join(','));
    expect((await refusal(without.join('\n'))).message).toContain(`line 1: the column ${name} is missing`);
  });

  it('refuses a column that stands twice', async () => {
    const doubled = csv({}).replaceAll(/^([^,\n]+),/gm, '$1,$1,');
    expect((await refusal(doubled)).message).toMatch(/line 1, column 2 \(ssin\): .* stands there before/);
  });

  it('refuses another order', async () => {
    const [first = '', second = '', ...others] = header;
    const content = csv({}).replace(header.join(), [second, first, ...others].join());
    expect((await refusal(content)).message).toMatch(/must stand in this order: ssin, evaluation_date/);
  });

  it.each(['SSIN', ' ssin', 'ssin ', 'Ssin'])('refuses «%s» for ssin', async (name) => {
    expect((await refusal(csv({}).replace('ssin', name))).message).toMatch(/column 1 is not allowed/);
  });

  it('refuses a file that begins with a child, without repeating the number', async () => {
    const { message } = await refusal(`${lineOf({})}\n`);
    expect(message).toMatch(/column 1 is not allowed/);
    expect(message).not.toContain(good.ssin);
  });

  it.each([
    ['empty', ''],
    ['a byte order mark alone', '\ufeff'],
  ])('refuses a file that is %s', async (_, content) => {
    expect((await refusal(content)).message).toMatch(/line 1: the header is missing/);
  });
});

describe('an evaluation', () => {
  const refused: readonly (readonly [string, Row, RegExp])[] = [
    ['without a number [A11]', { ssin: '' }, /column 1 \(ssin\): .*not-eleven-digits/],
    ['with wrong check digits [A11]', { ssin: '15651200151' }, /column 1 \(ssin\): .*wrong-check-digits/],
    ['with punctuation in its number', { ssin: '15.65.12-001.50' }, /column 1 .*not-eleven-digits/],
    [
      'without a day of evaluation [A29]',
      { evaluation_date: '' },
      /column 2 \(evaluation_date\): is not a day/,
    ],
    ['with an evaluation to come [A29]', { evaluation_date: '2022-03-02' }, /column 2 .*lies in the future/],
    ['of a day in no calendar', { evaluation_date: '2022-02-29' }, /column 2 .*is not a day/],
    ['with an incapacity over 100 %', { initial_incapacity: '101' }, /column 3 .*from 0 to 100/],
    ['with a negative incapacity', { initial_incapacity: '-1' }, /column 3 /],
    ['with half a per cent', { initial_incapacity: '50.5' }, /column 3 /],
    ['with an exponent', { initial_incapacity: '1e1' }, /column 3 /],
    ['without an incapacity', { initial_incapacity: '' }, /column 3 /],
    ['with three points, which do not exist', { pillar1_points: '3' }, /column 4 .*code list/],
    ['with five points, which do not exist', { pillar1_points: '5' }, /column 4 .*code list/],
    ['without points', { pillar1_points: '' }, /column 4 .*code list/],
    ['with a sixth condition [A05]', { conditions_met: 'abcf' }, /column 5 .*list of conditions/],
    ['with a condition twice', { conditions_met: 'aabc' }, /column 5 /],
    ['with conditions in capitals', { conditions_met: 'ABCD' }, /column 5 /],
    ['with conditions two spaces apart', { conditions_met: 'a  b' }, /column 5 /],
    ['without a first day [A12]', { period_start: '' }, /column 6 \(period_start\): is not a day/],
    ['with a time in its first day [A12]', { period_start: '2022-03-01T00:00' }, /column 6 /],
    ['with a last day in no calendar [A12]', { period_end: '2023-02-29' }, /column 7 .*nor a day/],
    ['with its days reversed [A12]', { period_end: '2022-02-28' }, /column 7 .*lies before period_start/],
  ];

  it.each(refused)('is refused %s', async (_, row, expected) => {
    const { message, yielded } = await refusal(csv(row));
    expect(message).toMatch(/line 2, column/);
    expect(message).toMatch(expected);
    expect(yielded).toBe(0);
  });

  it('is refused on a real site if its number is of the mock register', async () => {
    expect((await refusal(csv({}), 'real')).message).toMatch(/line 2, column 1 .*mock register/);
  });

  it.each(['17073003384', '98472899765'])('is refused in a rehearsal if its number is %s', async (ssin) => {
    expect((await refusal(csv({ ssin }))).message).toMatch(/line 2, column 1 .*not of the mock register/);
    expect(await read(csv({ ssin }), 'real')).toHaveLength(1);
  });

  it.each([
    ['a cell too few', (line: string) => line.slice(0, line.lastIndexOf(',')), 6],
    ['a cell too many', (line: string) => `${line},`, 8],
    ['nothing at all', () => '', 1],
  ])('is refused with %s', async (_, change, cells) => {
    const content = [header.join(','), change(lineOf({})), lineOf({}), ''].join('\n');
    expect((await refusal(content)).message).toContain(`line 2: has ${cells} cells instead of 7`);
  });
});

describe('what is wrong', () => {
  it('is told all at once, by line and column', async () => {
    const { message } = await refusal(
      csv({}, { ssin: 'x', pillar1_points: '9' }, {}, { period_start: 'soon' }),
    );
    expect(message.split('\n').slice(1)).toEqual([
      expect.stringMatching(/^ {2}line 3, column 1 /),
      expect.stringMatching(/^ {2}line 3, column 4 /),
      expect.stringMatching(/^ {2}line 5, column 6 /),
    ]);
  });

  it('is told twenty times at most, then counted', async () => {
    const { message } = await refusal(csv(...Array.from({ length: 50 }, () => ({ ssin: 'x' }))));
    const told = message.split('\n').slice(1);
    expect(told).toHaveLength(21);
    expect(told.at(-2)).toMatch(/line 21, column 1/);
    expect(told.at(-1)).toBe('  and 30 more');
  });

  it('ends the evaluations at once', async () => {
    expect((await refusal(csv({}, {}, { ssin: 'x' }, {}, {}))).yielded).toBe(2);
  });

  it('is never told by repeating a value of the file', async () => {
    const secret = fc.stringMatching(/^[A-Za-z0-9;'äß ]{12,30}$/);
    const column = fc.constantFrom(...header);
    await fc.assert(
      fc.asyncProperty(column, secret, async (name, value) => {
        const { message } = await refusal(csv({ [name]: `#${value}` }));
        expect(message).not.toContain(value);
        expect(message).not.toContain(good.ssin);
      }),
    );
  });

  it.each([
    [
      'bytes that are not UTF-8',
      Buffer.from(csv({}, { ssin: 'Zo\u00eb' }), 'latin1'),
      /line 3: is not UTF-8/,
    ],
    ['UTF-16', Buffer.from(csv({}), 'utf16le'), /line 1: /],
    ['a line without end', csv({}) + 'x'.repeat(200_000), /line 3: is longer than 1024 bytes/],
    [
      'a quotation mark left open',
      csv({}, { ssin: '"15651200150' }, {}),
      /line 3: a quotation mark is not closed/,
    ],
    [
      'a line break between quotation marks',
      csv({}, { ssin: '"1\n2"' }),
      /line 3: a quotation mark is not closed/,
    ],
    ['text behind a quotation mark', csv({ ssin: '"15651200150"x' }), /line 2: something stands behind/],
    [
      'a quotation mark inside a value',
      csv({ ssin: '156"51200150' }),
      /line 2: a quotation mark stands inside/,
    ],
    ['a NUL', csv({ ssin: '15651200150\0' }), /line 2, column 1/],
    ['old Macintosh line ends', csv({}).replaceAll('\n', '\r'), /line 1: /],
  ])('includes %s', async (_, content, expected) => {
    expect((await refusal(content)).message).toMatch(expected);
  });

  it('is found in flat memory where a file is one endless line', async () => {
    let pulled = 0;
    async function* endless() {
      yield Buffer.from(`${header.join(',')}\n`);
      for (;;) {
        pulled += 1;
        yield Buffer.alloc(64 * 1024, 'x');
      }
    }
    await expect(Array.fromAsync(readEvaluations(endless(), options))).rejects.toThrow(/line 2: is longer/);
    expect(pulled).toBeLessThan(3);
  });
});
