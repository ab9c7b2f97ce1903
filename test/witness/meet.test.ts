import { describe, expect, test } from 'vitest';
import { n21250 } from '../../src/deliberations/n21-250.ts';
import { PasserelleError } from '../../src/errors.ts';
import { cosignedAt, readCheckpoint, signCheckpoint } from '../../src/ledger/checkpoint.ts';
import { generateLedgerKey, readLedgerKey } from '../../src/ledger/ledger-key.ts';
import { rootAt } from '../../src/ledger/merkle.ts';
import { formatSubmission, parseSubmission } from '../../src/ledger/submission.ts';
import type { TransportSession } from '../../src/ports/transport.ts';
import { checkpointName } from '../../src/witness/files.ts';
import { meetPeer } from '../../src/witness/meet.ts';
import { historyOf, submissionFrom } from '../../src/witness/own.ts';
import { acknowledgeRestore } from '../../src/witness/restore.ts';
import { knownLedger } from '../../src/witness/site.ts';
import { peerFailed, type TestWitness, witnessSites } from '../support/witness-sites.ts';

/** INAMI fetches from Opgroeien: what each did before is in its ledger. */
async function twoSites(): Promise<{ server: TestWitness; client: TestWitness }> {
  const [server, client] = await witnessSites('opgroeien', 'inami');
  if (server === undefined || client === undefined) throw new RangeError('no sites');
  await server.live(5);
  await client.live(3);
  return { server, client };
}

const meet = ({ server, client }: { server: TestWitness; client: TestWitness }) =>
  meetPeer(client, server.session(client.party), server.party, { renew: true });

async function held(by: TestWitness, of: TestWitness) {
  return readCheckpoint((await knownLedger(by, of.party)).noted?.note ?? '');
}

describe('two sites that meet', () => {
  test('and are cut off in between blame the line, and no checkpoint', async () => {
    const { server, client } = await twoSites();
    const cutOff = new PasserelleError('peer-failed', 'the peer ended the connection');
    const session = { ...server.session(client.party), write: () => Promise.reject(cutOff) };
    await expect(meetPeer(client, session, server.party, { renew: true })).rejects.toBe(cutOff);
  });

  test('hold each other’s checkpoints afterwards, cosigned', async () => {
    const sites = await twoSites();
    const { server, client } = sites;
    await meet(sites);
    const theirs = (await knownLedger(client, 'opgroeien')).noted;
    expect(theirs).toMatchObject({ size: 5, origin: server.key.name });
    expect(cosignedAt(theirs?.note ?? '', client.key)).toEqual(client.clock.now());
    const ours = (await knownLedger(server, 'inami')).noted;
    expect(cosignedAt(ours?.note ?? '', server.key)).toEqual(server.clock.now());
    expect(await held(server, server)).toMatchObject({ size: 5 });
    expect(await client.events('checkpoint-noted')).toMatchObject([
      { details: { of: 'opgroeien', size: 5 } },
    ]);
    expect(await server.events('checkpoint-noted')).toMatchObject([
      { actor: 'inami', details: { of: 'inami' } },
    ]);
    expect(await server.events('checkpoint-cosigned')).toMatchObject([{ details: { by: 'inami', size: 5 } }]);
  });

  test('and run different clauses refuse each other, in words, and hold nothing of each other', async () => {
    const { server, client } = await twoSites();
    const changed = { ...n21250, lastDay: { ...n21250.lastDay, points: '26' } };
    const refused = {
      code: 'checkpoint-refused',
      message: expect.stringContaining('was made under other clauses of the deliberation'),
      hint: expect.stringContaining('update the older one'),
    };
    const elsewhere = { ...client, deliberation: changed };
    await expect(meet({ server, client: elsewhere })).rejects.toMatchObject(refused);
    expect(await client.events('checkpoint-refused')).toMatchObject([{ details: { reason: 'clauses' } }]);

    const ours = formatSubmission(await submissionFrom(elsewhere, 0));
    const session = server.session(client.party);
    await expect(
      session.write(`/checkpoints/${checkpointName(client.party)}`, Buffer.from(ours)),
    ).rejects.toMatchObject({ code: 'peer-failed' });
    expect(await server.events('checkpoint-refused')).toMatchObject([{ details: { reason: 'clauses' } }]);
    expect(await held(server, client)).toBeUndefined();
    expect(await held(client, server)).toBeUndefined();
    await meet({ server, client });
  });

  test('prove to have only grown, each time', async () => {
    const sites = await twoSites();
    for (const [theirs, ours] of [
      [0, 0],
      [1, 0],
      [4, 9],
      [17, 2],
    ] as const) {
      await sites.server.live(theirs);
      await sites.client.live(ours);
      await meet(sites);
      for (const [by, of] of [
        [sites.client, sites.server],
        [sites.server, sites.client],
      ] as const) {
        const known = await held(by, of);
        expect(known?.root).toBe(await rootAt(of.store.subtrees, known?.size ?? 0));
      }
    }
    // Theirs is read before they write down that they met.
    expect((await held(sites.client, sites.server))?.size).toBeGreaterThan(5 + 1 + 4 + 17);
    expect(await historyOf(sites.client)()).toBeUndefined();
    expect(await historyOf(sites.server)()).toBeUndefined();
  });

  test('leave both ledgers as they are while nothing is to be renewed, and still compare them', async () => {
    const sites = await twoSites();
    const { server, client } = sites;
    const compare = () => meetPeer(client, server.session('inami'), 'opgroeien', { renew: false });
    await compare();
    expect(await held(server, client)).toMatchObject({ size: 4 });
    expect(await held(client, server)).toMatchObject({ size: 5 });
    await meet(sites);
    await server.live(4);
    await client.backUp();
    const sizes = async () => [(await server.store.head()).size, (await client.store.head()).size];
    const before = await sizes();
    await compare();
    expect(await sizes()).toEqual(before);
    await client.live(3);
    await meet(sites);
    await client.restore();
    await expect(compare()).rejects.toMatchObject({ code: 'ledger-rewound' });
  });

  test('pass over a peer that shows no checkpoints, and a site that has no ledger key', async () => {
    const { server, client } = await twoSites();
    const older: TransportSession = { ...server.session('inami'), list: () => Promise.reject(peerFailed(2)) };
    await meetPeer(client, older, 'opgroeien', { renew: true });
    await meetPeer(undefined, older, 'opgroeien', { renew: true });
    expect(await client.store.checkpoints()).toEqual([]);
  });

  test('pass over each other while one has not the other’s key', async () => {
    const one = await twoSites();
    one.server.keys.clear();
    await meet(one);
    expect(await held(one.client, one.server)).toMatchObject({ size: 5 });
    expect(await one.server.store.checkpoints()).toEqual([]);
    const other = await twoSites();
    other.client.keys.clear();
    await meet(other);
    expect(await other.client.store.checkpoints()).toEqual([]);
    expect(await held(other.server, other.client)).toMatchObject({ size: 3 });
  });

  test('stop when the peer that showed its ledger shows it no more', async () => {
    const sites = await twoSites();
    await meet(sites);
    const silent: TransportSession = { ...sites.server.session('inami'), list: async () => [] };
    await expect(meetPeer(sites.client, silent, 'opgroeien', { renew: true })).rejects.toMatchObject({
      code: 'checkpoint-refused',
    });
  });

  test('go on with what fails otherwise', async () => {
    const { server, client } = await twoSites();
    const broken: TransportSession = {
      ...server.session('inami'),
      list: () => Promise.reject(peerFailed(4)),
    };
    await expect(meetPeer(client, broken, 'opgroeien', { renew: true })).rejects.toMatchObject({
      code: 'peer-failed',
    });
  });
});

describe('a site with a new ledger key', () => {
  test('goes on: what it signed with the old one is true, and needs no signature', async () => {
    const sites = await twoSites();
    await meet(sites);
    const { name } = sites.client.key;
    const key = readLedgerKey(generateLedgerKey(name).privateKey, name);
    sites.server.keys.set('inami', key);
    await sites.client.live(2);
    const before = await held(sites.server, sites.client);
    await meetPeer({ ...sites.client, key }, sites.server.session('inami'), 'opgroeien', { renew: true });
    expect((await held(sites.server, sites.client))?.size).toBeGreaterThan(before?.size ?? 0);
  });
});

describe('a fetching site that was restored from an older state', () => {
  test('is told by the peer, and stands still from then on', async () => {
    const sites = await twoSites();
    const { client } = sites;
    await client.backUp();
    await client.live(6);
    await meet(sites);
    await client.restore();
    const size = (await client.store.head()).size;
    expect(await historyOf(client)()).toBeUndefined();
    await expect(meet(sites)).rejects.toMatchObject({
      code: 'ledger-rewound',
      message: expect.stringContaining('is shorter than it was'),
      hint: expect.stringContaining('Nothing was moved'),
    });
    expect(await historyOf(client)()).toMatchObject({ problem: 'rewound' });
    expect(await client.events('rewind-noticed')).toMatchObject([
      { sequence: size, details: { size, knownBy: 'opgroeien' } },
    ]);
    await expect(meet(sites)).rejects.toMatchObject({ code: 'ledger-rewound' });
    expect(await client.events('rewind-noticed')).toHaveLength(1);
  });

  test('is told also if it went on beyond what was known', async () => {
    const sites = await twoSites();
    const { client } = sites;
    await client.backUp();
    await client.live(2);
    await meet(sites);
    await client.restore();
    await client.live(40);
    await expect(meet(sites)).rejects.toMatchObject({
      code: 'ledger-rewound',
      message: expect.stringContaining('another history'),
    });
    expect(await historyOf(client)()).toMatchObject({ problem: 'forked' });
  });

  test('goes on if nothing that the peer saw was lost', async () => {
    const sites = await twoSites();
    await meet(sites);
    await sites.client.backUp();
    await sites.client.live(6);
    await sites.client.restore();
    await meet(sites);
    expect(await historyOf(sites.client)()).toBeUndefined();
  });
});

describe('a serving site that was restored from an older state', () => {
  test.each([
    ['is shorter', 0],
    ['has another history', 40],
  ])('is noticed by whoever fetches, and learns it: its ledger %s', async (says, since) => {
    const sites = await twoSites();
    const { server, client } = sites;
    await server.backUp();
    await server.live(7);
    await meet(sites);
    const before = await held(client, server);
    await server.restore();
    server.clock.set('2022-03-05T10:00:00Z');
    await server.live(since);
    await expect(meet(sites)).rejects.toMatchObject({
      code: 'ledger-rewound',
      message: expect.stringContaining(says),
      hint: expect.stringContaining('Nothing was moved'),
    });
    expect(await held(client, server)).toEqual(before);
    expect(await historyOf(server)()).toMatchObject({ checkpoint: before });
    expect(await server.events('rewind-noticed')).toHaveLength(1);
    expect(await client.events('checkpoint-refused')).toMatchObject([{ details: { of: 'opgroeien' } }]);
  });
});

describe('a loss that is acknowledged', () => {
  async function restoredClient() {
    const sites = await twoSites();
    await sites.client.backUp();
    await sites.client.live(6);
    await meet(sites);
    await sites.client.restore();
    await expect(meet(sites)).rejects.toMatchObject({ code: 'ledger-rewound' });
    return sites;
  }

  test('at both sites lets them go on under a new origin, and stays visible for ever', async () => {
    const sites = await restoredClient();
    const { server, client } = sites;
    const lost = await held(server, client);
    const origin = `${client.key.name}/restored-1`;
    expect(await acknowledgeRestore(client, 'inami', 'disk failed')).toEqual({
      origin,
      lostSize: lost?.size,
    });
    expect(await historyOf(client)()).toBeUndefined();
    await expect(meet(sites)).rejects.toMatchObject({ code: 'checkpoint-refused' });
    await acknowledgeRestore(server, 'inami', 'told by telephone');
    await meet(sites);
    await client.live(3);
    await meet(sites);

    expect(await held(server, client)).toMatchObject({ origin });
    for (const site of [server, client]) {
      const kept = (await site.store.checkpoints()).find((noted) => noted.origin === client.key.name);
      expect(readCheckpoint(kept?.note ?? '')).toEqual(lost);
      expect(await site.events('restore-acknowledged')).toMatchObject([
        { details: { of: 'inami', origin, lostSize: lost?.size, lostRoot: lost?.root } },
      ]);
    }
  });

  test('of a serving site lets it go on too', async () => {
    const sites = await twoSites();
    await sites.server.backUp();
    await sites.server.live(6);
    await meet(sites);
    await sites.server.restore();
    await expect(meet(sites)).rejects.toMatchObject({ code: 'ledger-rewound' });
    await acknowledgeRestore(sites.server, 'opgroeien', 'disk failed');
    await expect(meet(sites)).rejects.toMatchObject({
      code: 'checkpoint-refused',
      hint: expect.stringContaining('acknowledge-restore opgroeien'),
    });
    await acknowledgeRestore(sites.client, 'opgroeien', 'told by telephone');
    await meet(sites);
    await meet(sites);
    expect((await held(sites.client, sites.server))?.origin).toBe(`${sites.server.key.name}/restored-1`);
  });

  test('is noticed again when an even older state is put back', async () => {
    const sites = await restoredClient();
    await acknowledgeRestore(sites.client, 'inami', 'disk failed');
    await acknowledgeRestore(sites.server, 'inami', 'told by telephone');
    await meet(sites);
    await sites.client.restore();
    await expect(meet(sites)).rejects.toMatchObject({ code: 'ledger-rewound' });
    expect(await historyOf(sites.client)()).toMatchObject({ problem: 'rewound' });
  });

  test('must be one', async () => {
    const sites = await twoSites();
    await expect(acknowledgeRestore(sites.client, 'inami', 'x')).rejects.toMatchObject({ code: 'usage' });
    await meet(sites);
    await meet(sites);
    await expect(acknowledgeRestore(sites.client, 'inami', 'x')).rejects.toMatchObject({ code: 'usage' });
    expect(await sites.client.events('restore-acknowledged')).toEqual([]);
  });
});

describe('what is handed in', () => {
  test.each([
    ['no checkpoint at all', () => Buffer.from('hello'), 'malformed'],
    ['bytes that are no text', () => Uint8Array.of(0xff, 0xfe), 'malformed'],
    ['a checkpoint that another signed', strangerSigned, 'signature'],
    [
      'a checkpoint of another site',
      (_: TestWitness, server: TestWitness) => signed(server, server.key.name, 3),
      'signature',
    ],
    [
      'a checkpoint of a later incarnation',
      (client: TestWitness) => signed(client, `${client.key.name}/restored-1`, 3),
      'restored',
    ],
  ])('is refused and written down, and nothing is held: %s', async (_what, made, reason) => {
    const { server, client } = await twoSites();
    const session = server.session('inami');
    await expect(
      session.write(`/checkpoints/${checkpointName('inami')}`, await made(client, server)),
    ).rejects.toMatchObject({
      code: 'peer-failed',
    });
    expect(await server.store.checkpoints()).toEqual([]);
    expect(await server.events('checkpoint-refused')).toMatchObject([
      { actor: 'inami', details: { of: 'inami', reason } },
    ]);
  });

  test.each([
    ['shorter', async (client: TestWitness) => signed(client, client.key.name, 2), 'rewound'],
    [
      'as long, of another history',
      async (client: TestWitness) => signed(client, client.key.name, 4),
      'forked',
    ],
    [
      'longer, proven from elsewhere',
      async (client: TestWitness) => signed(client, client.key.name, 9),
      'unproven',
    ],
    [
      'longer, with a proof of nothing',
      async (client: TestWitness) => signed(client, client.key.name, 9, 4),
      'forked',
    ],
  ])('is refused once more of it is held: a checkpoint that is %s', async (_what, made, reason) => {
    const sites = await twoSites();
    const { server, client } = sites;
    await meet(sites);
    const before = await held(server, client);
    const session = server.session('inami');
    await expect(
      session.write(`/checkpoints/${checkpointName('inami')}`, await made(client)),
    ).rejects.toThrow();
    expect(await held(server, client)).toEqual(before);
    expect(await server.events('checkpoint-refused')).toMatchObject([
      { details: { reason, heldSize: before?.size } },
    ]);
  });

  test('as a checkpoint of ours that we never signed is not believed', async () => {
    const { server, client } = await twoSites();
    const session = server.session('inami');
    const forged =
      parseSubmission(Buffer.from(await signed(client, server.key.name, 900)).toString())?.note ?? '';
    await expect(
      session.write(`/checkpoints/${checkpointName('opgroeien')}`, Buffer.from(forged)),
    ).rejects.toThrow();
    expect(await historyOf(server)()).toBeUndefined();
    expect(await server.store.checkpoints()).toEqual([]);
  });

  test('under another name is not taken', async () => {
    const { server } = await twoSites();
    for (const name of [checkpointName('300'), 'inami', 'inami.checkpoint.from-3']) {
      await expect(server.session('inami').write(`/checkpoints/${name}`, Buffer.from(''))).rejects.toThrow();
    }
    expect((await server.store.head()).size).toBe(5);
  });
});

/** A submission of that size with a made-up root, signed with the site's own key. */
async function signed(by: TestWitness, origin: string, size: number, old = 0): Promise<Uint8Array> {
  const note = signCheckpoint({ origin, size, root: 'ab'.repeat(32) }, by.key);
  return Buffer.from(formatSubmission({ old, proof: old === 0 ? [] : ['cd'.repeat(32)], note }));
}

async function strangerSigned(client: TestWitness): Promise<Uint8Array> {
  const stranger = readLedgerKey(generateLedgerKey(client.key.name).privateKey, client.key.name);
  return signed({ ...client, key: stranger }, client.key.name, 3);
}
