import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { covers, overlap, parseDay, parsePeriod, samePeriod } from '../../src/people/period.ts';
import { anyDay, anyPeriod, day } from '../support/records.ts';

describe('a day', () => {
  test.each(['2022-01-01', '2024-02-29', '1999-12-31'])('%s is read', (text) => {
    expect(parseDay(text)?.toString()).toBe(text);
  });

  test.each([
    '',
    '2022-1-1',
    '2023-02-29',
    '2022-13-01',
    '2022-04-31',
    '01/02/2022',
    '2022-01-01T00:00:00',
    '+002022-01-01',
    '2022-01-01\n',
  ])('%j is no day [A12]', (text) => {
    expect(parseDay(text)).toBeUndefined();
  });
});

describe('a recognition period', () => {
  test('may be one day, may stay open, and may not end before it begins [A12]', () => {
    expect(parsePeriod('2022-03-01', '2022-03-01').period?.end?.toString()).toBe('2022-03-01');
    expect(parsePeriod('2022-03-01', null).period?.end).toBeNull();
    expect(parsePeriod('2022-03-01', '').period?.end).toBeNull();
    expect(parsePeriod('2022-03-02', '2022-03-01')).toEqual({ problem: 'reversed' });
  });

  test.each([
    ['', '2022-03-01'],
    ['2022-03-01', 'open'],
    ['2022-02-30', null],
  ])('from %j to %j is refused [A12]', (start, end) => {
    expect(parsePeriod(start, end)).toEqual({ problem: 'not-a-day' });
  });

  test.each([
    ['2022-02-28', false, 'the day before'],
    ['2022-03-01', true, 'the first day'],
    ['2022-05-31', true, 'the last day'],
    ['2022-06-01', false, 'the day after'],
  ])('covers on %s: %s (%s) [A27]', (on, covered) => {
    expect(covers({ start: day('2022-03-01'), end: day('2022-05-31') }, day(on))).toBe(covered);
  });

  test('that is open covers every day from its first on [A27]', () => {
    const open = { start: day('2022-03-01'), end: null };
    expect(covers(open, day('2022-02-28'))).toBe(false);
    expect(covers(open, day('2999-01-01'))).toBe(true);
  });

  test('overlaps another exactly if they share a day, whichever is named first', () => {
    expect(
      overlap({ start: day('2022-01-01'), end: day('2022-01-31') }, { start: day('2022-01-31'), end: null }),
    ).toBe(true);
    expect(
      overlap({ start: day('2022-01-01'), end: day('2022-01-31') }, { start: day('2022-02-01'), end: null }),
    ).toBe(false);
    fc.assert(
      fc.property(anyPeriod, anyPeriod, (a, b) => {
        const later = Temporal.PlainDate.compare(a.start, b.start) > 0 ? a.start : b.start;
        expect(overlap(a, b)).toBe(covers(a, later) && covers(b, later));
        expect(overlap(b, a)).toBe(overlap(a, b));
      }),
    );
  });

  test('is the same as another only with the same first and last day', () => {
    fc.assert(
      fc.property(anyPeriod, anyDay, (period, other) => {
        expect(samePeriod(period, { ...period })).toBe(true);
        expect(samePeriod(period, { ...period, end: other })).toBe(period.end?.equals(other) ?? false);
        expect(samePeriod(period, { ...period, start: other })).toBe(period.start.equals(other));
      }),
    );
  });
});
