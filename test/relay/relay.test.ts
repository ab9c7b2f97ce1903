import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasCode } from '../../src/errors.ts';
import { total } from '../../src/people/operation.ts';
import type { Ssin } from '../../src/people/ssin.ts';
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

let channel: TestChannel;

beforeEach(async () => {
  channel = await openChannel();
});

afterEach(() => channel.close());

const january = month('2022-01');
const february = month('2022-02');

/** What was left behind at INAMI: nothing visible, and only the entries of a refusal. */
async function expectNothingRelayed(): Promise<void> {
  expect(await channel.site(relay).store.parcels({})).toEqual([]);
  expect(await channel.site(relay).store.heldCount()).toBe(0);
  expect(await channel.site(relay).store.discardStaged()).toBe(0);
}

describe('a month', () => {
  it('reaches each insurer with the records of its own members and no others [A21][A22][A17]', async () => {
    channel.affiliations.set(child(1), memberOf('100'));
    channel.affiliations.set(child(2), memberOf('300'));
    channel.affiliations.set(child(3), memberOf('300'));
    const records = [1, 2, 3].map((number) => mutation('new', child(number), '2022-01-01'));
    await channel.publish(january, records);

    const report = await channel.relay();

    expect(report.months).toHaveLength(1);
    expect(report.months[0]).toMatchObject({ month: january, received: 3, held: {}, alreadyKnown: 0 });
    expect(await channel.delivered('100')).toEqual(records.slice(0, 1).map(told));
    expect(await channel.delivered('300')).toEqual(records.slice(1).map(told));
    expect(await channel.delivered('200')).toEqual([]);
  });

  it('gives every insurer a part, an empty one too, so that silence is told from loss', async () => {
    await channel.publish(january, []);
    await channel.relay();
    const parts = await channel.site(relay).store.parcels({ direction: 'outbound' });
    expect(parts.map((part) => [part.receiver, part.sequenceNumber, total(part.counts)])).toEqual(
      ['100', '200', '300', '400', '500', '600', '900'].map((insurer) => [insurer, 1, 0]),
    );
  });

  it('is acknowledged to Opgroeien by a signed receipt', async () => {
    await channel.publish(january, []);
    const report = await channel.relay();
    expect(report.acknowledged.map((parcel) => parcel.sequenceNumber)).toEqual([1]);
    const [published] = await channel.site(publisher).store.parcels({ direction: 'outbound' });
    expect(published?.receiptedAt).not.toBeNull();
    expect(await channel.events(publisher)).toContain('receipt-accepted');
  });

  it('is delivered once, however often the relay runs', async () => {
    channel.affiliations.set(child(1), memberOf('100'));
    await channel.publish(january, [mutation('new', child(1), '2022-01-01')]);
    await channel.relay();
    const events = await channel.events(relay);
    const again = await channel.relay();
    expect(again).toMatchObject({ months: [], acknowledged: [] });
    expect(await channel.delivered('100')).toHaveLength(1);
    expect(await channel.events(relay)).toEqual(events);
  });
});

describe('a child whose number was replaced', () => {
  const inUse = child(9);

  it('is delivered as it was published, and the register knows it under both numbers [A22][A50]', async () => {
    const answer = memberOf('100');
    channel.affiliations.set(child(1), { ...answer, replacedBy: inUse });
    channel.affiliations.set(child(2), memberOf('300'));
    const records = [1, 2].map((number) => mutation('new', child(number), '2022-01-01'));
    await channel.publish(january, records);

    const report = await channel.relay();

    expect(report.months).toMatchObject([{ received: 2, delivered: { 100: 1, 300: 1 }, replaced: 1 }]);
    expect(await channel.delivered('100')).toEqual(records.slice(0, 1).map(told));
    const { store, vault } = channel.site(relay);
    const [stored] = await store.dataKeys();
    if (stored === undefined) throw new RangeError('no data key');
    const { tagOf } = vault.openDataKey(stored);
    const parcelsOf = async (ssin: Ssin) => {
      const places = await store.whereabouts([tagOf(ssin)]);
      const receivers = await Promise.all(places.map(({ parcel }) => store.parcels({ id: parcel })));
      return receivers
        .flat()
        .map(({ receiver }) => receiver)
        .sort();
    };
    expect(await parcelsOf(inUse)).toEqual(['100', relay]);
    expect(await parcelsOf(inUse)).toEqual(await parcelsOf(child(1)));
    expect(await parcelsOf(child(2))).toEqual(['300', relay]);
  });

  it('is held without an insurer, or with a number that was cancelled [A23]', async () => {
    channel.affiliations.set(child(1), { outcome: 'no-insurer', replacedBy: inUse });
    channel.affiliations.set(child(2), { outcome: 'cancelled-ssin' });
    await channel.publish(
      january,
      [1, 2].map((number) => mutation('new', child(number), '2022-01-01')),
    );
    const report = await channel.relay();
    expect(report.months).toMatchObject([{ held: { 'no-insurer': 1, 'cancelled-ssin': 1 }, replaced: 1 }]);
    expect(await channel.delivered('100')).toEqual([]);
  });
});

describe('a record without exactly one insurer', () => {
  it.each([
    ['unknown to the CIN', undefined, 'unknown-ssin'],
    ['without an insurer', { outcome: 'no-insurer' }, 'no-insurer'],
    ['with several insurers', { outcome: 'multiple-insurers' }, 'multiple-insurers'],
    ['about whom the CIN cannot answer', { outcome: 'unavailable' }, 'affiliation-unavailable'],
  ] as const)('of a child %s is held, and goes to nobody [A23]', async (_, answer, reason) => {
    if (answer !== undefined) channel.affiliations.set(child(1), answer);
    await channel.publish(january, [mutation('new', child(1), '2022-01-01')]);
    const report = await channel.relay();
    expect(report.months[0]?.held).toEqual({ [reason]: 1 });
    expect(report.stillHeld).toBe(1);
    const parts = await channel.site(relay).store.parcels({ direction: 'outbound' });
    expect(parts.map((part) => total(part.counts))).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });

  it('is delivered under its own month as soon as the CIN names its insurer', async () => {
    await channel.publish(january, [mutation('new', child(1), '2022-01-01')]);
    await channel.relay();
    channel.affiliations.set(child(1), memberOf('900'));
    channel.clock.set('2022-02-05T09:00:00Z');
    await channel.publish(february, []);

    const report = await channel.relay();

    expect(report.stillHeld).toBe(0);
    expect(report.months.map((row) => [row.month, row.released, row.delivered['900']])).toEqual([
      [february, 0, 0],
      [january, 1, 1],
    ]);
    expect(await channel.delivered('900')).toEqual([told(mutation('new', child(1), '2022-01-01'))]);
    const parts = await channel.site(relay).store.parcels({ direction: 'outbound', receiver: '900' });
    const january1 = parts.filter((part) => part.month === january);
    expect(new Set(january1.map((part) => part.dataKey)).size).toBe(1);
  });

  it('is released by itself, whoever is held beside it', async () => {
    const children = Array.from({ length: 2500 }, (_, number) => child(number));
    await channel.publish(
      january,
      children.map((ssin) => mutation('new', ssin, '2022-01-01')),
    );
    expect(await channel.relay()).toMatchObject({ stillHeld: 2500 });
    const settled = [0, 1, 999, 1000, 2499].map(child);
    for (const ssin of settled) channel.affiliations.set(ssin, memberOf('300'));

    const report = await channel.relay();

    expect(report).toMatchObject({ months: [{ released: 5, delivered: { 300: 5 } }], stillHeld: 2495 });
    const told300 = settled.map((ssin) => told(mutation('new', ssin, '2022-01-01')));
    expect((await channel.delivered('300')).toSorted()).toEqual(told300.toSorted());
    expect(await channel.relay()).toMatchObject({ months: [], stillHeld: 2495 });
  });

  it('is not tried again while a month waits that was refused: it may take the record back [A32]', async () => {
    await channel.publish(january, [mutation('new', child(1), '2022-01-01')]);
    await channel.relay();
    channel.affiliations.set(child(1), memberOf('900'));
    channel.clock.set('2022-02-05T09:00:00Z');
    const twice = [
      mutation('new', child(2), '2022-01-01'),
      mutation('new', child(2), '2022-01-01', '2022-12-31'),
      mutation('withdrawal', child(1), '2022-01-01'),
    ];
    await channel.publish(february, twice);
    await expect(channel.relay()).rejects.toSatisfy((error) => hasCode(error, 'monthly-file-invalid'));
    expect(await channel.delivered('900')).toEqual([]);
    expect(await channel.site(relay).store.heldCount()).toBe(1);
  });
});

describe('the sunset', () => {
  it('stops a run before it logs in anywhere [A40]', async () => {
    await channel.publish(january, []);
    channel.clock.set('2022-12-31T23:00:00Z');
    const transport = { open: () => Promise.reject(new RangeError('nobody may log in')) };
    await expect(channel.relay({}, transport)).rejects.toSatisfy((error) => hasCode(error, 'channel-closed'));
    await expectNothingRelayed();
  });

  it('stops a delivery whose parts were sealed a moment too late [A41]', async () => {
    await channel.publish(january, []);
    channel.clock.set('2022-12-31T22:59:59Z');
    const { guard } = channel.site(relay);
    let asked = 0;
    const closing = {
      ...guard,
      requireOpen: () => {
        asked += 1;
        if (asked === 3) channel.clock.set('2022-12-31T23:00:00Z');
        return guard.requireOpen();
      },
    };
    await expect(channel.relay({ guard: closing })).rejects.toSatisfy((error) =>
      hasCode(error, 'channel-closed'),
    );
    await channel.site(relay).store.discardStaged();
    await expectNothingRelayed();
  });
});
