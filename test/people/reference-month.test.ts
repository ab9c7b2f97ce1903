import { describe, expect, test } from 'vitest';
import { monthOfDay, nextMonth, parseReferenceMonth } from '../../src/people/reference-month.ts';
import { day, month } from '../support/records.ts';

describe('a reference month', () => {
  test.each(['2022-01', '2022-12', '1999-09'])('%s is read', (text) => {
    expect(parseReferenceMonth(text)).toBe(text);
  });

  test.each(['', '2022-00', '2022-13', '2022-1', '2022-01-01', '22-01', '2022/01', '2022-01\n'])(
    '%j is none',
    (text) => {
      expect(parseReferenceMonth(text)).toBeUndefined();
    },
  );

  test('follows another, over the end of the year too [A10]', () => {
    expect(nextMonth(month('2022-03'))).toBe('2022-04');
    expect(nextMonth(month('2022-12'))).toBe('2023-01');
  });

  test('is that of a day', () => {
    expect(monthOfDay(day('2022-03-31'))).toBe('2022-03');
  });
});
