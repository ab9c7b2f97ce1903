import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskSsin, parseSsin, registerOf, type SsinRegister } from '../../src/people/ssin.ts';
import { anySsin, ssin } from '../support/records.ts';

describe('a social security number', () => {
  test.each<[text: string, what: string, register: SsinRegister]>([
    ['85073003328', 'a birth of 1985', 'national'],
    ['17073003384', 'a birth of 2017, checked with the 2 before', 'national'],
    ['00000100195', 'an unknown day of 2000', 'national'],
    ['00200100141', 'a bis number of which everything is unknown', 'bis'],
    ['98472899765', 'a number of month 47', 'ter'],
    ['01490700185', 'a number of month 49, born 2001', 'ter'],
    ['67722499797', 'check digits 97', 'mock'],
    ['15651200150', 'the mock register', 'mock'],
    ['18670300208', 'the mock register', 'mock'],
    ['20690900179', 'the mock register', 'mock'],
    ['08610100309', 'the mock register', 'mock'],
  ])('%s is accepted: %s [A11]', (text, _what, register) => {
    const parsed = parseSsin(text);
    expect(parsed).toEqual({ ssin: text });
    expect(parsed.ssin && registerOf(parsed.ssin)).toBe(register);
  });

  test.each([
    ['', 'not-eleven-digits'],
    ['1565120015', 'not-eleven-digits'],
    ['156512001500', 'not-eleven-digits'],
    [' 15651200150', 'not-eleven-digits'],
    ['15651200150\n', 'not-eleven-digits'],
    ['15.65.12-001.50', 'not-eleven-digits'],
    ['１５６５１２００１５０', 'not-eleven-digits'],
    ['85133003328', 'impossible-month'],
    ['85733003328', 'impossible-month'],
    ['85993003328', 'impossible-month'],
    ['71715100070', 'impossible-day'],
    ['15651200151', 'wrong-check-digits'],
    ['85073003300', 'wrong-check-digits'],
    ['85073003399', 'wrong-check-digits'],
  ] as const)('%j is refused: %s, and the text is not repeated [A11]', (text, problem) => {
    expect(parseSsin(text)).toEqual({ problem });
  });

  test('of all check digits only those of the two centuries are accepted [A11]', () => {
    fc.assert(
      fc.property(anySsin, (valid) => {
        const accepted = Array.from({ length: 100 }, (_, check) => String(check).padStart(2, '0')).filter(
          (check) => parseSsin(valid.slice(0, 9) + check).ssin !== undefined,
        );
        expect(accepted).toContain(valid.slice(9));
        expect(accepted).toHaveLength(2);
      }),
    );
  });

  test('a mask shows the year and the check digits and no day, month or counter', () => {
    expect(maskSsin(ssin('15651200150'))).toBe('15.••.••-•••.50');
  });
});
