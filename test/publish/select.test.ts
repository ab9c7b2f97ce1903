import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { n21250 } from '../../src/deliberations/n21-250.ts';
import { PasserelleError } from '../../src/errors.ts';
import type { Candidate } from '../../src/flow.ts';
import type { Period } from '../../src/people/period.ts';
import type { Mutation } from '../../src/people/record.ts';
import { selectChanges } from '../../src/publish/select.ts';
import type { Evaluation } from '../../src/raised-scores/evaluations.ts';
import { isInScope } from '../../src/raised-scores/scope.ts';
import { mutation, period, plain } from '../support/monthly-files.ts';
import { child, day, ssin } from '../support/records.ts';

/** In scope, unless overridden: 51 % raised by 15 points for four conditions. */
function evaluation(number: string, period: Period, overrides: Partial<Evaluation> = {}): Evaluation {
  return {
    line: 2,
    ssin: ssin(number),
    evaluatedOn: day('2022-02-14'),
    initialIncapacity: 51,
    firstPillarPoints: 2,
    conditionsMet: new Set('abce'),
    period,
    ...overrides,
  };
}

async function* stream<Item>(items: Iterable<Item>): AsyncGenerator<Item> {
  yield* items;
}

function candidate(evaluation: Evaluation, index: number): Candidate {
  const { ssin, period } = evaluation;
  return { line: index + 2, ssin, period, inScope: isInScope(n21250, evaluation) };
}

async function select(evaluations: readonly Evaluation[], ...disclosed: readonly (readonly Mutation[])[]) {
  const selection = await selectChanges({
    candidates: stream(evaluations.map(candidate)),
    disclosed: stream(disclosed),
  });
  const { counts } = selection;
  const mutations = [...selection.mutations()];
  expect([...selection.mutations()]).toEqual(mutations);
  return { counts, mutations, changes: plain(mutations) };
}

const [first, second, third] = ['08610100309', '15651200150', '18670300208'] as const;
const year = period('2022-01-01', '2022-12-31');

describe('the scope of a selection', () => {
  const four = 'abcd';
  const five = 'abcde';
  it.each([
    [45, five, false],
    [46, five, true],
    [46, four, false],
    [50, four, false],
    [51, four, true],
    [65, four, true],
    [65, 'abc', false],
    [66, four, false],
    [66, '', false],
    [100, five, false],
  ])('with %i %% at first and conditions «%s» is %s [A07]', async (initialIncapacity, met, inScope) => {
    const { changes } = await select([
      evaluation(first, year, { initialIncapacity, conditionsMet: new Set(met) }),
    ]);
    expect(changes).toEqual(inScope ? [`new ${first} 2022-01-01 2022-12-31`] : []);
  });

  it.each([
    [2, true],
    [4, false],
    [6, false],
  ])('with %i points in the first pillar is %s [A08]', async (firstPillarPoints, inScope) => {
    const { counts } = await select([evaluation(first, year, { firstPillarPoints })]);
    expect(counts.new).toBe(inScope ? 1 : 0);
  });

  it('carries nothing of the evaluation but number and period [A13]', async () => {
    const { mutations } = await select([evaluation(first, year)]);
    expect(mutations).toEqual([{ operation: 'new', record: { ssin: first, period: year } }]);
  });
});

describe('the changes', () => {
  const sent = [mutation('new', first, '2022-01-01', '2022-12-31')];

  it('are none where nothing was evaluated and nothing sent', async () => {
    expect(await select([])).toMatchObject({ counts: { new: 0, correction: 0, withdrawal: 0 }, changes: [] });
  });

  it('are none in a second run over the same evaluations [A10]', async () => {
    expect((await select([evaluation(first, year)], sent)).changes).toEqual([]);
  });

  it('are a correction where the last day moved, opened or closed [A32]', async () => {
    const moved = await select([evaluation(first, period('2022-01-01', '2022-06-30'))], sent);
    expect(moved.changes).toEqual([`correction ${first} 2022-01-01 2022-06-30`]);
    const opened = await select([evaluation(first, period('2022-01-01'))], sent);
    expect(opened.changes).toEqual([`correction ${first} 2022-01-01 open`]);
    const closed = await select([evaluation(first, year)], [mutation('new', first, '2022-01-01')]);
    expect(closed.changes).toEqual([`correction ${first} 2022-01-01 2022-12-31`]);
  });

  it('are a withdrawal, as it was sent, where the evaluation is gone [A32]', async () => {
    const corrected = [mutation('correction', first, '2022-01-01', '2022-06-30')];
    const { changes } = await select([], sent, corrected);
    expect(changes).toEqual([`withdrawal ${first} 2022-01-01 2022-06-30`]);
  });

  it('are a withdrawal where the child is no longer in scope [A32]', async () => {
    const { changes } = await select([evaluation(first, year, { initialIncapacity: 50 })], sent);
    expect(changes).toEqual([`withdrawal ${first} 2022-01-01 2022-12-31`]);
  });

  it('are a withdrawal and a new record where the first day moved [A32]', async () => {
    const { changes } = await select([evaluation(first, period('2022-02-01', '2022-12-31'))], sent);
    expect(changes).toEqual([
      `new ${first} 2022-02-01 2022-12-31`,
      `withdrawal ${first} 2022-01-01 2022-12-31`,
    ]);
  });

  it('are new again where a withdrawn record comes back [A32]', async () => {
    const withdrawn = [mutation('withdrawal', first, '2022-01-01', '2022-12-31')];
    expect((await select([], sent, withdrawn)).changes).toEqual([]);
    expect((await select([evaluation(first, year)], sent, withdrawn)).changes).toEqual([
      `new ${first} 2022-01-01 2022-12-31`,
    ]);
  });

  it('tell apart the periods of one child', async () => {
    const later = period('2023-01-01');
    const { changes } = await select([evaluation(first, later), evaluation(first, year)], sent);
    expect(changes).toEqual([`new ${first} 2023-01-01 open`]);
  });

  it('come in block order, each block by number and first day', async () => {
    const before = [mutation('new', third, '2022-01-01'), mutation('new', second, '2022-01-01')];
    const now = [third, second, first].flatMap((number) => [
      evaluation(number, period('2023-01-01')),
      evaluation(number, year),
    ]);
    const gone = [mutation('new', third, '2021-01-01', '2021-02-01'), mutation('new', first, '2021-01-01')];
    const { changes, counts } = await select(now, before, gone);
    expect(changes.map((change) => change.split(' ').slice(0, 3).join(' '))).toEqual([
      `new ${first} 2022-01-01`,
      `new ${first} 2023-01-01`,
      `new ${second} 2023-01-01`,
      `new ${third} 2023-01-01`,
      `correction ${second} 2022-01-01`,
      `correction ${third} 2022-01-01`,
      `withdrawal ${first} 2021-01-01`,
      `withdrawal ${third} 2021-01-01`,
    ]);
    expect(counts).toEqual({ new: 4, correction: 2, withdrawal: 2 });
  });

  it('applied month by month leave standing exactly what is in scope [A10][A32]', async () => {
    // At most one of these periods is evaluated for a child in a month, so none overlap.
    const periods = [
      null,
      year,
      period('2022-01-01'),
      period('2022-05-01'),
      period('2021-05-01', '2022-04-30'),
    ];
    const month = fc.array(fc.tuple(fc.constantFrom(...periods), fc.boolean()), {
      minLength: 4,
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(month, { minLength: 1, maxLength: 6 }), async (months) => {
        const published: (readonly Mutation[])[] = [];
        const standing = new Map<string, string>();
        for (const children of months) {
          const evaluations = children.flatMap(([evaluated, inScope], number) =>
            evaluated === null
              ? []
              : [evaluation(child(number), evaluated, { initialIncapacity: inScope ? 51 : 40 })],
          );
          const { mutations } = await select(evaluations, ...published);
          published.push(mutations);
          for (const { operation, record } of mutations) {
            const key = `${record.ssin} ${record.period.start}`;
            const end = String(record.period.end);
            expect(standing.has(key)).toBe(operation !== 'new');
            if (operation === 'withdrawal') {
              expect(standing.get(key)).toBe(end);
              standing.delete(key);
            } else standing.set(key, end);
          }
          const inScope = evaluations.filter((found) => found.initialIncapacity === 51);
          expect(standing).toEqual(
            new Map(
              inScope.map((found) => [`${found.ssin} ${found.period.start}`, String(found.period.end)]),
            ),
          );
          expect((await select(evaluations, ...published)).changes).toEqual([]);
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('evaluations of one child', () => {
  async function refusal(evaluations: readonly Evaluation[]): Promise<PasserelleError> {
    try {
      await select(evaluations);
    } catch (error) {
      if (error instanceof PasserelleError) return error;
      throw error;
    }
    return expect.fail('was accepted');
  }

  it.each([
    ['on one day', '2022-12-31', null],
    ['by the same first day', '2022-01-01', '2022-01-01'],
    ['wholly', '2022-03-01', '2022-04-01'],
  ])('are refused where their periods overlap %s, naming lines alone', async (_, start, end) => {
    const error = await refusal([
      evaluation(second, year),
      evaluation(first, year),
      evaluation(first, period(start, end)),
    ]);
    expect(error.code).toBe('evaluations-invalid');
    expect(error.message).toMatch(/line 4: the period overlaps that of the same child on line 3/);
    expect(error.message).not.toContain(first);
  });

  it('are refused where they overlap out of scope', async () => {
    const outside = { initialIncapacity: 20 };
    const error = await refusal([evaluation(first, year), evaluation(first, year, outside)]);
    expect(error.code).toBe('evaluations-invalid');
  });

  it('are refused where they overlap far apart in the file, behind others', async () => {
    const others = Array.from({ length: 500 }, (_, number) => evaluation(child(number), year));
    const error = await refusal([
      evaluation(first, period('2022-12-31')),
      ...others,
      evaluation(first, year),
    ]);
    expect(error.message).toMatch(/line 2: .* on line 503/);
  });

  it('are fine where one period follows the other, and where children differ', async () => {
    const { counts } = await select([
      evaluation(first, period('2023-01-01')),
      evaluation(first, year),
      evaluation(second, year),
    ]);
    expect(counts.new).toBe(3);
  });
});

describe('a selection whose sources fail', () => {
  const failure = new PasserelleError('evaluations-invalid', 'line 3 is wrong');

  it('fails as they do', async () => {
    async function* candidates(): AsyncGenerator<Candidate> {
      yield candidate(evaluation(first, year), 0);
      throw failure;
    }
    async function* disclosed(): AsyncGenerator<readonly Mutation[]> {
      yield [mutation('new', first, '2022-01-01')];
      throw failure;
    }
    const sources = { candidates: stream([]), disclosed: stream([]) };
    await expect(selectChanges({ ...sources, candidates: candidates() })).rejects.toBe(failure);
    await expect(selectChanges({ ...sources, disclosed: disclosed() })).rejects.toBe(failure);
  });
});
