import { describe, expect, test } from 'vitest';
import { startOfLegalDay } from '../../src/clock.ts';
import type { Clause } from '../../src/deliberations/clause.ts';
import { n21250 } from '../../src/deliberations/n21-250.ts';
import {
  channelState,
  heldLimitsCrossed,
  isPurgeDue,
  kindsSuffice,
  lastDayKept,
  latest,
  mayRead,
  partyById,
  placeOf,
  policyDigest,
  valueOn,
} from '../../src/deliberations/rules.ts';
import { day, instant } from '../support/records.ts';

describe('the channel', () => {
  test.each([
    ['2021-12-21T22:59:59.999Z', 'not-yet'],
    ['2021-12-21T23:00:00Z', 'open'],
    ['2022-07-01T00:00:00Z', 'open'],
    ['2022-12-31T22:59:59.999Z', 'open'],
    ['2022-12-31T23:00:00Z', 'ended'],
    ['2028-06-01T00:00:00Z', 'ended'],
  ])('at %s is %s [A38][A40][A41]', (now, expected) => {
    const state = channelState(n21250, instant(now));
    expect(state.open ? 'open' : state.reason).toBe(expected);
  });

  test('was closed from midnight in Brussels on, by points 26 and 27 [A40][A41]', () => {
    expect(channelState(n21250, instant('2023-05-05T12:00:00Z'))).toEqual({
      open: false,
      reason: 'ended',
      since: instant('2022-12-31T23:00:00Z'),
      points: '26, 27, decision',
    });
  });

  test('can be ended early by the site, at midnight of summer time too [A41]', () => {
    const endsEarly = day('2022-06-30');
    expect(channelState(n21250, instant('2022-06-30T21:59:59.999Z'), { endsEarly }).open).toBe(true);
    expect(channelState(n21250, instant('2022-06-30T22:00:00Z'), { endsEarly })).toEqual({
      open: false,
      reason: 'ended-early',
      since: instant('2022-06-30T22:00:00Z'),
      points: n21250.lastDay.points,
    });
  });

  test('cannot be prolonged by the site [A41]', () => {
    const state = channelState(n21250, instant('2023-01-01T10:00:00Z'), { endsEarly: day('2030-01-01') });
    expect(state).toMatchObject({ open: false, reason: 'ended' });
  });
});

describe('retention', () => {
  test('counts six years from the day of receipt in Brussels, that day included [A35][A36]', () => {
    const received = instant('2022-03-31T22:30:00Z');
    expect(lastDayKept(n21250, received).toString()).toBe('2028-04-01');
    expect(isPurgeDue(n21250, received, day('2028-04-01'))).toBe(false);
    expect(isPurgeDue(n21250, received, day('2028-04-02'))).toBe(true);
  });

  test('from a 29 February lasts to the 28 of a year that has none [A35]', () => {
    const received = startOfLegalDay(day('2024-02-29'));
    expect(lastDayKept(n21250, received).toString()).toBe('2030-02-28');
    expect(isPurgeDue(n21250, received, day('2030-02-28'))).toBe(false);
    expect(isPurgeDue(n21250, received, day('2030-03-01'))).toBe(true);
  });
});

describe('readers', () => {
  test('at INAMI are the Administrative Control Service and nobody else [A24]', () => {
    expect(mayRead(n21250, 'inami', 'administrative-control')).toBe(true);
    expect(mayRead(n21250, 'inami', 'insurability')).toBe(false);
    expect(mayRead(n21250, 'inami', 'medical-evaluation')).toBe(false);
  });

  test('at an insurer are the insurability service and nobody else [A25]', () => {
    expect(mayRead(n21250, '300', 'insurability')).toBe(true);
    expect(mayRead(n21250, '300', 'social-service')).toBe(false);
    expect(mayRead(n21250, '300', 'administrative-control')).toBe(false);
  });

  test('at Opgroeien are those who correct what is returned to them', () => {
    expect(mayRead(n21250, 'opgroeien', 'needs-evaluation')).toBe(true);
    expect(mayRead(n21250, 'opgroeien', 'administrative-control')).toBe(false);
    expect(mayRead(n21250, '300', 'needs-evaluation')).toBe(false);
  });

  test('are never of an organisation outside the deliberation [A16][A24]', () => {
    for (const outsider of ['bcss', '700', '306', '']) {
      expect(mayRead(n21250, outsider, 'insurability')).toBe(false);
      expect(placeOf(n21250, outsider)).toBeUndefined();
      expect(partyById(n21250, outsider)).toBeUndefined();
    }
  });
});

describe('held records', () => {
  test.each([
    ['2022-03-01', 0],
    ['2022-04-01', 0],
    ['2022-04-02', 1],
    ['2022-05-02', 1],
    ['2022-05-03', 2],
    ['2023-01-01', 2],
  ])('of 1 March have on %s crossed %i limits', (today, crossed) => {
    const since = instant('2022-02-28T23:30:00Z');
    expect(heldLimitsCrossed(n21250, since, day(today))).toBe(crossed);
  });
});

describe('factors', () => {
  test('suffice only with both kinds [A18][A20]', () => {
    expect(kindsSuffice(n21250, new Set())).toBe(false);
    expect(kindsSuffice(n21250, new Set(['possession']))).toBe(false);
    expect(kindsSuffice(n21250, new Set(['knowledge']))).toBe(false);
    expect(kindsSuffice(n21250, new Set(['possession', 'knowledge']))).toBe(true);
  });
});

describe('a clause', () => {
  const clause: Clause<number> = {
    says: 'a number that changed and was repealed',
    points: '1',
    values: [
      { from: '2022-01-01', value: 1 },
      { from: '2022-06-01', value: 2 },
      { from: '2022-09-01', value: null },
    ],
  };

  test.each([
    ['2021-12-31', undefined],
    ['2022-01-01', 1],
    ['2022-05-31', 1],
    ['2022-06-01', 2],
    ['2022-09-01', undefined],
  ])('has on %s the value %s', (on, value) => {
    expect(valueOn(clause, day(on))).toBe(value);
  });

  test('keeps its newest value for what outlives it', () => {
    expect(latest(clause)).toBe(2);
  });

  test('that never held a value is refused', () => {
    expect(() => latest({ ...clause, values: [] })).toThrow(RangeError);
  });
});

test('the policy digest changes with any clause', () => {
  expect(policyDigest(n21250)).toMatch(/^[0-9a-f]{64}$/);
  expect(policyDigest({ ...n21250, lastDay: { ...n21250.lastDay, points: '26' } })).not.toBe(
    policyDigest(n21250),
  );
});
