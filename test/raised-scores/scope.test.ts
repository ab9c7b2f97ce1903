import { describe, expect, test } from 'vitest';
import { n21250 } from '../../src/deliberations/n21-250.ts';
import { isInScope, raisedIncapacity } from '../../src/raised-scores/scope.ts';

const codes = ['a', 'b', 'c', 'd', 'e'];
const subsets = Array.from({ length: 2 ** codes.length }, (_, bits) =>
  codes.filter((_code, place) => (bits >> place) % 2 === 1),
);

function evaluated(initialIncapacity: number, conditionsMet: readonly string[], firstPillarPoints = 2) {
  return { initialIncapacity, firstPillarPoints, conditionsMet: new Set(conditionsMet) };
}
const four = ['a', 'b', 'c', 'd'];
const five = codes;

describe('the raise', () => {
  const named = (count: number) => subsets.filter((subset) => subset.length === count);

  test.each(named(4))('of four conditions, %s %s %s %s, is 15 points [A03]', (...met) => {
    expect(raisedIncapacity(n21250, evaluated(50, met))).toBe(65);
  });

  test('of all five conditions is 20 points [A04]', () => {
    expect(raisedIncapacity(n21250, evaluated(50, five))).toBe(70);
  });

  test('of none to three conditions is nothing: 26 of the 32 subsets [A06]', () => {
    const fewer = subsets.filter((subset) => subset.length <= 3);
    expect(fewer).toHaveLength(26);
    for (const met of fewer) expect(raisedIncapacity(n21250, evaluated(50, met))).toBe(50);
  });

  test('never leads beyond a whole', () => {
    expect(raisedIncapacity(n21250, evaluated(95, five))).toBe(100);
  });
});

describe('the scope', () => {
  test.each([
    [45, four, false],
    [45, five, false],
    [46, four, false],
    [46, five, true],
    [50, four, false],
    [50, five, true],
    [51, four, true],
    [51, five, true],
    [65, four, true],
    [65, five, true],
    [66, four, false],
    [66, five, false],
    [80, five, false],
  ])('of %i with conditions %s: %s [A01][A07]', (initial, met, inScope) => {
    expect(isInScope(n21250, evaluated(initial, met))).toBe(inScope);
  });

  test('leaves out who reaches 65 by the raise, and takes who reaches 66 [A01]', () => {
    expect(raisedIncapacity(n21250, evaluated(50, four))).toBe(65);
    expect(isInScope(n21250, evaluated(50, four))).toBe(false);
    expect(raisedIncapacity(n21250, evaluated(51, four))).toBe(66);
    expect(isInScope(n21250, evaluated(51, four))).toBe(true);
  });

  test.each([
    [0, true],
    [2, true],
    [4, false],
    [6, false],
  ])(
    'with %i points in the first pillar: %s, for from four on the child is known [A02][A08]',
    (points, inScope) => {
      expect(isInScope(n21250, evaluated(65, five, points))).toBe(inScope);
    },
  );

  test('holds nobody whose percentage was not raised [A06][A07]', () => {
    for (const met of subsets.filter((subset) => subset.length <= 3)) {
      expect(isInScope(n21250, evaluated(65, met))).toBe(false);
    }
  });
});
