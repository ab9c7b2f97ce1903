import { expect, test } from 'vitest';
import { readCheckpoint } from '../../src/ledger/checkpoint.ts';
import { prunedFrom } from '../../src/ledger/pruned.ts';
import { verifyLedger } from '../../src/ledger/verify.ts';
import { pruneLog } from '../../src/retention/prune-log.ts';
import { checkpointName } from '../../src/witness/files.ts';
import { meetPeer } from '../../src/witness/meet.ts';
import { historyOf, submissionFrom } from '../../src/witness/own.ts';
import { knownLedger } from '../../src/witness/site.ts';
import { instant } from '../support/records.ts';
import { type TestWitness, witnessSites } from '../support/witness-sites.ts';

/** Ten years and a day after the first, and one more: another year's entries follow those that go. */
const due = instant('2032-03-05T10:00:00Z');

async function prune(site: TestWitness): Promise<number> {
  const { store, deliberation, party } = site;
  const pruned = await pruneLog({ store, deliberation, actor: party, now: due });
  return pruned?.entries ?? expect.fail();
}

/** Two sites that met time and again in 2022, the last time before some more entries. */
async function oldSites() {
  const [server, client] = await witnessSites('opgroeien', 'inami');
  if (server === undefined || client === undefined) throw new RangeError('two sites were asked for');
  const meet = () => meetPeer(client, server.session('inami'), 'opgroeien', { renew: true });
  const seen: string[] = [];
  for (const entries of [3, 8, 5]) {
    await server.live(entries);
    await client.live(entries);
    await meet();
    seen.push((await knownLedger(client, 'opgroeien')).noted?.note ?? '');
  }
  for (const site of [server, client]) await site.live(6);
  return { server, client, meet, seen };
}

test('sites whose ledgers were pruned beyond what the other last saw still prove that they only grew', async () => {
  const { server, client, meet } = await oldSites();
  for (const site of [server, client]) {
    const entries = await prune(site);
    const { noted } = await knownLedger(site, site.party);
    expect(noted?.size).toBeLessThan(entries);
    expect((await prunedFrom(site.store))?.seen.size).toBe(1);
    expect(await historyOf(site)()).toBeUndefined();
  }
  await meet();
  for (const [by, of] of [
    [client, server],
    [server, client],
  ] as const) {
    const held = readCheckpoint((await knownLedger(by, of.party)).noted?.note ?? '');
    expect(held?.size).toBeGreaterThan((await prunedFrom(of.store))?.entries ?? 0);
    expect(await by.events('checkpoint-refused')).toEqual([]);
    const verdict = await verifyLedger(
      of.store.entries(0),
      undefined,
      new Set([held?.size ?? 0]),
      of.store.subtrees,
    );
    expect(verdict.ok && verdict.roots.get(held?.size ?? 0)).toBe(held?.root);
  }
});

test('a checkpoint from before what is left is neither believed nor taken for a loss', async () => {
  const { server, seen } = await oldSites();
  await prune(server);
  const { size } = await server.store.head();
  // Of the first and the second the hashes are gone: the last that INAMI cosigned is what was kept.
  for (const note of seen.slice(0, 2)) {
    await server.session('inami').write(`/checkpoints/${checkpointName('opgroeien')}`, Buffer.from(note));
  }
  expect(await historyOf(server)()).toBeUndefined();
  expect((await server.store.head()).size).toBe(size);
  await expect(submissionFrom(server, readCheckpoint(seen[0] ?? '')?.size ?? 0)).rejects.toMatchObject({
    code: 'store-failed',
    hint: expect.stringContaining('pruned'),
  });
});
