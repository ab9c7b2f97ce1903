/** The days of keeping, judged by another calendar than the program's own: that of `Intl`, and arithmetic. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { legalDay, startOfLegalDay } from '../../src/clock.ts';
import { n21250 as deliberation } from '../../src/deliberations/n21-250.ts';
import { channelState, isPurgeDue, lastDayKept } from '../../src/deliberations/rules.ts';
import { readEntry } from '../../src/ledger/read.ts';
import { verifyLedger } from '../../src/ledger/verify.ts';
import { purgeDue } from '../../src/retention/purge.ts';
import { day, instant } from '../support/records.ts';
import { aHolder, receive } from './holder.ts';

const brussels = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Brussels' });
const dayIn = (moment: Temporal.Instant) => brussels.format(moment.epochMilliseconds);

/** The same date six years later; of a 29 February the day before, for no year six after a leap year is one. */
function sixYearsAfter(date: string): string {
  const [year = '', month, dayOfMonth] = date.split('-');
  const last = month === '02' && dayOfMonth === '29' ? '28' : dayOfMonth;
  return `${Number(year) + 6}-${month}-${last}`;
}

/** Moments around midnight of all days from the adoption to far beyond, and of days that are known to be awkward. */
const awkward = [
  '2024-02-29',
  '2024-03-01',
  '2028-02-29',
  '2022-02-28',
  '2022-03-27',
  '2022-10-30',
  '2028-03-26',
  '2028-10-29',
  '2022-12-31',
  '2023-01-01',
];
const anyMoment = fc
  .tuple(
    fc.oneof(
      fc.constantFrom(...awkward.map(day)),
      fc.integer({ min: 0, max: 4000 }).map((days) => day('2021-12-22').add({ days })),
    ),
    fc.oneof(
      fc.constantFrom(-1, 0, 1),
      fc.integer({ min: -7_200_000, max: 7_200_000 }),
      fc.integer({ min: 0, max: 86_399_999 }),
    ),
  )
  .map(([date, milliseconds]) => startOfLegalDay(date).add({ milliseconds }));

describe('six years, in days of Brussels', () => {
  test('end with the same date, on nights with 23, 24 and 25 hours, and of a 29 February with the 28th [A35][A36]', () => {
    fc.assert(
      fc.property(anyMoment, anyMoment, (received, now) => {
        const last = sixYearsAfter(dayIn(received));
        expect(lastDayKept(deliberation, received).toString()).toBe(last);
        expect(isPurgeDue(deliberation, received, legalDay(now))).toBe(dayIn(now) > last);
      }),
      { numRuns: 1000 },
    );
  });

  test.each(awkward)('counted from any moment of %s end at one moment', (date) => {
    const [first, next] = [startOfLegalDay(day(date)), startOfLegalDay(day(date).add({ days: 1 }))];
    const end = startOfLegalDay(day(sixYearsAfter(date)).add({ days: 1 }));
    for (const received of [
      first,
      first.add({ hours: 2 }),
      first.add({ hours: 3 }),
      next.subtract({ nanoseconds: 1 }),
    ]) {
      expect(isPurgeDue(deliberation, received, legalDay(end.subtract({ nanoseconds: 1 })))).toBe(false);
      expect(isPurgeDue(deliberation, received, legalDay(end))).toBe(true);
    }
  });
});

describe('the purge under a clock that goes where it likes', () => {
  test('destroys each key at the first run after its last day, never before, and never gives one back [A35][A36]', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyMoment, { minLength: 1, maxLength: 3 }),
        fc.array(fc.tuple(fc.nat(2), fc.integer({ min: -3, max: 3 })), { minLength: 1, maxLength: 5 }),
        async (anchors, visits) => {
          const holder = await aHolder();
          const expected = new Map<string, { readonly last: string; gone: boolean }>();
          for (const anchor of anchors) {
            const { stored } = await receive(holder, anchor);
            expected.set(stored.id, { last: sixYearsAfter(dayIn(anchor)), gone: false });
          }
          for (const [which, hours] of visits) {
            // Runs near the end of some key's last day, in any order: the clock runs back as often as forward.
            const anchor = anchors[which % anchors.length] ?? instant('2022-01-01T00:00:00Z');
            const edge = startOfLegalDay(day(sixYearsAfter(dayIn(anchor))).add({ days: 1 }));
            const now = edge.add({ hours });
            expect(channelState(deliberation, now)).toMatchObject({ open: false });
            await purgeDue({ store: holder.store, deliberation, actor: 'inami', now });
            for (const key of expected.values()) key.gone ||= dayIn(now) > key.last;
            for (const { id, destroyedAt, wrapped } of await holder.store.dataKeys()) {
              expect({ gone: destroyedAt !== null, empty: wrapped.length === 0 }).toEqual({
                gone: expected.get(id)?.gone,
                empty: expected.get(id)?.gone,
              });
            }
          }
          const entries = (await Array.fromAsync(holder.store.entries(0))).map(readEntry);
          const certified = entries.flatMap(({ event, details: { key } }) =>
            event === 'data-purged' ? [key] : [],
          );
          const gone = [...expected].flatMap(([id, key]) => (key.gone ? [id] : []));
          expect(certified.toSorted()).toEqual(gone.toSorted());
          expect(await verifyLedger(holder.store.entries(0))).toMatchObject({ ok: true });
        },
      ),
      { numRuns: 12 },
    );
  });
});
