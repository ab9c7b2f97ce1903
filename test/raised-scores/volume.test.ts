import { describe, expect, it } from 'vitest';
import { n21250 } from '../../src/deliberations/n21-250.ts';
import { latest } from '../../src/deliberations/rules.ts';
import { volumeProblem } from '../../src/raised-scores/volume.ts';

const { recordsPerMonth: ceiling } = latest(n21250.volumeCeiling);
const counts = (added: number, correction: number, withdrawal: number) => ({
  new: added,
  correction,
  withdrawal,
});

describe('the volume of a month', () => {
  it.each([
    ['nothing', counts(0, 0, 0)],
    ['as many new records as the ceiling', counts(ceiling, 0, 0)],
    ['as many withdrawals as the ceiling', counts(0, 0, ceiling)],
    ['many corrections, which disclose no further child', counts(0, 1000, 0)],
  ])('needs no confirmation with %s [A09]', (_, month) => {
    expect(volumeProblem(n21250, month, undefined)).toBeUndefined();
  });

  it.each([
    ['new records', counts(ceiling + 1, 0, 0)],
    ['withdrawals', counts(0, 0, ceiling + 1)],
  ])('needs a confirmation with more %s than the ceiling [A09]', (_, month) => {
    const problem = volumeProblem(n21250, month, undefined);
    expect(problem).toMatchObject({
      code: 'volume-unconfirmed',
      hint: expect.stringContaining(`${ceiling + 1} records`),
    });
    expect(problem?.message).toMatch(/about 30 children a year .*points 6, 22/);
  });

  it('is confirmed by its exact total, and by nothing else [A09]', () => {
    const month = counts(ceiling + 1, 2, 3);
    expect(volumeProblem(n21250, month, ceiling + 6)).toBeUndefined();
    for (const confirmed of [0, ceiling + 1, ceiling + 5, ceiling + 7]) {
      const problem = volumeProblem(n21250, month, confirmed);
      expect(problem?.code).toBe('volume-unconfirmed');
      expect(problem?.hint).toContain(`${confirmed} was confirmed, but the month has ${ceiling + 6} records`);
    }
  });
});
