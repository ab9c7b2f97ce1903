import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { limitConcurrency, oneAtATimePerKey } from '../../src/login/turns.ts';

describe('limitConcurrency', () => {
  it('runs no more than the limit at once, in order, and goes on after a failure', async () => {
    const inLine = limitConcurrency(2);
    let running = 0;
    let most = 0;
    const done: number[] = [];
    const results = await Promise.allSettled(
      [0, 1, 2, 3, 4, 5].map((number) =>
        inLine(async () => {
          running += 1;
          most = Math.max(most, running);
          await turn();
          running -= 1;
          done.push(number);
          if (number === 1) throw new Error('fails');
          return number;
        }),
      ),
    );
    expect(most).toBe(2);
    expect(done).toEqual([0, 1, 2, 3, 4, 5]);
    expect(results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
      'fulfilled',
      'fulfilled',
    ]);
  });
});

describe('oneAtATimePerKey', () => {
  it('lines up the tasks of one key and lets the others pass', async () => {
    const inTurn = oneAtATimePerKey();
    const log: string[] = [];
    const task = (name: string) => async () => {
      log.push(`${name} starts`);
      await turn();
      log.push(`${name} ends`);
    };
    await Promise.all([inTurn('a', task('a1')), inTurn('a', task('a2')), inTurn('b', task('b1'))]);
    expect(log.indexOf('a2 starts')).toBeGreaterThan(log.indexOf('a1 ends'));
    expect(log.indexOf('b1 starts')).toBeLessThan(log.indexOf('a1 ends'));
  });
});
