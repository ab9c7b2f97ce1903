/** The catalogue has what the code says, in good order. */

import { describe, expect, it } from 'vitest';
import { areas, catalogue } from '../../src/words/catalogue/index.ts';
import { wordsInCode } from '../support/words.ts';

const { sentences, plain } = wordsInCode();
const templates = new Set(sentences.map(({ template }) => template));
const entries = Object.values(areas).flatMap((area) => Object.entries(area));

/** Words that are the same in two languages; a whole sentence never is. */
function mayBeAlike(template: string): boolean {
  return (
    template
      .replace(/\{\d+\}/g, '')
      .split(/[^\p{L}]+/u)
      .filter(Boolean).length <= 2
  );
}

describe('the catalogue', () => {
  it('has a translation of every sentence in the code', () => {
    const sentencesWithWords = [...templates].filter((template) =>
      /\p{L}/u.test(template.replace(/\{\d+\}/g, '')),
    );
    expect(sentencesWithWords.filter((template) => !catalogue.has(template))).toEqual([]);
  });

  it('is not passed by: what operators are told is a text', () => {
    expect(plain).toEqual([]);
  });

  it('has nothing that no code says', () => {
    expect([...catalogue.keys()].filter((template) => !templates.has(template))).toEqual([]);
  });

  it('has each sentence once', () => {
    const names = entries.map(([template]) => template);
    expect(names.filter((template, index) => names.indexOf(template) !== index)).toEqual([]);
  });

  it('keeps every value in its translations, once', () => {
    const places = (template: string) => (template.match(/\{\d+\}/g) ?? []).sort().join();
    const wrong = entries.filter(([english, translations]) =>
      translations.some((translation) => places(translation) !== places(english)),
    );
    expect(wrong).toEqual([]);
  });

  it('translates', () => {
    const alike = entries.filter(
      ([english, [fr, nl]]) => new Set([english, fr, nl]).size < 3 && !mayBeAlike(english),
    );
    expect(alike).toEqual([]);
  });

  it('is set as each language is set', () => {
    const wrong = entries.flatMap(([, [fr, nl]]) => [
      // A space before a high sign, except in 12:30, C:\ and a URL; none of the narrow ones, which the voice makes.
      ...(/[\p{L}}»](?:[;!?]|:(?=\s|$))|«[^ ]|[^ ]»|[\u00a0\u202f]|'/u.test(fr) ? [fr] : []),
      ...(/ [:;!?]|« | »|[\u00a0\u202f]|'/u.test(nl) ? [nl] : []),
    ]);
    expect(wrong).toEqual([]);
  });
});
