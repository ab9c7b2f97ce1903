import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { beat, onTheBeat } from '../../src/gateway/beat.ts';

/** Milliseconds until there is an outcome. Only the least is asserted: a busy machine may be late. */
async function timeOf(work: () => Promise<string>): Promise<{ time: number; outcome: string }> {
  const begun = performance.now();
  const outcome = await onTheBeat(work).catch((error: unknown) => String(error));
  return { time: performance.now() - begun, outcome };
}

/** Takes so many milliseconds by the clock that {@link timeOf} goes by: a timer may be early. */
async function lasting(milliseconds: number): Promise<string> {
  const begun = performance.now();
  while (performance.now() - begun < milliseconds) await turn();
  return 'done';
}

it.each([0, 1, 5, beat + 1, 3 * beat + 2])(
  'gives a verdict that took %i milliseconds on the next beat at the earliest [threat 24]',
  async (milliseconds) => {
    const { time, outcome } = await timeOf(() => lasting(milliseconds));
    expect(outcome).toBe('done');
    expect(time).toBeGreaterThanOrEqual(beat * Math.ceil(Math.max(milliseconds, 1) / beat));
  },
);

it('gives a verdict that was found at once, and a failure, no sooner [threat 24]', async () => {
  for (const [work, outcome] of [
    [async () => 'done', 'done'],
    [() => Promise.reject(new Error('broken')), 'Error: broken'],
  ] as const) {
    const given = await timeOf(work);
    expect(given.outcome).toBe(outcome);
    expect(given.time).toBeGreaterThanOrEqual(beat);
  }
});
