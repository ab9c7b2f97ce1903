import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  child,
  memberOf,
  month,
  mutation,
  openChannel,
  publisher,
  relay,
  type TestChannel,
  told,
} from '../support/channel.ts';
import { faultyStore } from '../support/faulty-store.ts';

let channel: TestChannel;

beforeEach(async () => {
  channel = await openChannel();
  await channel.publish(january, [record(1), record(2)]);
  await channel.relay();
});

afterEach(() => channel.close());

const january = month('2022-01');
const february = month('2022-02');
const unknown = 'ssin-unknown-to-cin';

function record(number: number) {
  return mutation('new', child(number), '2022-01-01', '2023-12-31');
}

/** Reason and tries of what is held, by number. */
async function held(): Promise<readonly (readonly [slot: number, reason: string, tries: number])[]> {
  const { store } = channel.site(relay);
  const [parcel] = await store.parcels({ direction: 'inbound' });
  const blocks = await Array.fromAsync(store.heldOf(parcel?.id ?? ''));
  return blocks.flatMap(({ records }) =>
    records.map(({ slot, reason, tries }) => [slot + 1, reason, tries] as const),
  );
}

async function timesTold(event: string): Promise<number> {
  return (await channel.events(relay)).filter((each) => each === event).length;
}

describe('a held record', () => {
  it('counts each run that tried it, the one in which it came once', async () => {
    expect(await held()).toEqual([
      [1, 'unknown-ssin', 1],
      [2, 'unknown-ssin', 1],
    ]);
    expect(await timesTold('held-tried')).toBe(0);
    await channel.relay();
    expect(await held()).toMatchObject([
      [1, 'unknown-ssin', 2],
      [2, 'unknown-ssin', 2],
    ]);
    expect(await timesTold('held-tried')).toBe(1);
    channel.affiliations.set(child(1), memberOf('300'));
    expect(await channel.relay()).toMatchObject({ months: [{ released: 1 }], stillHeld: 1 });
    expect(await held()).toEqual([[2, 'unknown-ssin', 3]]);
    expect(await timesTold('held-tried')).toBe(2);
  });

  it('is held for what the CIN said last, if it said anything', async () => {
    channel.affiliations.set(child(1), { outcome: 'multiple-insurers' });
    channel.affiliations.set(child(2), { outcome: 'unavailable' });
    await channel.relay();
    expect(await held()).toEqual([
      [1, 'multiple-insurers', 2],
      [2, 'unknown-ssin', 2],
    ]);
    expect(await channel.giveBack(['2022-01/1'], 'several-insurers-standing')).toHaveLength(1);
  });

  it.each([
    [0, false],
    [0, true],
    [1, false],
    [1, true],
  ])('is tried again when write %i of a run broke (durable: %s)', async (at, persisted) => {
    const { store } = faultyStore(channel.site(relay).store, { at, persisted });
    await expect(channel.relay({ store })).rejects.toThrow(/broke/);
    await channel.relay();
    expect((await held()).map(([, , tries]) => tries)).toEqual(at === 1 && persisted ? [3, 3] : [2, 2]);
  });
});

describe('what Opgroeien publishes of a record that went back', () => {
  beforeEach(async () => {
    await channel.giveBack(['2022-01/1'], unknown);
    channel.affiliations.set(child(1), memberOf('100'));
    channel.clock.set('2022-02-05T09:00:00Z');
  });

  it('goes as new to the insurer of today if it is a correction that crossed it [A32]', async () => {
    await channel.publish(february, [mutation('correction', child(1), '2022-01-01', '2022-06-30')]);
    await channel.relay();
    expect(await channel.delivered('100')).toEqual([
      told(mutation('new', child(1), '2022-01-01', '2022-06-30')),
    ]);
  });

  it('goes to nobody if it takes the record back', async () => {
    await channel.publish(february, [mutation('withdrawal', child(1), '2022-01-01', '2023-12-31')]);
    expect(await channel.relay()).toMatchObject({ months: [{ held: {}, superseded: 1 }], stillHeld: 1 });
    expect(await channel.delivered('100')).toEqual([]);
  });

  it('goes to the insurer of today if it is published anew', async () => {
    await channel.collect(publisher);
    await channel.publish(february, [record(1)]);
    await channel.relay();
    expect(await channel.delivered('100')).toEqual([told(record(1))]);
  });
});
