import { beforeAll, describe, expect, it } from 'vitest';
import { pageOf } from '../../src/access-register/page.ts';
import { tell } from '../../src/access-register/tell.ts';
import { type Answer, whoSaw } from '../../src/access-register/who-saw.ts';
import { withoutAccounts } from '../../src/access-register/withhold.ts';
import { enrolAccount } from '../../src/accounts/enrol.ts';
import { purgeDue } from '../../src/retention/purge.ts';
import { words } from '../../src/words/documents/access-register.ts';
import { languages } from '../../src/words/language.ts';
import { child, deliberation, memberOf, month, mutation, openChannel } from '../support/channel.ts';
import { collectedBy, registerSite } from '../support/register-site.ts';

const anna = child(1);
const asked = { language: 'fr', format: 'html' } as const;

let answer: Answer;
let purged: Answer;

beforeAll(async () => {
  const channel = await openChannel();
  const site = registerSite(channel, 'inami');
  await enrolAccount(site, { name: 'insurer-300', party: '300', role: 'insurability' });
  channel.affiliations.set(anna, memberOf('300'));
  await channel.publish(month('2022-01'), [mutation('new', anna, '2022-01-01')]);
  await channel.relay();
  await collectedBy(channel, 'inami', 'insurer-300', '300');
  answer = await whoSaw(site, anna, asked);
  const now = Temporal.Instant.from('2028-01-06T09:00:00Z');
  channel.clock.set(now.toString());
  await purgeDue({ ...site, actor: 'inami', now });
  purged = await whoSaw(site, anna, asked);
  await channel.close();
});

describe('an answer to a data subject', () => {
  it('has the same words in every language, and leaves no place empty', () => {
    for (const [key, wording] of Object.entries(words)) {
      const places = languages.map((language) => wording[language].match(/\{\w+\}/g) ?? []);
      expect(places, key).toEqual([places[0], places[0], places[0]]);
    }
    for (const language of languages) {
      expect(JSON.stringify(tell(answer, deliberation, language))).not.toMatch(/\{\w+\}/);
      expect(JSON.stringify(tell(purged, deliberation, language))).not.toMatch(/\{\w+\}/);
    }
  });

  it.each([
    ['fr', 'organisme assureur 300', 'connaissance, possession', "octroi de l'intervention majorée"],
    ['nl', 'verzekeringsinstelling 300', 'kennis, bezit', 'toekenning van de verhoogde tegemoetkoming'],
    ['en', 'insurer 300', 'knowledge, possession', 'granting the increased intervention'],
  ] as const)(
    'in %s names insurer, kinds and purpose in its terms [A43]',
    (language, insurer, kinds, purpose) => {
      const told = JSON.stringify(tell(answer, deliberation, language));
      for (const term of [insurer, kinds, purpose]) expect(told).toContain(term);
    },
  );

  it.each(languages)(
    'is a page in %s that stands by itself, without script and without the number',
    (language) => {
      const page = pageOf(tell(answer, deliberation, language), language);
      expect(page).toMatch(new RegExp(`^<!doctype html>\\n<html lang="${language}">`));
      expect(page).not.toMatch(/<script|javascript:|src=|href=|https?:/i);
      expect(page).not.toContain(anna);
      expect(page).toContain('10.••.••-•••');
      for (const { index } of answer.proof?.entries ?? [])
        expect(page).toContain(`&quot;sequence&quot;:${index},`);
    },
  );

  it('names the purge, and says that more cannot be known [A35]', () => {
    const { tables, paragraphs } = tell(purged, deliberation, 'en');
    expect(tables.map(({ caption }) => caption)).toEqual(['Data destroyed']);
    const entry = String(purged.purges[0]?.entry);
    expect(tables[0]?.rows).toEqual([['2022-01', '5 January 2028', '2028-01-06 10:00', '12, 24', entry]]);
    expect(paragraphs.join(' ')).toContain('Nobody can say any more');
  });

  it('names parties in place of accounts where the one who answers withholds them', () => {
    expect(answer.parties).toEqual({ 'insurer-300': '300' });
    const withheld = withoutAccounts(answer);
    const page = pageOf(tell(withheld, deliberation, 'en'), 'en');
    expect(page).not.toMatch(/insurer-300|192\.0\.2\.7|SHA256:/);
    expect(page).toContain('insurer 300');
    expect(page).toContain('Entries that name an account are left out');
    expect(pageOf(tell(answer, deliberation, 'en'), 'en')).not.toContain('are left out');
    expect(withheld.acts).toHaveLength(answer.acts.length);
    expect(withheld.proof?.entries.map(({ index }) => index)).toContain(answer.request);
  });

  it('says so where nothing is proven', () => {
    const { proof } = tell({ ...answer, proof: null }, deliberation, 'en');
    expect(proof).toMatchObject({
      checkpoint: null,
      entries: [],
      says: expect.stringContaining('not proven'),
    });
  });
});
