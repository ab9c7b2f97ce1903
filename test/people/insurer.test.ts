import { describe, expect, test } from 'vitest';
import { insurerOfMutuality, parseInsurerCode } from '../../src/people/insurer.ts';

describe("an insurer's code", () => {
  test.each(['100', '200', '300', '400', '500', '600', '900'])('%s is read', (code) => {
    expect(parseInsurerCode(code)).toBe(code);
  });

  test.each(['', '000', '306', '700', '800', '1000', '10', ' 300', '300\n'])('%j is none', (text) => {
    expect(parseInsurerCode(text)).toBeUndefined();
  });

  test.each([
    ['306', '300'],
    ['100', '100'],
    ['699', '600'],
    ['910', '900'],
  ])('mutual health fund %s belongs to %s', (fund, insurer) => {
    expect(insurerOfMutuality(fund)).toBe(insurer);
  });

  test.each(['', '000', '750', '3', '3060', '8x0'])('%j is no fund of an insurer', (text) => {
    expect(insurerOfMutuality(text)).toBeUndefined();
  });
});
