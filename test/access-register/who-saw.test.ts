import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { tell } from '../../src/access-register/tell.ts';
import { type Answer, whoSaw } from '../../src/access-register/who-saw.ts';
import { hashEntry } from '../../src/ledger/chain.ts';
import { readCheckpoint, verifyCheckpoint } from '../../src/ledger/checkpoint.ts';
import { includes } from '../../src/ledger/merkle-proof.ts';
import { purgeDue } from '../../src/retention/purge.ts';
import { child, memberOf, month, mutation, openChannel, type TestChannel } from '../support/channel.ts';
import { faultyStore } from '../support/faulty-store.ts';
import { collectedBy, registerSite } from '../support/register-site.ts';

const asked = { language: 'en', format: 'json' } as const;
const [anna, bert] = [child(1), child(2)];

let channel: TestChannel;

/** January: Anna goes to insurer 300, Bert to 500; all of it was collected. */
beforeEach(async () => {
  channel = await openChannel();
  onTestFinished(() => channel.close());
  channel.affiliations.set(anna, memberOf('300'));
  channel.affiliations.set(bert, memberOf('500'));
  await channel.publish(month('2022-01'), [
    mutation('new', anna, '2022-01-01', '2022-06-30'),
    mutation('new', bert, '2022-01-01'),
  ]);
  await collectedBy(channel, 'opgroeien', 'inami-relay', 'inami');
  await channel.relay();
  await collectedBy(channel, 'inami', 'insurer-300', '300');
  await collectedBy(channel, 'inami', 'insurer-500', '500');
  await channel.collect('300');
});

const told = ({ acts }: Answer) =>
  acts.map(({ act, actor, other, login }) => [act, actor, other, login?.kinds ?? null].join(' '));

describe('who saw a child', () => {
  it('is told at Opgroeien: published for INAMI, and collected there by both kinds of factors [A50]', async () => {
    expect(told(await whoSaw(registerSite(channel, 'opgroeien'), anna, asked))).toEqual([
      'published opgroeien inami ',
      'reading-begun inami-relay  knowledge,possession',
      'collected inami-relay  knowledge,possession',
      'receipt-accepted inami inami ',
    ]);
  });

  it('is told at INAMI: received, and given to the one insurer that is the child’s [A43][A50]', async () => {
    const answer = await whoSaw(registerSite(channel, 'inami'), anna, asked);
    expect(told(answer)).toEqual([
      'received inami opgroeien ',
      'made-ready inami 300 ',
      'reading-begun insurer-300  knowledge,possession',
      'collected insurer-300  knowledge,possession',
      'receipt-accepted 300 300 ',
    ]);
    expect(answer).toMatchObject({ known: true, purpose: 'increased-intervention', purges: [] });
    expect(answer.acts[2]).toMatchObject({ purpose: 'increased-intervention', month: '2022-01' });
  });

  it('is told at the insurer: received and opened [A50]', async () => {
    expect(told(await whoSaw(registerSite(channel, '300'), anna, asked))).toEqual([
      'received 300 inami ',
      'opened-here 300  ',
    ]);
    expect(await whoSaw(registerSite(channel, '300'), bert, asked)).toMatchObject({ known: false, acts: [] });
  });

  it('is told of a child for whom there is no insurer: it waits, and nobody has received it [A23]', async () => {
    const clara = child(3);
    channel.clock.set('2022-02-03T09:00:00Z');
    await channel.publish(month('2022-02'), [
      mutation('new', clara, '2022-02-01'),
      mutation('correction', anna, '2022-01-01', '2022-05-31'),
    ]);
    await channel.relay();
    const site = registerSite(channel, 'inami');
    const answer = await whoSaw(site, clara, asked);
    expect(answer.waiting.map(({ month: of, since }) => `${of} ${since}`)).toEqual([
      '2022-02 2022-02-03T09:00:00Z',
    ]);
    expect(told(answer)).toEqual(['received inami opgroeien ']);
    expect(tell(answer, site.deliberation, 'fr').paragraphs[1]).toContain('février 2022');
    expect(await whoSaw(site, anna, asked)).toMatchObject({ waiting: [] });
  });

  it('is said of a child of whom nothing is kept, in the same form', async () => {
    const answer = await whoSaw(registerSite(channel, 'inami'), child(9), asked);
    expect(answer).toMatchObject({ known: false, acts: [], purges: [], purpose: 'increased-intervention' });
    expect(answer.proof?.entries.map(({ index }) => index)).toEqual([answer.request]);
  });

  it('is proven: every entry that is named stands in the checkpoint that the site signed', async () => {
    const site = registerSite(channel, 'inami');
    const { acts, request, proof } = await whoSaw(site, anna, asked);
    const key = site.witness?.key;
    if (proof === null || key === undefined) throw new Error('nothing is proven');
    const head = verifyCheckpoint(proof.checkpoint, key);
    expect(head).toEqual(readCheckpoint(proof.checkpoint));
    if (head === undefined) throw new Error('the checkpoint is not signed');
    const proven = proof.entries.filter(({ index, entry, path }) =>
      includes(head, index, hashEntry(Buffer.from(entry)), path),
    );
    expect(proven).toEqual(proof.entries);
    const named = [request, ...acts.flatMap(({ entry, login }) => [entry, ...(login ? [login.entry] : [])])];
    expect(new Set(proof.entries.map(({ index }) => index))).toEqual(new Set(named));
    expect(JSON.parse(proof.entries[0]?.entry ?? '')).toMatchObject({ sequence: proof.entries[0]?.index });
  });

  it('carries no proof at a site without a ledger key, and says all the same', async () => {
    const site = { ...registerSite(channel, 'inami'), witness: undefined };
    expect(await whoSaw(site, anna, asked)).toMatchObject({ known: true, proof: null });
  });

  it('cannot be said any more once the data are purged; the purge is named and proven [A35][A50]', async () => {
    const site = registerSite(channel, 'inami');
    const now = Temporal.Instant.from('2028-01-06T09:00:00Z');
    channel.clock.set(now.toString());
    await purgeDue({ store: site.store, deliberation: site.deliberation, actor: 'inami', now });
    const answer = await whoSaw(site, anna, asked);
    expect(answer).toMatchObject({
      known: false,
      acts: [],
      purges: [{ month: '2022-01', lastDay: '2028-01-05', points: '12, 24' }],
    });
    expect(answer.proof?.entries.map(({ index }) => index)).toContain(answer.purges[0]?.entry);
  });

  it('leaves the request in the ledger, without the number [A50]', async () => {
    const site = registerSite(channel, 'inami');
    const { request } = await whoSaw(site, anna, asked);
    const entries = await Array.fromAsync(site.store.entries(request));
    const texts = entries.map(({ bytes }) => Buffer.from(bytes).toString());
    expect(JSON.parse(texts[0] ?? '')).toMatchObject({
      event: 'register-asked',
      actor: 'inami',
      details: { language: 'en', format: 'json' },
    });
    expect(texts.filter((text) => text.includes(anna))).toEqual([]);
    expect(texts.filter((text) => /[0-9a-f]{32}/.test(JSON.stringify(JSON.parse(text).details)))).toEqual([]);
  });

  it.each([false, true])(
    'is not answered if the request may not be in the ledger (persisted: %s)',
    async (persisted) => {
      const site = registerSite(channel, 'inami');
      const { store } = faultyStore(site.store, { at: 0, persisted });
      await expect(whoSaw({ ...site, store }, anna, asked)).rejects.toMatchObject({ code: 'store-failed' });
    },
  );
});
