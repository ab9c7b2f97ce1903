import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { beat, onTheBeat } from '../../src/gateway/beat.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Milliseconds after which the outcome is there, of work that takes so long. */
async function answeredAfter(milliseconds: number, fails = false): Promise<number> {
  const work = new Promise<string>((resolve, reject) => {
    setTimeout(() => (fails ? reject(new Error('broken')) : resolve('done')), milliseconds);
  });
  let answered = false;
  const outcome = onTheBeat(work).then(
    (value) => expect([fails, value]).toEqual([false, 'done']),
    () => expect(fails).toBe(true),
  );
  void outcome.then(() => {
    answered = true;
  });
  let passed = 0;
  for (; !answered; passed += 1) await vi.advanceTimersByTimeAsync(1);
  return passed;
}

it('gives every verdict on a beat, however long it took to find [threat 24]', async () => {
  expect(await answeredAfter(0)).toBe(beat);
  expect(await answeredAfter(1)).toBe(beat);
  expect(await answeredAfter(beat - 1)).toBe(beat);
  expect(await answeredAfter(beat + 1)).toBe(2 * beat);
  expect(await answeredAfter(5 * beat + 3)).toBe(6 * beat);
});

it('gives failures on a beat, too [threat 24]', async () => {
  expect(await answeredAfter(1, true)).toBe(beat);
  expect(await answeredAfter(beat + 1, true)).toBe(2 * beat);
});

it('leaves no timer behind', async () => {
  await answeredAfter(3);
  expect(vi.getTimerCount()).toBe(0);
});
