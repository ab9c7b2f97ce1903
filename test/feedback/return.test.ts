import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasCode } from '../../src/errors.ts';
import { total } from '../../src/people/operation.ts';
import { disclosedBefore } from '../../src/publish/publish.ts';
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
const unknown = 'ssin-unknown-to-cin';
const records = [1, 2, 3].map((number) => mutation('new', child(number), '2022-01-01', '2023-12-31'));

/** January, of which the first record goes to insurer 100; nobody knows the others. */
async function heldJanuary(): Promise<void> {
  channel.affiliations.set(child(1), memberOf('100'));
  await channel.publish(january, records);
  await channel.relay();
}

async function feedbackParcels(at = relay) {
  return channel.site(at).store.parcels({ sender: relay, receiver: publisher });
}

/** What Opgroeien sees of its own publications: each with whether it still stands. */
async function disclosed(): Promise<readonly string[]> {
  const { store, vault } = channel.site(publisher);
  return (await Array.fromAsync(disclosedBefore(store, vault))).flat().map(told);
}

async function expectRefused(run: Promise<unknown>, says: RegExp): Promise<void> {
  const before = await channel.events(relay);
  await expect(run).rejects.toSatisfy(
    (error) => hasCode(error, 'return-refused') && says.test(error.message),
  );
  expect(await feedbackParcels()).toEqual([]);
  expect(await channel.events(relay)).toEqual(before);
  expect(await channel.site(relay).store.discardStaged()).toBe(0);
}

describe('a record that cannot be routed', () => {
  it('goes back to Opgroeien, and is held no longer: the sum holds [A23]', async () => {
    await heldJanuary();
    const [parcel] = await channel.giveBack(['2022-01/3'], unknown);
    const { store } = channel.site(relay);
    const [inbound] = await store.parcels({ direction: 'inbound' });
    const delivered = (await channel.delivered('100')).length;
    const returned = (await feedbackParcels()).reduce((sum, { counts }) => sum + total(counts), 0);
    expect([delivered, await store.heldCount(), returned]).toEqual([1, 1, 1]);
    expect(inbound && total(inbound.counts)).toBe(delivered + (await store.heldCount()) + returned);
    expect(parcel).toMatchObject({ name: '21-250_2022-01_inami_opgroeien_0001.xml.pgp', sequenceNumber: 1 });
    expect(await channel.events(relay)).toContain('held-returned');

    const { collected, acknowledged } = await channel.collect(publisher);
    expect(collected.map(({ name }) => name)).toEqual([parcel?.name]);
    expect(acknowledged).toHaveLength(1);
    expect((await feedbackParcels())[0]?.receiptedAt).not.toBeNull();
    expect(await channel.collect(publisher)).toEqual({ collected: [], acknowledged: [] });
    expect(await channel.relay()).toMatchObject({ months: [], stillHeld: 1 });
  });

  it('comes back as it was published, with its reason and with nothing of an insurer', async () => {
    await heldJanuary();
    await channel.giveBack(['2022-01/3'], unknown);
    await channel.collect(publisher);
    const folder = path.join(channel.site(publisher).folder, january);
    const files = await readdir(folder);
    expect(files).toEqual(['21-250_2022-01_inami_opgroeien_0001.xml']);
    const text = await readFile(path.join(folder, files[0] ?? ''), 'utf8');
    expect(text).toContain(
      `<record><recordNumber>3</recordNumber><ssin>${child(3)}</ssin>` +
        '<startDateRecognition>2022-01-01</startDateRecognition>' +
        `<endDateRecognition>2023-12-31</endDateRecognition><reason>${unknown}</reason></record>`,
    );
    expect(text.match(/<record>/g)).toHaveLength(1);
    expect(text).not.toMatch(/[^0-9][1-69]00[^0-9]/);
  });

  it('stands disclosed at Opgroeien no longer, so that the next month can correct it', async () => {
    await heldJanuary();
    await channel.giveBack(['2022-01/2'], unknown);
    expect(await disclosed()).toEqual(records.map(told));
    await channel.collect(publisher);
    const [first, second, third] = records.map(told);
    expect(await disclosed()).toEqual([first, second?.replace('new', 'withdrawal'), third]);
  });

  it('may be one of several months: one feedback file for each, in one step', async () => {
    await heldJanuary();
    channel.clock.set('2022-02-05T09:00:00Z');
    await channel.publish(february, [mutation('new', child(4), '2022-02-01')]);
    await channel.relay();
    const parcels = await channel.giveBack(['2022-02/1', '2022-01/2', '2022-01/3'], unknown);
    expect(parcels.map(({ month: of, sequenceNumber, counts }) => [of, sequenceNumber, counts.new])).toEqual([
      [january, 1, 2],
      [february, 2, 1],
    ]);
    expect(await channel.site(relay).store.heldCount()).toBe(0);
    expect(await channel.collect(publisher)).toMatchObject({ collected: [{}, {}] });
  });

  it('is not broadcast by it: no insurer sees the feedback file, nor Opgroeien a part [A21]', async () => {
    await heldJanuary();
    await channel.giveBack(['2022-01/2'], unknown);
    for (const [party] of channel.sites) {
      const seen = await (await channel.transport(relay, party).open()).list('/inbox');
      const names = seen.map(({ name }) => name).filter((name) => name.includes('_opgroeien_'));
      expect([party, names.length]).toEqual([party, party === publisher ? 1 : 0]);
      if (party === publisher) expect(seen).toHaveLength(1);
    }
    const before = await Promise.all(['100', '200', '300'].map((insurer) => channel.delivered(insurer)));
    expect(before.flat()).toEqual([told(mutation('new', child(1), '2022-01-01', '2023-12-31'))]);
  });

  it('goes by the thousand, across blocks', async () => {
    const children = Array.from({ length: 2100 }, (_, number) => child(number));
    await channel.publish(
      january,
      children.map((ssin) => mutation('new', ssin, '2022-01-01')),
    );
    await channel.relay();
    const references = [1, 1000, 1001, 2000, 2100].map((number) => `2022-01/${number}`);
    await channel.giveBack(references, unknown);
    await channel.collect(publisher);
    expect(await channel.site(relay).store.heldCount()).toBe(2095);
    for (const at of [relay, publisher]) {
      const { store } = channel.site(at);
      const [origin] = await store.parcels({ sender: publisher });
      const returned = await Array.fromAsync(store.returnedOf(origin?.id ?? ''));
      expect(returned.map(({ block, records: of }) => [block, of.map(({ slot }) => slot)])).toEqual([
        [0, [0, 999]],
        [1, [0, 999]],
        [2, [99]],
      ]);
    }
  });
});

describe('a return is refused', () => {
  it.each([
    ['of a record that was delivered', '2022-01/1'],
    ['of a record that is not there', '2022-01/4'],
    ['of a month that is not there', '2021-12/1'],
  ])('%s', async (_case, reference) => {
    await heldJanuary();
    await expectRefused(channel.giveBack(['2022-01/2', reference], unknown), /not held here/);
    expect(await channel.site(relay).store.heldCount()).toBe(2);
  });

  it('of a record that went back before', async () => {
    await heldJanuary();
    await channel.giveBack(['2022-01/2'], unknown);
    await expect(channel.giveBack(['2022-01/2'], unknown)).rejects.toSatisfy((error) =>
      hasCode(error, 'return-refused'),
    );
    expect(await feedbackParcels()).toHaveLength(1);
  });

  it.each([
    ['that the deliberation does not know', 'toString', /knows no such reason/],
    ['that is not why it is held', 'several-insurers-standing', /held for another reason, unknown-ssin/],
    ['that time has not made true', 'held-too-long', /has not been held for P62D yet/],
  ])('for a reason %s', async (_case, reason, says) => {
    await heldJanuary();
    await expectRefused(channel.giveBack(['2022-01/2'], reason), says);
  });

  it('for having waited too long until it has', async () => {
    await heldJanuary();
    channel.clock.set('2022-03-08T22:59:59Z');
    await expectRefused(channel.giveBack(['2022-01/2'], 'held-too-long'), /P62D/);
    channel.clock.set('2022-03-08T23:00:00Z');
    expect(await channel.giveBack(['2022-01/2'], 'held-too-long')).toHaveLength(1);
  });

  it('after the last day, and a moment before its commit too [A40][A41]', async () => {
    await heldJanuary();
    channel.clock.set('2022-12-31T22:59:59Z');
    const { guard } = channel.site(relay);
    let asked = 0;
    const closing = {
      ...guard,
      requireOpen: () => {
        asked += 1;
        if (asked === 2) channel.clock.set('2022-12-31T23:00:00Z');
        return guard.requireOpen();
      },
    };
    const late = [{ guard: closing }, {}];
    for (const overrides of late) {
      await expect(channel.giveBack(['2022-01/2'], unknown, overrides)).rejects.toSatisfy((error) =>
        hasCode(error, 'channel-closed'),
      );
    }
    expect(asked).toBe(2);
    expect(await feedbackParcels()).toEqual([]);
    expect(await channel.site(relay).store.heldCount()).toBe(2);
  });
});

describe('Opgroeien', () => {
  it('takes no feedback file of the other mode', async () => {
    await heldJanuary();
    await channel.giveBack(['2022-01/2'], unknown);
    await expect(channel.collect(publisher, { mode: 'real' })).rejects.toSatisfy((error) =>
      hasCode(error, 'feedback-file-invalid'),
    );
    expect(await feedbackParcels(publisher)).toEqual([]);
    expect(await channel.events(publisher)).toContain('parcel-refused');
    expect(await disclosed()).toEqual(records.map(told));
    expect(await channel.collect(publisher)).toMatchObject({ collected: [{}] });
  });

  it('collects nothing after the last day [A40]', async () => {
    await heldJanuary();
    await channel.giveBack(['2022-01/2'], unknown);
    channel.clock.set('2022-12-31T23:00:00Z');
    await expect(channel.collect(publisher)).rejects.toSatisfy((error) => hasCode(error, 'channel-closed'));
    expect(await feedbackParcels(publisher)).toEqual([]);
  });
});
