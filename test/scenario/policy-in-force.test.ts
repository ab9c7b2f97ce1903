/** The clauses in force are bound to all that moves, and sites that run different ones refuse each other. */

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { latest, policyDigest } from '../../src/deliberations/rules.ts';
import { readEntry } from '../../src/ledger/read.ts';
import { clausesLine } from '../../src/receipts/format.ts';
import {
  child,
  deliberation,
  memberOf,
  month,
  mutation,
  openChannel,
  publisher,
  relay,
  type TestChannel,
} from '../support/channel.ts';
import { peerFailed } from '../support/witness-sites.ts';

/** The same deliberation with one clause read otherwise. */
const changed = {
  ...deliberation,
  lastDay: { ...deliberation.lastDay, values: [{ from: deliberation.adopted, value: '2022-11-30' }] },
};
const refusal = {
  message: expect.stringContaining('was made under other clauses of the deliberation than this site runs'),
  hint: expect.stringContaining('update the older one'),
};

let channel: TestChannel;

beforeEach(async () => {
  channel = await openChannel();
  channel.affiliations.set(child(1), memberOf('300'));
  await channel.publish(month('2022-01'), [mutation('new', child(1), '2022-01-01')]);
});

afterEach(() => channel.close());

describe('the clauses in force', () => {
  it('stand in every ledger entry and every receipt, by number and digest [A46]', async () => {
    await channel.relay();
    await channel.collect('300');
    for (const party of [publisher, relay, '300']) {
      const { store } = channel.site(party);
      const entries = (await Array.fromAsync(store.entries(0))).map(readEntry);
      expect(entries.length).toBeGreaterThan(0);
      const [number, policy] = [deliberation.number, policyDigest(deliberation)];
      for (const entry of entries) expect(entry).toMatchObject({ deliberation: number, policy });
    }
    for (const [party, receiver] of [
      [publisher, relay],
      [relay, '300'],
    ] as const) {
      const { store } = channel.site(party);
      const [parcel] = await store.parcels({ direction: 'outbound', receiver });
      const receipt = await store.receipt(parcel?.id ?? '');
      expect(Buffer.from(receipt?.body ?? []).toString()).toContain(`\n${clausesLine(deliberation)}\n`);
    }
  });

  it('are not what a site with another clause calls so', () => {
    expect(latest(changed.lastDay)).not.toBe(latest(deliberation.lastDay));
    expect(clausesLine(changed)).not.toBe(clausesLine(deliberation));
  });
});

describe('sites with different clauses refuse each other', () => {
  it('when the relay fetches: nothing is taken in', async () => {
    await expect(channel.relay({ deliberation: changed })).rejects.toMatchObject({
      code: 'monthly-file-invalid',
      ...refusal,
    });
    const { store } = channel.site(relay);
    expect(await store.parcels({})).toEqual([]);
    expect(await channel.events(relay)).toEqual(['parcel-refused']);
    expect((await channel.relay()).months).toHaveLength(1);
  });

  it('when an insurer collects: nothing is opened', async () => {
    await channel.relay();
    await expect(channel.collect('300', { deliberation: changed })).rejects.toMatchObject({
      code: 'monthly-file-invalid',
      ...refusal,
    });
    expect(await channel.site('300').store.parcels({})).toEqual([]);
    expect((await channel.collect('300')).collected).toHaveLength(1);
  });

  it('when a receipt is handed in that was owed since the clauses changed: the parcel stays open', async () => {
    await channel.relay();
    const lost = channel.transport(relay, '300');
    const cut = {
      open: async () => ({ ...(await lost.open()), write: () => Promise.reject(new RangeError('cut')) }),
    };
    await expect(channel.collect('300', {}, cut)).rejects.toThrow('cut');
    const gateway = channel.transport(relay, '300');
    const answering = {
      open: async () => {
        const session = await gateway.open();
        const write = (path: string, bytes: Uint8Array) =>
          session.write(path, bytes).catch(() => Promise.reject(peerFailed(4)));
        return { ...session, write };
      },
    };
    await expect(channel.collect('300', { deliberation: changed }, answering)).rejects.toMatchObject({
      code: 'receipt-refused',
      hint: expect.stringContaining('different versions of the program'),
    });
    const [part] = await channel.site(relay).store.parcels({ direction: 'outbound', receiver: '300' });
    expect(part?.receiptedAt).toBeNull();
    expect((await channel.events(relay)).at(-1)).toBe('receipt-refused');
    expect((await channel.collect('300')).acknowledged).toHaveLength(1);
  });
});
