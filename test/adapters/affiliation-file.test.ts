import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type AffiliationFileOptions, openAffiliationFile } from '../../src/adapters/affiliation-file.ts';
import { PasserelleError } from '../../src/errors.ts';
import type { Ssin } from '../../src/people/ssin.ts';
import type { AffiliationSource } from '../../src/ports/affiliation.ts';
import { day, ssin } from '../support/records.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'passerelle-affiliation-'));
const file = path.join(folder, 'extract.csv');
afterAll(() => rmSync(folder, { recursive: true }));

const options: AffiliationFileOptions = { today: day('2022-03-10'), maximumAgeDays: 7 };
const madeOn = '# extract 2022-03-08';
const header = 'ssin,insurer,valid_from,valid_to';
const [first, second, third] = [ssin('08610100309'), ssin('15651200150'), ssin('18670300208')];
const unknown = ssin('20690900179');

function open(
  rows: readonly string[],
  overrides: Partial<AffiliationFileOptions> = {},
  heading = [madeOn, header],
) {
  writeFileSync(file, `${[...heading, ...rows].join('\n')}\n`);
  return openAffiliationFile(file, { ...options, ...overrides });
}

async function answer(source: AffiliationSource, ssin: Ssin, asked: Temporal.PlainDate) {
  const [given] = await source.affiliationsOn([ssin], asked);
  return given;
}

async function refusal(...extract: Parameters<typeof open>): Promise<string> {
  try {
    await open(...extract);
  } catch (error) {
    if (!(error instanceof PasserelleError)) throw error;
    expect(error.code).toBe('affiliation-invalid');
    expect(error.hint).toMatch(/Nothing was routed.*# extract YYYY-MM-DD/);
    expect(error.message).not.toMatch(/[0-9]{11}|SECRET/);
    return error.message;
  }
  return expect.fail('was accepted');
}

describe('an extract of the CIN', () => {
  it('answers on each day of an affiliation, its first and last day included [A22][A27]', async () => {
    const source = await open([`${first},300,2020-02-01,2022-03-31`]);
    const outcomes = await Promise.all(
      ['2020-01-31', '2020-02-01', '2022-03-31', '2022-04-01'].map((text) =>
        answer(source, first, day(text)),
      ),
    );
    const one = { outcome: 'one-insurer', insurer: '300' };
    expect(outcomes).toEqual([{ outcome: 'no-insurer' }, one, one, { outcome: 'no-insurer' }]);
    source.close();
  });

  it('answers without an end where none is given', async () => {
    const source = await open([`${first},900,2020-02-01,`]);
    expect(await answer(source, first, day('2030-01-01'))).toEqual({
      outcome: 'one-insurer',
      insurer: '900',
    });
    source.close();
  });

  it('finds the insurer of a mutual health fund', async () => {
    const source = await open([`${first},306,2020-01-01,`, `${second},131,2020-01-01,`]);
    const today = options.today;
    expect(await answer(source, first, today)).toEqual({ outcome: 'one-insurer', insurer: '300' });
    expect(await answer(source, second, today)).toEqual({ outcome: 'one-insurer', insurer: '100' });
    source.close();
  });

  it('tells a change of insurer by the day [A22]', async () => {
    const source = await open([`${first},300,2020-01-01,2022-02-28`, `${first},100,2022-03-01,`]);
    expect(await answer(source, first, day('2022-02-28'))).toMatchObject({ insurer: '300' });
    expect(await answer(source, first, day('2022-03-01'))).toMatchObject({ insurer: '100' });
    source.close();
  });

  it('never guesses: several insurers, none, unknown [A23]', async () => {
    const source = await open([
      `${first},300,2020-01-01,`,
      `${first},100,2022-03-01,`,
      `${second},300,2020-01-01,2021-12-31`,
      `${third},301,2020-01-01,`,
      `${third},306,2021-01-01,`,
      `${third},306,2021-01-01,`,
    ]);
    const ask = (number: typeof first) => answer(source, number, options.today);
    expect(await ask(first)).toEqual({ outcome: 'multiple-insurers' });
    expect(await ask(second)).toEqual({ outcome: 'no-insurer' });
    expect(await ask(third)).toEqual({ outcome: 'one-insurer', insurer: '300' });
    expect(await ask(unknown)).toEqual({ outcome: 'unknown-ssin' });
    source.close();
  });

  it('says where its answers come from, and answers nothing once closed [A23]', async () => {
    const source = await open([
      `${first},300,2020-01-01,2021-12-31`,
      `${first},100,2022-01-01,`,
      `${second},300,2020-01-01,2022-01-01`,
      `${second},100,2022-01-01,`,
    ]);
    expect(source.description).toBe(
      'CIN extract of 2022-03-08 (2 children, 2 insurers, 1 with overlapping affiliations)',
    );
    source.close();
    expect(await answer(source, first, options.today)).toEqual({ outcome: 'unavailable' });
  });

  it('may come from Windows, with a byte order mark', async () => {
    writeFileSync(file, `\ufeff${[madeOn, header, `${first},300,2020-01-01,`, ''].join('\r\n')}`);
    const source = await openAffiliationFile(file, options);
    expect(await answer(source, first, options.today)).toMatchObject({ insurer: '300' });
    source.close();
  });
});

describe('the age of an extract', () => {
  it.each([
    ['today', '2022-03-08'],
    ['as old as is allowed', '2022-03-15'],
  ])('is fine if it is of %s', async (_, today) => {
    (await open([], { today: day(today) })).close();
  });

  it('makes it stale on the day after [A23]', async () => {
    expect(await refusal([], { today: day('2022-03-16') })).toMatch(
      /line 1: .* 8 days old, and 7 are allowed/,
    );
  });

  it('may not lie in the future', async () => {
    expect(await refusal([], { today: day('2022-03-07') })).toMatch(/line 1: .* in the future/);
  });
});

describe('numbers that were replaced or cancelled', () => {
  const heading = [madeOn, `${header},replaced_by`];

  it('are followed to the number in use, and the answer says which it is', async () => {
    const rows = [`${first},,,,${second}`, `${second},,,,${third}`, `${third},500,2020-01-01,,`];
    const source = await open(rows, {}, heading);
    expect(await source.affiliationsOn([first, third], options.today)).toEqual([
      { outcome: 'one-insurer', insurer: '500', replacedBy: third },
      { outcome: 'one-insurer', insurer: '500' },
    ]);
    source.close();
  });

  it('are told from unknown ones', async () => {
    const source = await open([`${first},,,,cancelled`, `${second},,,,${unknown}`], {}, heading);
    expect(await source.affiliationsOn([first, second, third], options.today)).toEqual([
      { outcome: 'cancelled-ssin' },
      { outcome: 'unknown-ssin', replacedBy: unknown },
      { outcome: 'unknown-ssin' },
    ]);
    source.close();
  });

  it.each([
    [
      'a number that replaces itself',
      [`${first},,,,${first}`],
      /column 5 \(replaced_by\): is the number itself/,
    ],
    ['a successor that is no number', [`${first},,,,SECRET`], /column 5 \(replaced_by\): is neither/],
    ['an affiliation in the same row', [`${first},300,2020-01-01,,${second}`], /says an affiliation as well/],
    ['two successors', [`${first},,,,${second}`, `${first},,,,${third}`], /line 4: says a second time/],
    [
      'an affiliation in another row',
      [`${first},,,,${second}`, `${first},300,2020-01-01,,`],
      /insured as well/,
    ],
  ])('are refused with %s, before anything is answered', async (_, rows, expected) => {
    expect(await refusal(rows, {}, heading)).toMatch(expected);
  });
});

describe('an extract that cannot be trusted', () => {
  it('is refused where it is missing or no file [A23]', async () => {
    const missing = openAffiliationFile(path.join(folder, 'none.csv'), options);
    await expect(missing).rejects.toMatchObject({ code: 'affiliation-invalid' });
    await expect(openAffiliationFile(folder, options)).rejects.toMatchObject({ code: 'affiliation-invalid' });
  });

  const good = `${first},300,2020-01-01,`;
  const headings: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['without its day', [header], /line 1: is not «# extract/],
    ['of a day in no calendar', ['# extract 2022-02-30', header], /line 1: is not «# extract/],
    ['with a remark after its day', [`${madeOn},SECRET`, header], /line 1: is not «# extract/],
    ['without a header', [madeOn], /line 2: column 1 is not one of an extract/],
    ['with a column too many', [madeOn, `${header},SECRET`], /line 2: column 5 is not one of an extract/],
    ['with a column missing', [madeOn, 'ssin,insurer,valid_from'], /line 2: the column valid_to is missing/],
    ['with columns in another order', [madeOn, 'insurer,ssin,valid_from,valid_to'], /in this order/],
  ];
  it.each(headings)('is refused %s', async (_, heading, expected) => {
    expect(await refusal([good], {}, [...heading])).toMatch(expected);
  });

  it('is refused where it is empty', async () => {
    expect(await refusal([], {}, [])).toMatch(/line 1: /);
  });

  it.each([
    ['wrong check digits', '08610100310,300,2020-01-01,', /line 3, column 1 \(ssin\)/],
    ['an insurer that does not exist', `${first},700,2020-01-01,`, /line 3, column 2 \(insurer\)/],
    ['an insurer by name', `${first},SECRET,2020-01-01,`, /line 3, column 2/],
    ['no insurer', `${first},,2020-01-01,`, /line 3, column 2/],
    ['no first day', `${first},300,,`, /line 3, column 3 \(valid_from\)/],
    ['a last day in no calendar', `${first},300,2020-01-01,2021-02-29`, /line 3, column 4 \(valid_to\)/],
    ['reversed days', `${first},300,2020-01-01,2019-12-31`, /line 3, column 4 .* before valid_from/],
    ['a cell too many', `${first},300,2020-01-01,,SECRET`, /line 3: has 5 cells instead of 4/],
  ])('is refused with %s, before anything is answered', async (_, row, expected) => {
    expect(await refusal([row, good])).toMatch(expected);
  });

  it('is refused with all of its problems at once', async () => {
    const message = await refusal([`${first},300,,`, good, 'x,y,z,'], { today: day('2022-05-01') });
    expect(message.split('\n')).toHaveLength(6);
  });
});
