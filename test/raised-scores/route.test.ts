import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InsurerCode } from '../../src/people/insurer.ts';
import { type Operation, operations } from '../../src/people/operation.ts';
import { samePeriod } from '../../src/people/period.ts';
import type { Affiliation } from '../../src/ports/affiliation.ts';
import { type Disclosure, type Routing, routeMutation } from '../../src/raised-scores/route.ts';
import { insurer, mutation, period } from '../support/monthly-files.ts';

const [mc, solidaris, caami, rail] = [insurer('100'), insurer('300'), insurer('600'), insurer('900')];
const served: ReadonlySet<InsurerCode> = new Set([mc, solidaris, caami]);
const child = '15651200150';
const year = period('2022-01-01', '2022-12-31');
const open = period('2022-01-01');

const at = (code: InsurerCode): Affiliation => ({ outcome: 'one-insurer', insurer: code });
const sent = (code: InsurerCode, operation: Operation, known = year): Disclosure => ({
  insurer: code,
  operation,
  period: known,
});

function route(
  operation: Operation,
  known: readonly Disclosure[],
  affiliation: Affiliation | undefined,
  end: string | null = '2022-12-31',
): Routing {
  return routeMutation(mutation(operation, child, '2022-01-01', end), known, affiliation, served);
}

describe('a record never disclosed', () => {
  it.each([mc, solidaris, caami])('goes to the one insurer of affiliation, %s [A22]', (code) => {
    expect(route('new', [], at(code))).toEqual({ to: [code] });
  });

  const holds: readonly (readonly [string, Affiliation | undefined, string])[] = [
    ['has no insurer', { outcome: 'no-insurer' }, 'no-insurer'],
    ['has several insurers', { outcome: 'multiple-insurers' }, 'multiple-insurers'],
    ['is unknown', { outcome: 'unknown-ssin' }, 'unknown-ssin'],
    ['has an insurer that is not served', at(rail), 'insurer-not-served'],
    ['cannot be asked after', { outcome: 'unavailable' }, 'affiliation-unavailable'],
    ['was not asked after', undefined, 'affiliation-unavailable'],
  ];

  it.each(holds)('is held where the child %s, and goes to nobody [A23]', (_, affiliation, held) => {
    expect(route('new', [], affiliation)).toEqual({ held });
  });

  it.each(['correction', 'withdrawal'] as const)(
    'is held where it is a %s, whatever the affiliation: its new record may be held itself [A32]',
    (operation) => {
      expect(route(operation, [], at(mc))).toEqual({ held: 'never-disclosed' });
    },
  );
});

describe('a record that stands disclosed', () => {
  it('is nothing new when sent again word for word, whatever the affiliation [A10]', () => {
    expect(route('new', [sent(mc, 'new')], at(solidaris))).toEqual({ nothing: 'already-known' });
    expect(route('new', [sent(mc, 'new', open), sent(mc, 'correction')], undefined)).toEqual({
      nothing: 'already-known',
    });
  });

  it('goes, sent as new with another last day, to those who hold it otherwise [A21]', () => {
    const known = [sent(solidaris, 'new', open), sent(mc, 'new'), sent(caami, 'new', open)];
    expect(route('new', known, at(mc))).toEqual({ to: [solidaris, caami] });
    expect(route('new', [sent(mc, 'new')], at(solidaris), null)).toEqual({ to: [mc] });
  });

  it.each(['correction', 'withdrawal'] as const)(
    'is followed by its %s to where it was sent, not to the insurer of today [A21][A32]',
    (operation) => {
      expect(route(operation, [sent(mc, 'new')], at(solidaris))).toEqual({ to: [mc] });
      expect(route(operation, [sent(mc, 'new')], undefined)).toEqual({ to: [mc] });
      expect(route(operation, [sent(caami, 'new'), sent(mc, 'new')], at(rail))).toEqual({ to: [mc, caami] });
    },
  );
});

describe('a record that was withdrawn', () => {
  const known = [sent(mc, 'new'), sent(mc, 'withdrawal')];

  it('is not corrected or withdrawn a second time [A32]', () => {
    expect(route('correction', known, at(mc))).toEqual({ held: 'never-disclosed' });
    expect(route('withdrawal', known, at(mc))).toEqual({ held: 'never-disclosed' });
  });

  it('goes, when it comes back, to the insurer of affiliation of that day [A22]', () => {
    expect(route('new', known, at(solidaris))).toEqual({ to: [solidaris] });
  });

  it('stands at the others at which it was not withdrawn', () => {
    const alsoAtCaami = [...known, sent(caami, 'new')];
    expect(route('correction', alsoAtCaami, at(mc))).toEqual({ to: [caami] });
  });
});

describe('every routing', () => {
  const codes = fc.constantFrom(mc, solidaris, caami, rail);
  const affiliations: fc.Arbitrary<Affiliation | undefined> = fc.oneof(
    codes.map(at),
    fc.constantFrom<Affiliation | undefined>(
      { outcome: 'no-insurer' },
      { outcome: 'multiple-insurers' },
      { outcome: 'unknown-ssin' },
      { outcome: 'unavailable' },
      undefined,
    ),
  );
  const ends = fc.constantFrom('2022-06-30', '2022-12-31', null);
  const histories = fc.array(
    fc
      .tuple(codes, fc.constantFrom(...operations), ends)
      .map(([code, operation, end]) => sent(code, operation, period('2022-01-01', end))),
    { maxLength: 8 },
  );

  const standing = (known: readonly Disclosure[]) =>
    [mc, solidaris, caami, rail].flatMap((code) => {
      const last = known.findLast((disclosure) => disclosure.insurer === code);
      return last === undefined || last.operation === 'withdrawal' ? [] : [last];
    });

  const receivers = (routing: Routing) => ('to' in routing ? routing.to : []);

  it('of a new record reaches nobody, the one insurer of affiliation, or who holds it [A21][A22][A23]', () => {
    fc.assert(
      fc.property(histories, affiliations, ends, (known, affiliation, end) => {
        const routing = route('new', known, affiliation, end);
        const holders = standing(known);
        if (holders.length > 0) {
          const told = period('2022-01-01', end);
          const outdated = holders.filter((holder) => !samePeriod(holder.period, told));
          expect(receivers(routing)).toEqual(outdated.map((holder) => holder.insurer));
        } else if (affiliation?.outcome === 'one-insurer' && served.has(affiliation.insurer)) {
          expect(routing).toEqual({ to: [affiliation.insurer] });
        } else {
          expect(Object.keys(routing)).toEqual(['held']);
        }
      }),
    );
  });

  it('of a correction or withdrawal reaches exactly the insurers at which the record stands [A21][A32]', () => {
    const changes = fc.constantFrom('correction' as const, 'withdrawal' as const);
    fc.assert(
      fc.property(changes, histories, affiliations, ends, (operation, known, affiliation, end) => {
        const routing = route(operation, known, affiliation, end);
        const holders = standing(known).map((holder) => holder.insurer);
        expect(receivers(routing)).toEqual(holders);
        if (holders.length === 0) expect(routing).toEqual({ held: 'never-disclosed' });
        expect(route(operation, known, undefined, end)).toEqual(routing);
      }),
    );
  });

  it('names each receiver once and never an empty list', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...operations),
        histories,
        affiliations,
        (operation, known, affiliation) => {
          const routing = route(operation, known, affiliation);
          if (!('to' in routing)) return;
          expect(routing.to.length).toBeGreaterThan(0);
          expect(new Set(routing.to).size).toBe(routing.to.length);
        },
      ),
    );
  });
});
