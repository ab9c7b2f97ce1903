import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InsurerCode } from '../../src/people/insurer.ts';
import { type Operation, operations } from '../../src/people/operation.ts';
import type { Period } from '../../src/people/period.ts';
import type { AffiliationOutcome } from '../../src/ports/affiliation.ts';
import {
  type Disclosure,
  type RecordHistory,
  type Routing,
  routeByAffiliation,
  routeMutation,
} from '../../src/relay/route.ts';
import { insurer, mutation, period } from '../support/monthly-files.ts';

const [mc, solidaris, caami, rail] = [insurer('100'), insurer('300'), insurer('600'), insurer('900')];
const served: ReadonlySet<InsurerCode> = new Set([mc, solidaris, caami]);
const child = '15651200150';
const year = period('2022-01-01', '2022-12-31');
const open = period('2022-01-01');

const sent = (code: InsurerCode, operation: Operation, told = year): Disclosure => ({
  insurer: code,
  operation,
  period: told,
});

function route(
  operation: Operation,
  history: Partial<RecordHistory>,
  end: string | null = '2022-12-31',
): Routing | 'ask-affiliation' {
  const known = { receivedBefore: [], receivedAfter: false, disclosed: [], ...history };
  return routeMutation(mutation(operation, child, '2022-01-01', end), known);
}

/** What insurers are told: one line each. */
function told(routing: Routing | 'ask-affiliation'): readonly string[] {
  if (routing === 'ask-affiliation' || !('tell' in routing)) return [];
  return routing.tell.map(({ insurer: code, mutation: { operation, record } }) =>
    [code, operation, record.period.start, record.period.end ?? 'open'].join(' '),
  );
}

describe('the CIN', () => {
  const { record } = mutation('correction', child, '2022-01-01', '2022-12-31');

  it.each([mc, solidaris, caami])(
    'names the one insurer, %s, that is given the record as new [A22]',
    (code) => {
      const routing = routeByAffiliation(record, { outcome: 'one-insurer', insurer: code }, served);
      expect(told(routing)).toEqual([`${code} new 2022-01-01 2022-12-31`]);
    },
  );

  const holds: readonly (readonly [string, AffiliationOutcome, string])[] = [
    ['has no insurer', { outcome: 'no-insurer' }, 'no-insurer'],
    ['has several insurers', { outcome: 'multiple-insurers' }, 'multiple-insurers'],
    ['is unknown', { outcome: 'unknown-ssin' }, 'unknown-ssin'],
    ['has a number that was cancelled', { outcome: 'cancelled-ssin' }, 'cancelled-ssin'],
    ['has an insurer that is not served', { outcome: 'one-insurer', insurer: rail }, 'insurer-not-served'],
    ['cannot be asked after', { outcome: 'unavailable' }, 'affiliation-unavailable'],
  ];

  it.each(holds)(
    'lets the record of a child be held that %s, and nobody is told [A23]',
    (_, answer, held) => {
      expect(routeByAffiliation(record, answer, served)).toEqual({ held });
    },
  );
});

describe('a record that stands at insurers', () => {
  it('is nothing new when sent again word for word, as whatever change [A10]', () => {
    for (const operation of ['new', 'correction'] as const) {
      expect(route(operation, { disclosed: [sent(mc, 'new')] })).toEqual({ nothing: 'already-known' });
      const corrected = [sent(mc, 'new', open), sent(mc, 'correction')];
      expect(route(operation, { disclosed: corrected })).toEqual({ nothing: 'already-known' });
    }
  });

  it.each(['new', 'correction'] as const)(
    'is corrected, by a %s with another last day, at those who know it otherwise and nowhere else [A21][A32]',
    (operation) => {
      const disclosed = [sent(solidaris, 'new', open), sent(mc, 'new'), sent(caami, 'new', open)];
      expect(told(route(operation, { disclosed }))).toEqual([
        '300 correction 2022-01-01 2022-12-31',
        '600 correction 2022-01-01 2022-12-31',
      ]);
      expect(told(route(operation, { disclosed: [sent(mc, 'new')] }, null))).toEqual([
        '100 correction 2022-01-01 open',
      ]);
    },
  );

  it('is withdrawn from each insurer in the words in which it was told there, and in no others [A32]', () => {
    const disclosed = [sent(solidaris, 'new', open), sent(mc, 'new', open), sent(mc, 'correction')];
    expect(told(route('withdrawal', { disclosed }, '2030-06-30'))).toEqual([
      '300 withdrawal 2022-01-01 open',
      '100 withdrawal 2022-01-01 2022-12-31',
    ]);
  });
});

describe('a record of which no insurer was told', () => {
  it('is asked after, whatever came of it before [A22][A52]', () => {
    const withdrawn = [sent(mc, 'new'), sent(mc, 'withdrawal')];
    expect(route('new', {})).toBe('ask-affiliation');
    expect(route('new', { receivedBefore: ['new'] })).toBe('ask-affiliation');
    expect(route('new', { receivedBefore: ['new', 'withdrawal'], disclosed: withdrawn })).toBe(
      'ask-affiliation',
    );
  });

  it('is asked after in its corrected form: the insurer has no use for the period that was wrong [A32]', () => {
    expect(route('correction', { receivedBefore: ['new'] })).toBe('ask-affiliation');
    expect(route('correction', { receivedBefore: ['new', 'correction'] })).toBe('ask-affiliation');
  });

  it('is withdrawn without a word to anybody [A32]', () => {
    expect(route('withdrawal', { receivedBefore: ['new'] })).toEqual({ nothing: 'superseded' });
    expect(route('withdrawal', { receivedBefore: ['new', 'correction'] })).toEqual({ nothing: 'superseded' });
  });
});

describe('a change of a record that was never given, or was taken back', () => {
  const withdrawn = [sent(mc, 'new'), sent(mc, 'withdrawal')];

  it.each(['correction', 'withdrawal'] as const)(
    'is held if it is a %s, for people to look at [A32]',
    (operation) => {
      for (const history of [
        {},
        { receivedBefore: ['withdrawal'] },
        { receivedBefore: ['correction'] },
        { receivedBefore: ['new', 'withdrawal'], disclosed: withdrawn },
      ] as const) {
        expect(route(operation, history)).toEqual({ held: 'never-disclosed' });
      }
    },
  );
});

describe('what was held and overtaken', () => {
  it.each(operations)('is never told to anybody if it is a %s [A32]', (operation) => {
    for (const disclosed of [[], [sent(mc, 'new', open)]]) {
      const history = { receivedBefore: ['new'], receivedAfter: true, disclosed } as const;
      expect(route(operation, history)).toEqual({ nothing: 'superseded' });
    }
  });
});

describe('every routing', () => {
  const ends = fc.constantFrom('2022-06-30', '2022-12-31', null);
  const operation = fc.constantFrom(...operations);
  const histories: fc.Arbitrary<RecordHistory> = fc.record({
    receivedBefore: fc.array(operation, { maxLength: 4 }),
    receivedAfter: fc.boolean(),
    disclosed: fc.array(
      fc
        .tuple(fc.constantFrom(mc, solidaris, caami, rail), operation, ends)
        .map(([code, what, end]) => sent(code, what, period('2022-01-01', end))),
      { maxLength: 8 },
    ),
  });

  /** Where the record stands, with the period told last. */
  const standing = (disclosed: readonly Disclosure[]) =>
    new Map(
      [mc, solidaris, caami, rail].flatMap((code): [InsurerCode, Period][] => {
        const last = disclosed.findLast((disclosure) => disclosure.insurer === code);
        return last === undefined || last.operation === 'withdrawal' ? [] : [[code, last.period]];
      }),
    );

  it('tells a change to those at whom the record stands, each once, and to nobody else [A21][A32]', () => {
    fc.assert(
      fc.property(operation, histories, ends, (what, history, end) => {
        const routing = route(what, history, end);
        const holders = standing(history.disclosed);
        if (routing === 'ask-affiliation') expect(holders.size).toBe(0);
        else if ('tell' in routing) {
          const receivers = routing.tell.map((notice) => notice.insurer);
          expect(receivers.length).toBeGreaterThan(0);
          expect(new Set(receivers).size).toBe(receivers.length);
          for (const receiver of receivers) expect(holders.has(receiver)).toBe(true);
        } else expect(Object.keys(routing)).toHaveLength(1);
      }),
    );
  });

  it('leaves every insurer with the last word, and nobody with what was taken back [A32][A52]', () => {
    fc.assert(
      fc.property(operation, histories, ends, (what, { receivedBefore, disclosed }, end) => {
        const routing = route(what, { receivedBefore, disclosed }, end);
        const notices = routing !== 'ask-affiliation' && 'tell' in routing ? routing.tell : [];
        const after = standing([
          ...disclosed,
          ...notices.map(({ insurer: code, mutation: { operation: as, record } }) =>
            sent(code, as, record.period),
          ),
        ]);
        const holders = [...standing(disclosed).keys()];
        const expected = what === 'withdrawal' ? [] : holders.map((code) => [code, String(end)]);
        expect([...after].map(([code, { end: last }]) => [code, String(last)])).toEqual(expected);
      }),
    );
  });
});
