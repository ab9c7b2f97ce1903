import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { legalDay } from '../../src/clock.ts';
import { ageBands, heldFigures, heldViews } from '../../src/held/listing.ts';
import { heldAges, heldTooLong, heldWarnings, tellOverdue } from '../../src/held/overdue.ts';
import type { Store } from '../../src/ports/store.ts';
import {
  child,
  deliberation,
  memberOf,
  month,
  mutation,
  openChannel,
  relay,
  type TestChannel,
} from '../support/channel.ts';
import { faultyStore } from '../support/faulty-store.ts';

let channel: TestChannel;

beforeEach(async () => {
  channel = await openChannel('2022-01-05T09:00:00Z');
  channel.affiliations.set(child(3), { outcome: 'multiple-insurers' });
  await channel.publish(
    month('2022-01'),
    [1, 2, 3].map((number) => mutation('new', child(number), '2022-01-01')),
  );
  await channel.relay();
});

afterEach(() => channel.close());

/** 31 days after 5 January is 5 February, 62 days after it 8 March; the limit is crossed the day after. */
const [lastDay, beyondFirst, beyondLast] = ['2022-02-05', '2022-02-06', '2022-03-09'];

function on(day: string, store: Store = channel.site(relay).store) {
  channel.clock.set(`${day}T11:00:00Z`);
  return { store, deliberation, now: channel.clock.now(), today: legalDay(channel.clock.now()) };
}

describe('held records', () => {
  it.each([
    [lastDay, [0, 0], 0],
    [beyondFirst, [3, 0], 1],
    [beyondLast, [3, 3], 1],
  ])('are on %s beyond the limits so often: %j', async (day, beyond, warnings) => {
    const ages = await heldAges(on(day));
    expect(ages.beyond.map(({ records }) => records)).toEqual(beyond);
    expect(heldWarnings(ages)).toHaveLength(warnings);
    const problem = heldTooLong(deliberation, ages);
    expect(problem?.code).toBe(day === beyondLast ? 'held-too-long' : undefined);
  });

  it('are counted by reason and age', async () => {
    expect(ageBands(deliberation).map(String)).toEqual(['0–31 days', '32–62 days', 'over 62 days']);
    expect(await heldFigures(on(beyondFirst))).toEqual([
      { reason: 'multiple-insurers', byAge: [0, 1, 0] },
      { reason: 'unknown-ssin', byAge: [0, 2, 0] },
    ]);
  });

  it('are listed by what tells them from another on paper, and never by whom they are about', async () => {
    const views = await Array.fromAsync(heldViews(on(beyondFirst), channel.site(relay).vault));
    expect(views.map(({ reference, reason, age }) => [reference, reason, age])).toEqual([
      ['2022-01/1', 'unknown-ssin', 32],
      ['2022-01/2', 'unknown-ssin', 32],
      ['2022-01/3', 'multiple-insurers', 32],
    ]);
    for (const [index, { child: masked }] of views.entries()) {
      const ssin = child(index + 1);
      expect(masked).toBe(`${ssin.slice(0, 2)}.••.••-•••.${ssin.slice(9)}`);
    }
  });
});

describe('the ledger', () => {
  it('is told once of each limit that is crossed', async () => {
    expect(await tellOverdue(on(lastDay), relay)).toEqual([]);
    const first = { month: '2022-01', limit: 'P31D', records: 3 };
    expect(await tellOverdue(on(beyondFirst), relay)).toEqual([first]);
    expect(await tellOverdue(on(beyondFirst), relay)).toEqual([]);
    channel.affiliations.set(child(1), memberOf('300'));
    await channel.relay();
    expect(await tellOverdue(on(beyondLast), relay)).toEqual([{ ...first, limit: 'P62D', records: 2 }]);
    expect(await tellOverdue(on('2022-06-01'), relay)).toEqual([]);
    expect((await channel.events(relay)).filter((event) => event === 'held-overdue')).toHaveLength(2);
  });

  it('is told of both limits at once where nobody looked in between', async () => {
    const told = await tellOverdue(on(beyondLast), relay);
    expect(told.map(({ limit, records }) => [limit, records])).toEqual([
      ['P31D', 3],
      ['P62D', 3],
    ]);
  });

  it.each([false, true])('is told once though the write broke (durable: %s)', async (persisted) => {
    const { store } = faultyStore(channel.site(relay).store, { at: 0, persisted });
    await expect(tellOverdue(on(beyondFirst, store), relay)).rejects.toThrow(/broke/);
    await tellOverdue(on(beyondFirst), relay);
    expect((await channel.events(relay)).filter((event) => event === 'held-overdue')).toHaveLength(1);
  });
});
