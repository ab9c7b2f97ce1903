import { describe, expect, it } from 'vitest';
import { n21250 } from '../../src/deliberations/n21-250.ts';
import { latest } from '../../src/deliberations/rules.ts';
import { requireProportion, volumeProblem } from '../../src/publish/volume.ts';
import { month } from '../support/records.ts';

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
    ['as many of each kind as the ceiling', counts(ceiling, ceiling, ceiling)],
  ])('needs no confirmation with %s [A09]', (_, month) => {
    expect(volumeProblem(n21250, month, undefined)).toBeUndefined();
  });

  it.each([
    ['new records', counts(ceiling + 1, 0, 0), /wrong conditions/],
    ['corrections', counts(0, ceiling + 1, 0), /last days/],
    ['withdrawals', counts(0, 0, ceiling + 1), /broken off in the middle/],
  ])(
    'needs a confirmation with more %s than the ceiling, and says what to look at [A09][A32]',
    (kind, month, suspicion) => {
      const problem = volumeProblem(n21250, month, undefined);
      expect(problem).toMatchObject({
        code: 'volume-unconfirmed',
        message: expect.stringContaining(`${ceiling + 1} ${kind}`),
        hint: expect.stringContaining(`--confirm-volume ${ceiling + 1}`),
      });
      expect(problem?.hint).toMatch(suspicion);
      expect(problem?.message).toMatch(/about 30 children a year .*points 6, 22/);
    },
  );

  it('is confirmed by its exact total, and by nothing else [A09]', () => {
    const month = counts(ceiling + 1, 2, 3);
    expect(volumeProblem(n21250, month, ceiling + 6)).toBeUndefined();
    for (const confirmed of [0, ceiling + 1, ceiling + 5, ceiling + 7]) {
      const problem = volumeProblem(n21250, month, confirmed);
      expect(problem?.code).toBe('volume-unconfirmed');
      expect(problem?.hint).toContain(`${confirmed} was confirmed, but the month has ${ceiling + 6} records`);
    }
  });

  it('is told to the ledger where it had to be confirmed, and only there [A09][A50]', () => {
    const judge = (volume: ReturnType<typeof counts>, confirmed?: number) =>
      requireProportion(n21250, 'opgroeien', { month: month('2022-03'), counts: volume, confirmed });
    expect(judge(counts(1, 0, 0))).toEqual([]);
    expect(judge(counts(1, 0, 0), 1)).toEqual([]);
    expect(judge(counts(0, 0, ceiling + 1), ceiling + 1)).toEqual([
      {
        event: 'volume-confirmed',
        actor: 'opgroeien',
        details: { month: '2022-03', records: ceiling + 1, new: 0, correction: 0, withdrawal: ceiling + 1 },
      },
    ]);
    expect(() => judge(counts(0, 0, ceiling + 1), ceiling)).toThrow(/out of proportion/);
  });
});
