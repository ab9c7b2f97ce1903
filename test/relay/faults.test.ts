/** Every durable write of publish, relay and collect is broken once, in both ways; a rerun mends all of it. */

import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasCode } from '../../src/errors.ts';
import { total } from '../../src/people/operation.ts';
import type { Store } from '../../src/ports/store.ts';
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
import { type Fault, faultyStore } from '../support/faulty-store.ts';

const january = month('2022-01');
const records = [1, 2, 3, 4].map((number) => mutation('new', child(number), '2022-01-01'));

async function readyChannel(): Promise<TestChannel> {
  const channel = await openChannel();
  channel.affiliations.set(child(1), memberOf('100'));
  channel.affiliations.set(child(2), memberOf('300'));
  channel.affiliations.set(child(3), memberOf('300'));
  return channel;
}

/** What must be true of a month that went well, however many runs it took. */
async function expectWholeMonth(channel: TestChannel): Promise<void> {
  const { store } = channel.site(relay);
  const inbound = await store.parcels({ direction: 'inbound' });
  const outbound = await store.parcels({ direction: 'outbound' });
  expect(inbound.map((parcel) => total(parcel.counts))).toEqual([4]);
  expect(outbound).toHaveLength(7);
  const delivered = outbound.reduce((sum, part) => sum + total(part.counts), 0);
  expect(delivered + (await store.heldCount())).toBe(4);
  expect(await channel.delivered('100')).toHaveLength(1);
  expect(await channel.delivered('300')).toHaveLength(2);
  expect((await channel.events(relay)).filter((event) => event === 'parcel-relayed')).toHaveLength(1);
  expect(await store.discardStaged()).toBe(0);
}

async function breaks(run: Promise<unknown>): Promise<void> {
  await expect(run).rejects.toSatisfy((error) => hasCode(error, 'store-failed'));
}

interface Flow {
  readonly name: string;
  /** Brings the channel to where the flow begins. */
  readonly prepare: (channel: TestChannel) => Promise<unknown>;
  readonly run: (channel: TestChannel, fault?: Fault) => { done: Promise<unknown>; writes: () => number };
  readonly expectWhole: (channel: TestChannel) => Promise<void>;
}

const flows: readonly Flow[] = [
  {
    name: 'publish',
    prepare: async () => {},
    run: (channel, fault) => {
      const { store, writes } = faultyStore(channel.site(publisher).store, fault);
      return { done: channel.publish(january, records, store), writes };
    },
    expectWhole: async (channel) => {
      const parcels = await channel.site(publisher).store.parcels({});
      expect(parcels.map((parcel) => [parcel.sequenceNumber, total(parcel.counts)])).toEqual([[1, 4]]);
      expect((await channel.events(publisher)).filter((event) => event === 'parcel-published')).toHaveLength(
        1,
      );
      expect(await channel.site(publisher).store.discardStaged()).toBe(0);
    },
  },
  {
    name: 'relay',
    prepare: (channel) => channel.publish(january, records),
    run: (channel, fault) => {
      const { store, writes } = faultyStore(channel.site(relay).store, fault);
      return { done: channel.relay({ store }), writes };
    },
    expectWhole: expectWholeMonth,
  },
  {
    name: 'collect',
    prepare: async (channel) => {
      await channel.publish(january, records);
      await channel.relay();
    },
    run: (channel, fault) => {
      const { store, writes } = faultyStore(channel.site('300').store, fault);
      return { done: channel.collect('300', { store }), writes };
    },
    expectWhole: async (channel) => {
      const insurer = channel.site('300');
      const parcels = await insurer.store.parcels({});
      expect(parcels.map((parcel) => total(parcel.counts))).toEqual([2]);
      expect(parcels[0]?.receiptedAt).not.toBeNull();
      const folder = path.join(insurer.folder, january);
      const files = await readdir(folder);
      expect(files).toHaveLength(1);
      const text = await readFile(path.join(folder, files[0] ?? ''), 'utf8');
      expect(text.match(/<record>/g)).toHaveLength(2);
      const [part] = await channel.site(relay).store.parcels({ direction: 'outbound', receiver: '300' });
      expect(part?.receiptedAt).not.toBeNull();
    },
  },
  {
    name: 'return',
    prepare: async (channel) => {
      await channel.publish(january, records);
      await channel.relay();
    },
    run: (channel, fault) => {
      const { store, writes } = faultyStore(channel.site(relay).store, fault);
      return { done: returnOnce(channel, store), writes };
    },
    expectWhole: async (channel) => {
      const { store } = channel.site(relay);
      const sent = await store.parcels({ direction: 'outbound', receiver: publisher });
      expect(sent.map((parcel) => [parcel.sequenceNumber, total(parcel.counts)])).toEqual([[1, 1]]);
      expect(await store.heldCount()).toBe(0);
      const [inbound] = await store.parcels({ direction: 'inbound' });
      expect(await Array.fromAsync(store.returnedOf(inbound?.id ?? ''))).toMatchObject([
        { block: 0, records: [{ slot: 3, feedback: sent[0]?.id }] },
      ]);
      expect((await channel.events(relay)).filter((event) => event === 'held-returned')).toHaveLength(1);
      expect(await store.discardStaged()).toBe(0);
    },
  },
  {
    name: 'collect what was returned',
    prepare: async (channel) => {
      await channel.publish(january, records);
      await channel.relay();
      await returnOnce(channel, channel.site(relay).store);
    },
    run: (channel, fault) => {
      const { store, writes } = faultyStore(channel.site(publisher).store, fault);
      return { done: channel.collect(publisher, { store }), writes };
    },
    expectWhole: async (channel) => {
      const { store, folder } = channel.site(publisher);
      const [feedback] = await store.parcels({ direction: 'inbound' });
      expect(feedback?.receiptedAt).not.toBeNull();
      const [published] = await store.parcels({ direction: 'outbound' });
      expect(await Array.fromAsync(store.returnedOf(published?.id ?? ''))).toMatchObject([
        { block: 0, records: [{ slot: 3, feedback: feedback?.id }] },
      ]);
      expect(await readdir(path.join(folder, january))).toHaveLength(1);
      const [sent] = await channel.site(relay).store.parcels({ receiver: publisher });
      expect(sent?.receiptedAt).not.toBeNull();
    },
  },
];

/** Returns the one record that is held, if it is still. */
async function returnOnce(channel: TestChannel, store: Store): Promise<void> {
  if ((await store.heldCount()) === 0) return;
  await channel.giveBack(['2022-01/4'], 'ssin-unknown-to-cin', { store });
}

describe.each(flows)('$name', ({ prepare, run, expectWhole }) => {
  it('mends by a rerun whatever write broke, durable or not [A44]', async () => {
    const clean = await readyChannel();
    await prepare(clean);
    const { done, writes } = run(clean);
    await done;
    await expectWhole(clean);
    await clean.close();
    expect(writes()).toBeGreaterThan(2);

    for (let at = 0; at < writes(); at += 1) {
      for (const persisted of [false, true]) {
        const channel = await readyChannel();
        await prepare(channel);
        await breaks(run(channel, { at, persisted }).done);
        await run(channel).done;
        await expectWhole(channel);
        await channel.close();
      }
    }
  });
});
