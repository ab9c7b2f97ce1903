import { beforeAll, describe, expect, it } from 'vitest';
import { verifyAnswer } from '../../src/access-register/verify.ts';
import { type Answer, whoSaw } from '../../src/access-register/who-saw.ts';
import type { LedgerKey } from '../../src/ledger/ledger-key.ts';
import { child, memberOf, month, mutation, openChannel } from '../support/channel.ts';
import { collectedBy, registerSite } from '../support/register-site.ts';

let answer: Answer;
let key: LedgerKey;
let foreign: LedgerKey;

beforeAll(async () => {
  const channel = await openChannel();
  channel.affiliations.set(child(1), memberOf('300'));
  await channel.publish(month('2022-01'), [mutation('new', child(1), '2022-01-01')]);
  await channel.relay();
  await collectedBy(channel, 'inami', 'insurer-300', '300');
  // A login that no act refers to, between those that are told.
  await collectedBy(channel, 'inami', 'insurer-300', '300');
  const site = registerSite(channel, 'inami');
  const keyOf = (of: typeof site) => {
    if (of.witness === undefined) throw new Error('the site has no ledger key');
    return of.witness.key;
  };
  key = keyOf(site);
  foreign = keyOf(registerSite(channel, 'inami'));
  answer = await whoSaw(site, child(1), { language: 'en', format: 'json' });
  await channel.close();
});

const textOf = (changed: unknown) => JSON.stringify(changed);

describe('an answer', () => {
  it('is verified by the ledger key alone, without the site', async () => {
    const { proof } = answer;
    expect(await verifyAnswer(textOf(answer), [foreign, key])).toMatchObject({
      ok: true,
      entries: proof?.entries.length,
      key: { name: key.name },
    });
  });

  it.each<[string, string, (whole: Answer, proof: NonNullable<Answer['proof']>) => unknown]>([
    [
      'another account',
      'other-words',
      (whole) => ({ ...whole, acts: whole.acts.map((act) => ({ ...act, actor: 'nobody' })) }),
    ],
    ['an act left out', 'other-words', (whole) => ({ ...whole, acts: whole.acts.slice(1) })],
    ['a purge that never was', 'other-words', (whole) => ({ ...whole, purges: [{ month: '2022-01' }] })],
    [
      'an entry changed',
      'not-in-ledger',
      (whole, proof) => ({
        ...whole,
        proof: {
          ...proof,
          entries: proof.entries.map((each) => ({
            ...each,
            entry: each.entry.replace('insurer-300', 'insurer-500'),
          })),
        },
      }),
    ],
    [
      'an entry under another number',
      'not-in-ledger',
      (whole, proof) => ({
        ...whole,
        proof: { ...proof, entries: proof.entries.map((each) => ({ ...each, index: each.index + 1 })) },
      }),
    ],
    [
      'another checkpoint',
      'not-signed',
      (whole, proof) => ({
        ...whole,
        proof: { ...proof, checkpoint: proof.checkpoint.replace(/^\d+$/m, '9999') },
      }),
    ],
    ['no proof', 'no-answer', (whole) => ({ ...whole, proof: null })],
    ['something else', 'no-answer', () => 'a letter'],
  ])('with %s is refused as %s', async (_name, problem, change) => {
    if (answer.proof === null) throw new Error('nothing is proven');
    const changed = textOf(change(answer, answer.proof));
    expect(await verifyAnswer(changed, [key])).toEqual({ ok: false, problem });
  });

  it('is not believed by another key than the site’s', async () => {
    expect(await verifyAnswer(textOf(answer), [foreign])).toEqual({ ok: false, problem: 'not-signed' });
  });
});
