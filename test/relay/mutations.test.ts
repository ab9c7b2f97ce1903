/** What follows a record through its life: corrections, withdrawals, changes of insurer, and what is held meanwhile. */

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasCode } from '../../src/errors.ts';
import type { Mutation } from '../../src/people/record.ts';
import { nextMonth } from '../../src/people/reference-month.ts';
import type { Affiliation } from '../../src/ports/affiliation.ts';
import {
  child,
  memberOf,
  month,
  mutation,
  openChannel,
  publisher,
  relay,
  type TestChannel,
} from '../support/channel.ts';

let channel: TestChannel;
/** The month that is due. */
let due = month('2022-01');

beforeEach(async () => {
  channel = await openChannel();
  due = month('2022-01');
});

afterEach(() => channel.close());

const given = (end: string | null = null) => mutation('new', child(1), '2022-01-01', end);
const corrected = (end: string | null) => mutation('correction', child(1), '2022-01-01', end);
const withdrawn = (end: string | null = null) => mutation('withdrawal', child(1), '2022-01-01', end);
const unknown: Affiliation = { outcome: 'unknown-ssin' };

async function publish(...mutations: readonly Mutation[]): Promise<void> {
  channel.clock.set(`${due}-05T09:00:00Z`);
  await channel.publish(due, mutations);
  due = nextMonth(due);
}

/** Publishes the next month and relays it, with the child at that insurer. */
async function relayMonth(insurer: Affiliation, ...mutations: readonly Mutation[]) {
  channel.affiliations.set(child(1), insurer);
  await publish(...mutations);
  return channel.relay();
}

/** What insurers were told in all: the insurer and the mutation, in order for each. */
async function toldToInsurers(): Promise<readonly string[]> {
  const lines = ['100', '200', '300', '400', '500', '600', '900'].map(async (insurer) =>
    (await channel.delivered(insurer)).map((line) => `${insurer} ${line.replace(child(1), 'child')}`),
  );
  return (await Promise.all(lines)).flat();
}

describe('a child that changes insurer', () => {
  it('has its record corrected and withdrawn where it was sent, not where it is insured today [A31][A32][A52]', async () => {
    await relayMonth(memberOf('100'), given());
    await relayMonth(memberOf('300'), corrected('2022-12-31'));
    await relayMonth(memberOf('500'), corrected('2022-06-30'));
    await relayMonth(memberOf('900'), withdrawn('2022-06-30'));
    expect(await toldToInsurers()).toEqual([
      '100 new child 2022-01-01 open',
      '100 correction child 2022-01-01 2022-12-31',
      '100 correction child 2022-01-01 2022-06-30',
      '100 withdrawal child 2022-01-01 2022-06-30',
    ]);
  });

  it('comes back to a former insurer, which is told anew only what was taken back from it [A31][A32][A52]', async () => {
    await relayMonth(memberOf('100'), given());
    await relayMonth(memberOf('300'), withdrawn());
    await relayMonth(memberOf('300'), given('2022-12-31'));
    await relayMonth(memberOf('100'), withdrawn('2022-12-31'));
    await relayMonth(memberOf('100'), given('2022-09-30'));
    await relayMonth(memberOf('300'), corrected('2022-10-31'));
    expect(await toldToInsurers()).toEqual([
      '100 new child 2022-01-01 open',
      '100 withdrawal child 2022-01-01 open',
      '100 new child 2022-01-01 2022-09-30',
      '100 correction child 2022-01-01 2022-10-31',
      '300 new child 2022-01-01 2022-12-31',
      '300 withdrawal child 2022-01-01 2022-12-31',
    ]);
  });

  it('has each period followed by itself: an insurer learns of no period it was not told of [A21][A32]', async () => {
    await relayMonth(memberOf('100'), mutation('new', child(1), '2020-01-01', '2020-12-31'));
    await relayMonth(memberOf('300'), given());
    await relayMonth(memberOf('300'), withdrawn());
    expect(await channel.delivered('100')).toHaveLength(1);
    expect(await channel.delivered('300')).toHaveLength(2);
  });
});

describe('a record given anew that stands at an insurer', () => {
  it('changes nothing if it is the same word for word [A10]', async () => {
    await relayMonth(memberOf('100'), given());
    for (const again of [given(), corrected(null)]) {
      const report = await relayMonth(memberOf('300'), again);
      expect(report.months).toMatchObject([{ received: 1, alreadyKnown: 1, held: {}, superseded: 0 }]);
    }
    expect(await toldToInsurers()).toEqual(['100 new child 2022-01-01 open']);
  });

  it('is told as the correction that it is, to whom it concerns [A32]', async () => {
    await relayMonth(memberOf('100'), given());
    await relayMonth(memberOf('300'), given('2022-12-31'));
    expect(await toldToInsurers()).toEqual([
      '100 new child 2022-01-01 open',
      '100 correction child 2022-01-01 2022-12-31',
    ]);
  });
});

describe('a record that is held', () => {
  it('is given as it was corrected since: no insurer learns the period that was wrong [A31][A32]', async () => {
    await relayMonth(unknown, given());
    const waiting = await relayMonth(unknown, corrected('2022-12-31'));
    expect(waiting.months).toMatchObject([
      { month: '2022-02', received: 1, held: { 'unknown-ssin': 1 } },
      { month: '2022-01', released: 1, superseded: 1 },
    ]);
    const report = await relayMonth(memberOf('100'));
    expect(report).toMatchObject({ stillHeld: 0 });
    expect(await toldToInsurers()).toEqual(['100 new child 2022-01-01 2022-12-31']);
  });

  it('and whose correction finds the insurer is not told a second time in its old form [A32]', async () => {
    await relayMonth(unknown, given());
    const report = await relayMonth(memberOf('100'), corrected('2022-12-31'));
    expect(report.months).toMatchObject([
      { month: '2022-02', delivered: { 100: 1 } },
      { month: '2022-01', released: 1, superseded: 1 },
    ]);
    await channel.relay();
    expect(await toldToInsurers()).toEqual(['100 new child 2022-01-01 2022-12-31']);
  });

  it('is held for the reason of the last answer, each try counted and told to the ledger [A23][A50]', async () => {
    await relayMonth(unknown, given());
    expect(await channel.events(relay)).not.toContain('held-tried');
    channel.affiliations.set(child(1), { outcome: 'multiple-insurers' });
    await channel.relay();
    await channel.relay();
    const { store } = channel.site(relay);
    const [inbound] = await store.parcels({ direction: 'inbound' });
    const held = await Array.fromAsync(store.heldOf(inbound?.id ?? ''));
    expect(held).toMatchObject([{ records: [{ reason: 'multiple-insurers', tries: 3, operation: 'new' }] }]);
    expect((await channel.events(relay)).filter((event) => event === 'held-tried')).toHaveLength(2);
  });

  it('is disclosed to nobody once it is withdrawn, and the CIN is not asked of it any more [A32][A23]', async () => {
    await relayMonth(unknown, given());
    const asked: string[] = [];
    channel.affiliations.set(child(1), memberOf('100'));
    await publish(withdrawn());
    const affiliation = {
      description: 'listening',
      affiliationsOn: async (ssins: readonly string[]) => {
        asked.push(...ssins);
        return ssins.map(() => memberOf('100'));
      },
    };
    const report = await channel.relay({ affiliation });
    expect(report).toMatchObject({
      stillHeld: 0,
      months: [
        { month: '2022-02', received: 1, superseded: 1, held: {} },
        { month: '2022-01', released: 1, superseded: 1 },
      ],
    });
    expect(asked).toEqual([]);
    await channel.relay();
    expect(await toldToInsurers()).toEqual([]);
  });

  it('and was withdrawn in the month for which the relay had to wait is not disclosed on the way [A32]', async () => {
    channel.affiliations.set(child(1), unknown);
    await publish(given());
    await channel.relay();
    await publish(withdrawn());
    await publish();
    channel.affiliations.set(child(1), memberOf('100'));
    await channel.relay();
    expect(await toldToInsurers()).toEqual([]);
    expect(await channel.site(relay).store.heldCount()).toBe(0);
  });

  it('is not revived by an older form of it, given anew after a withdrawal [A32]', async () => {
    await relayMonth({ outcome: 'unavailable' }, given());
    await relayMonth({ outcome: 'unavailable' }, withdrawn());
    await relayMonth(memberOf('100'), given('2022-12-31'));
    await channel.relay();
    expect(await toldToInsurers()).toEqual(['100 new child 2022-01-01 2022-12-31']);
    expect(await channel.site(relay).store.heldCount()).toBe(0);
  });

  it('stays superseded if the relay dies before it is released [A32][A44]', async () => {
    await relayMonth(unknown, given());
    channel.affiliations.set(child(1), memberOf('100'));
    await publish(withdrawn());
    const { store } = channel.site(relay);
    let commits = 0;
    const dying = new Proxy(store, {
      get(target, verb, receiver) {
        const method: unknown = Reflect.get(target, verb, receiver);
        if (typeof method !== 'function') return method;
        return (...values: unknown[]) => {
          if (verb === 'commit') commits += 1;
          // The month with the withdrawal is taken in, and then the power goes.
          if (verb === 'commit' && commits === 2) throw new RangeError('power is out');
          return method.apply(target, values);
        };
      },
    });
    await expect(channel.relay({ store: dying })).rejects.toThrow('power is out');
    expect(await store.heldCount()).toBe(1);
    await channel.relay();
    expect(await store.heldCount()).toBe(0);
    expect(await toldToInsurers()).toEqual([]);
  });
});

describe('a change of a record that was never given', () => {
  it.each([corrected('2022-12-31'), withdrawn()])(
    'is held, tells nobody anything, and ends when the publisher says what holds [A32]',
    async (orphan) => {
      const report = await relayMonth(memberOf('100'), orphan);
      expect(report.months).toMatchObject([{ held: { 'never-disclosed': 1 } }]);
      await relayMonth(memberOf('100'), given('2022-06-30'));
      expect(await toldToInsurers()).toEqual(['100 new child 2022-01-01 2022-06-30']);
      expect(await channel.site(relay).store.heldCount()).toBe(0);
    },
  );
});

describe('the sum of every month', () => {
  it('holds in the ledger, whatever became of its records [A10][A50]', async () => {
    await relayMonth(unknown, given(), mutation('new', child(2), '2022-01-01'));
    await relayMonth(unknown, corrected('2022-12-31'));
    channel.affiliations.set(child(2), memberOf('300'));
    await relayMonth(memberOf('100'), mutation('new', child(3), '2022-01-01'), withdrawn('2022-12-31'));
    const sums: object[] = [];
    for await (const { bytes } of channel.site(relay).store.entries(0)) {
      const { event, details } = JSON.parse(new TextDecoder().decode(bytes));
      if (event !== 'parcel-relayed') continue;
      const { received, released, delivered, held, alreadyKnown, superseded } = details;
      expect(received + released).toBe(delivered + held + alreadyKnown + superseded);
      sums.push({ month: details.month, superseded });
    }
    expect(sums).toEqual([
      { month: '2022-01', superseded: 0 },
      { month: '2022-02', superseded: 0 },
      { month: '2022-01', superseded: 1 },
      { month: '2022-03', superseded: 1 },
      { month: '2022-01', superseded: 0 },
      { month: '2022-02', superseded: 1 },
    ]);
  });
});

describe('a month out of proportion', () => {
  const many = Array.from({ length: 11 }, (_, number) => mutation('new', child(number), '2022-01-01'));

  it('stops at INAMI too until an operator there has confirmed its total, whatever Opgroeien confirmed [A09][A32]', async () => {
    await publish(...many);
    for (const confirmedVolume of [undefined, 10]) {
      await expect(channel.relay({ confirmedVolume })).rejects.toSatisfy((error) =>
        hasCode(error, 'volume-unconfirmed'),
      );
    }
    const { store } = channel.site(relay);
    expect(await store.parcels({})).toEqual([]);
    expect(await store.heldCount()).toBe(0);
    expect(await store.discardStaged()).toBe(0);
    expect(await channel.events(relay)).toEqual(['parcel-refused', 'parcel-refused']);

    await channel.relay({ confirmedVolume: 11 });
    expect(await store.heldCount()).toBe(11);
    expect(await channel.events(relay)).toContain('volume-confirmed');
  });

  it('stops if it withdraws what was given, and nothing is withdrawn anywhere [A09][A32]', async () => {
    for (const { record } of many) channel.affiliations.set(record.ssin, memberOf('100'));
    await publish(...many);
    await channel.relay();
    await publish(...many.map(({ record }): Mutation => ({ operation: 'withdrawal', record })));
    await expect(channel.relay({ confirmedVolume: undefined })).rejects.toSatisfy((error) =>
      hasCode(error, 'volume-unconfirmed'),
    );
    expect((await channel.delivered('100')).filter((line) => line.startsWith('withdrawal'))).toEqual([]);
  });

  it('is confirmed at Opgroeien in the step that publishes it, or not at all [A09][A50]', async () => {
    await publish(...many);
    expect(await channel.events(publisher)).toEqual(['parcel-published', 'volume-confirmed']);
    channel.clock.set('2022-02-05T09:00:00Z');
    const store = new Proxy(channel.site(publisher).store, {
      get(target, verb, receiver) {
        if (verb === 'stageChunk') return () => Promise.reject(new RangeError('the disk is full'));
        const method: unknown = Reflect.get(target, verb, receiver);
        return typeof method === 'function' ? method.bind(target) : method;
      },
    });
    const more = Array.from({ length: 11 }, (_, number) => mutation('new', child(20 + number), '2022-01-01'));
    await expect(channel.publish(due, more, store)).rejects.toThrow('the disk is full');
    expect(await channel.events(publisher)).toEqual(['parcel-published', 'volume-confirmed']);
  });
});

describe('a file that says two things of one record', () => {
  it.each([
    ['twice in one block', given(), given('2022-12-31')],
    ['given and withdrawn', given(), withdrawn()],
  ])(
    'is refused as a whole: %s; nothing is delivered, and later runs are not stuck [A44]',
    async (_, ...twice) => {
      channel.affiliations.set(child(2), memberOf('300'));
      await publish(mutation('new', child(2), '2022-01-01'), ...twice);
      await expect(channel.relay()).rejects.toSatisfy((error) => hasCode(error, 'monthly-file-invalid'));
      const { store } = channel.site(relay);
      expect(await store.parcels({})).toEqual([]);
      expect(await store.heldCount()).toBe(0);
    },
  );
});
