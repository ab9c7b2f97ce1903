import { describe, expect, test } from 'vitest';
import { type Clock, rehearsalClock } from '../../src/clock.ts';
import { n21250 } from '../../src/deliberations/n21-250.ts';
import { hasCode, type PasserelleError } from '../../src/errors.ts';
import { emptyLedger } from '../../src/ledger/chain.ts';
import { closedSentence, createSunsetGuard } from '../../src/sunset/guard.ts';
import { day, instant } from '../support/records.ts';

/** A guard whose clock and whose newest ledger entry stand still. */
function guardAt(now: string, ledgerTime: string | null = null, endsEarly?: string) {
  const standing: Clock = { now: () => instant(now), authenticatorTime: () => instant(now) };
  const at = ledgerTime === null ? null : instant(ledgerTime);
  return createSunsetGuard({
    deliberation: n21250,
    clock: standing,
    store: { head: async () => ({ ...emptyLedger, at }) },
    endsEarly: endsEarly === undefined ? undefined : day(endsEarly),
  });
}

async function refusal(guard: ReturnType<typeof guardAt>): Promise<PasserelleError> {
  const error: unknown = await guard.requireOpen().then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (hasCode(error, 'channel-closed') || hasCode(error, 'clock-ran-back')) return error;
  throw new RangeError(`not refused: ${error}`);
}

describe('the last day', () => {
  test('is open to its last millisecond in Brussels [A41]', async () => {
    const guard = guardAt('2022-12-31T22:59:59.999Z', '2022-12-31T22:59:59.999Z');
    await guard.requireOpen();
    expect(await guard.state()).toEqual({ open: true, lastDay: day('2022-12-31') });
  });

  test('is over at midnight in Brussels, whatever the zone of the machine [A40][A41]', async () => {
    const guard = guardAt('2022-12-31T23:00:00Z');
    expect(await refusal(guard)).toMatchObject({
      code: 'channel-closed',
      message:
        'The channel of deliberation 21/250 is closed since 2023-01-01 00:00:00 (Europe/Brussels): ' +
        'its last day was 2022-12-31 (points 26, 27, decision).',
      hint:
        'Purge, ledger and status still work. ' +
        'From 2023-01-01 the message A652 through the BCSS takes its place.',
    });
  });

  test('passes in a running process without a restart [A40]', async () => {
    const clock = rehearsalClock(instant('2022-12-31T12:00:00Z'));
    const store = { head: async () => emptyLedger };
    const guard = createSunsetGuard({ deliberation: n21250, clock, store });
    await guard.requireOpen();
    clock.moveTo(instant('2023-01-01T00:00:00+01:00'));
    await expect(guard.requireOpen()).rejects.toMatchObject({ code: 'channel-closed' });
  });

  test('can be brought forward by the site, and says so [A41]', async () => {
    const endsEarly = '2022-06-30';
    await guardAt('2022-06-30T21:59:59.999Z', null, endsEarly).requireOpen();
    expect((await refusal(guardAt('2022-06-30T22:00:00Z', null, endsEarly))).message).toBe(
      'The channel of deliberation 21/250 is closed since 2022-07-01 00:00:00 (Europe/Brussels): ' +
        'this site ends it before its last day, 2022-12-31 (points 26, 27, decision).',
    );
  });

  test.each(['2022-12-31', '2023-01-01', '2099-12-31'])(
    'cannot be put off to %s [A38][A41]',
    async (later) => {
      expect(await guardAt('2023-01-01T12:00:00Z', null, later).state()).toMatchObject({
        open: false,
        reason: 'ended',
      });
    },
  );
});

test('before the deliberation was adopted nothing moves [A38]', async () => {
  const error = await refusal(guardAt('2021-12-21T22:59:59Z'));
  expect(error.code).toBe('channel-closed');
  expect(error.message).toBe(
    'The channel of deliberation 21/250 opens on 2021-12-22 00:00:00 (Europe/Brussels): ' +
      'before, the deliberation was not adopted.',
  );
});

describe('a clock that runs behind the ledger', () => {
  test('closes the channel [A41]', async () => {
    expect(await refusal(guardAt('2022-03-04T10:00:00Z', '2022-03-04T10:00:06Z'))).toMatchObject({
      code: 'clock-ran-back',
      message:
        'The channel of deliberation 21/250 is closed: the clock runs behind the newest entry of the ' +
        'ledger, of 2022-03-04 11:00:06 (Europe/Brussels).',
      hint: 'Set the clock right. Ledger and status still work.',
    });
  });

  test('does not bring a closed channel back to life [A41]', async () => {
    expect((await refusal(guardAt('2022-06-01T10:00:00Z', '2023-01-05T10:00:00Z'))).code).toBe(
      'clock-ran-back',
    );
    expect((await refusal(guardAt('2023-02-01T10:00:00Z', '2028-03-05T10:00:00Z'))).code).toBe(
      'channel-closed',
    );
  });

  test.each([
    ['2022-03-04T10:00:00Z', true],
    ['2022-03-04T10:00:05Z', true],
    ['2022-03-04T10:00:05.001Z', false],
  ])(
    'may do so by five seconds: at 10:00:00, with an entry of %s, the channel is open: %s',
    async (entry, open) => {
      expect((await guardAt('2022-03-04T10:00:00Z', entry).state()).open).toBe(open);
    },
  );

  test('by however little does not reach back over midnight of the last day [A41]', async () => {
    const guard = guardAt('2022-12-31T22:59:59.500Z', '2022-12-31T23:00:00.100Z');
    expect(await guard.state()).toMatchObject({ open: false, reason: 'ended' });
  });
});

test('a sentence says nothing but what the state says', () => {
  const since = instant('2023-01-01T00:00:00+01:00');
  for (const reason of ['ended', 'ended-early', 'not-yet', 'clock-ran-back'] as const) {
    const sentence = String(closedSentence(n21250, { open: false, reason, since, points: '26' }));
    expect(sentence).toContain('2023-01-01 00:00:00 (Europe/Brussels)');
    expect(sentence).toMatch(/^The channel of deliberation 21\/250 .*\.$/);
  }
});
