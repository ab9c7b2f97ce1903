import { describe, expect, it } from 'vitest';
import { remembering } from '../src/remembered.ts';

describe('what is remembered', () => {
  it('is made once for a key that recurs', () => {
    const asked: string[] = [];
    const shout = remembering((word: string) => {
      asked.push(word);
      return { loud: word.toUpperCase() };
    });
    const first = shout('day');
    expect(shout('night')).toEqual({ loud: 'NIGHT' });
    expect(shout('day')).toBe(first);
    expect(asked).toEqual(['day', 'night']);
  });

  it('is not what came to nothing', () => {
    let asked = 0;
    const nothing = remembering((_key: string): string | undefined => {
      asked += 1;
      return undefined;
    });
    expect([nothing('x'), nothing('x'), asked]).toEqual([undefined, undefined, 2]);
  });

  it('never grows beyond its bound, and is right after as before', () => {
    const made: number[] = [];
    const double = remembering((number: number) => {
      made.push(number);
      return number * 2;
    });
    for (let number = 0; number < 40_000; number += 1) expect(double(number)).toBe(number * 2);
    expect(double(39_999)).toBe(79_998);
    expect(made).toHaveLength(40_000);
    expect(double(0)).toBe(0);
    expect(made).toHaveLength(40_001);
  });
});
