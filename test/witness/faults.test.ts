/** A meeting in which one site's store breaks, at each write, before or after the write became durable. */

import { describe, expect, test } from 'vitest';
import { readCheckpoint } from '../../src/ledger/checkpoint.ts';
import { meetPeer } from '../../src/witness/meet.ts';
import { historyOf } from '../../src/witness/own.ts';
import { acknowledgeRestore } from '../../src/witness/restore.ts';
import { knownLedger } from '../../src/witness/site.ts';
import { faultyStore } from '../support/faulty-store.ts';
import { type TestWitness, witnessSites } from '../support/witness-sites.ts';

/** Two sites that have met once, and lived on. */
async function metBefore(): Promise<{ server: TestWitness; client: TestWitness }> {
  const [server, client] = await witnessSites('opgroeien', 'inami');
  if (server === undefined || client === undefined) throw new RangeError('no sites');
  await server.live(5);
  await client.live(3);
  await meetPeer(client, server.session('inami'), 'opgroeien', { renew: true });
  await server.live(2);
  await client.live(2);
  return { server, client };
}

async function heldSize(by: TestWitness, of: TestWitness): Promise<number> {
  return readCheckpoint((await knownLedger(by, of.party)).noted?.note ?? '')?.size ?? 0;
}

/** Writes of each site while it meets the other for the second time. */
const writesInMeeting = 2;

describe.each([
  ['lost', false],
  ['durable all the same', true],
])('a meeting in which a write broke and was %s', (_what, persisted) => {
  test.each(
    (['client', 'server'] as const).flatMap((side) =>
      Array.from({ length: writesInMeeting }, (_, at) => [side, at] as const),
    ),
  )('is made good by the next one: at the %s, write %i', async (side, at) => {
    const { server, client } = await metBefore();
    const broken = faultyStore((side === 'client' ? client : server).store, { at, persisted });
    const [brokenServer, brokenClient] = [
      side === 'server' ? server.withStore(broken.store) : server,
      side === 'client' ? { ...client, store: broken.store } : client,
    ];
    await expect(
      meetPeer(brokenClient, brokenServer.session('inami'), 'opgroeien', { renew: true }),
    ).rejects.toMatchObject({
      code: 'store-failed',
    });
    expect(broken.writes()).toBe(at + 1);

    await client.live();
    await server.live();
    const [serverSize, clientSize] = [(await server.store.head()).size, (await client.store.head()).size];
    await meetPeer(client, server.session('inami'), 'opgroeien', { renew: true });
    expect(await heldSize(client, server)).toBeGreaterThanOrEqual(serverSize);
    expect(await heldSize(server, client)).toBeGreaterThanOrEqual(clientSize);
    for (const site of [server, client]) expect(await historyOf(site)()).toBeUndefined();
  });
});

describe('an acknowledgement whose write broke', () => {
  test.each([
    ['lost: it is given again', false],
    ['durable: there is nothing left to acknowledge', true],
  ])('and was %s', async (_what, persisted) => {
    const { server, client } = await metBefore();
    await client.backUp();
    await client.live(9);
    await meetPeer(client, server.session('inami'), 'opgroeien', { renew: true });
    await client.restore();
    await expect(
      meetPeer(client, server.session('inami'), 'opgroeien', { renew: true }),
    ).rejects.toMatchObject({
      code: 'ledger-rewound',
    });
    const { store } = faultyStore(client.store, { at: 0, persisted });
    await expect(acknowledgeRestore({ ...client, store }, 'inami', 'x')).rejects.toMatchObject({
      code: 'store-failed',
    });
    expect((await historyOf(client)()) === undefined).toBe(persisted);
    const again = acknowledgeRestore(client, 'inami', 'x');
    if (persisted) await expect(again).rejects.toMatchObject({ code: 'usage' });
    else await again;
    expect(await client.events('restore-acknowledged')).toHaveLength(1);
  });
});
