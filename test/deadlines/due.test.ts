import { describe, expect, it } from 'vitest';
import { legalDay } from '../../src/clock.ts';
import { type Missing, missingOn, monthDue, type OwedParcel } from '../../src/deadlines/due.ts';
import { deliberation, month, publisher, relay } from '../support/channel.ts';

const since = Temporal.Instant.from('2022-01-03T09:00:00Z');

function onDay(day: string, site: string, parcels: readonly OwedParcel[] = []): readonly Missing[] {
  return missingOn({ deliberation, site, since, today: Temporal.PlainDate.from(day) }, parcels);
}

function parcel(of: string, from: string, to: string, at: string, receipted: boolean): OwedParcel {
  return {
    month: month(of),
    name: `${of}-${from}-${to}`,
    from,
    to,
    at: Temporal.Instant.from(at),
    receipted,
  };
}

describe('a month without a file', () => {
  it.each([
    [publisher, '2022-01-31', '2022-02-01', publisher],
    [relay, '2022-02-07', '2022-02-08', publisher],
    ['300', '2022-02-14', '2022-02-15', relay],
  ])('is no fault at %s on %s, and is missing on %s [A10]', (site, inTime, late, owing) => {
    expect(monthDue(deliberation, site, month('2022-01')).toString()).toBe(inTime);
    expect(onDay(inTime, site)).toEqual([]);
    expect(onDay(late, site)).toMatchObject([{ what: 'month', month: '2022-01', from: owing, parcel: null }]);
  });

  it('is missing though the months around it are there [A10]', () => {
    const there = ['2022-01', '2022-03'].map((of) =>
      parcel(of, publisher, relay, `${of}-05T09:00:00Z`, true),
    );
    expect(onDay('2022-03-31', publisher, there).map((missing) => missing.month)).toEqual(['2022-02']);
  });

  it('is not expected of the time before the site began, nor of the month in which the deliberation was adopted', () => {
    const asked = { deliberation, site: publisher, today: Temporal.PlainDate.from('2022-05-20') };
    const from = (instant: string) => missingOn({ ...asked, since: Temporal.Instant.from(instant) }, []);
    expect(from('2022-04-20T09:00:00Z').map((missing) => missing.month)).toEqual(['2022-04']);
    expect(from('2021-12-22T09:00:00Z').map((missing) => missing.month)[0]).toBe('2022-01');
    expect(missingOn({ ...asked, since: null }, [])).toEqual([]);
  });

  it('is expected of no month after the last day [A41]', () => {
    const missing = onDay('2023-03-01', publisher);
    expect(missing).toHaveLength(12);
    expect(missing.at(-1)).toMatchObject({ month: '2022-12' });
  });

  it('is not made good by what goes back to the publisher', () => {
    const feedback = parcel('2022-01', relay, publisher, '2022-01-20T09:00:00Z', true);
    expect(onDay('2022-02-08', relay, [feedback])).toMatchObject([{ what: 'month', month: '2022-01' }]);
  });
});

describe('a file without a receipt', () => {
  it('is no fault for a week, and is missing the day after', () => {
    const sent = [
      parcel('2022-01', publisher, relay, '2022-01-05T09:00:00Z', true),
      parcel('2022-01', relay, '300', '2022-01-05T23:30:00Z', false),
    ];
    // Half past midnight in Brussels: made available on the 6th.
    expect(legalDay(Temporal.Instant.from('2022-01-05T23:30:00Z')).toString()).toBe('2022-01-06');
    expect(onDay('2022-01-13', relay, sent)).toEqual([]);
    expect(onDay('2022-01-14', relay, sent)).toMatchObject([
      { what: 'receipt', from: '300', parcel: '2022-01-inami-300' },
    ]);
  });
});
