/** The words of documents are in as good order as the catalogue. */

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { documentWords } from '../support/document-words.ts';
import { root } from '../support/documents.ts';

/** All of the code but the words themselves. */
const code = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.startsWith('words'))
  .map((name) => readFileSync(path.join(root, 'src', name), 'utf8'))
  .join('\n');

describe.each(Object.entries(documentWords))('the words «%s»', (_name, words) => {
  const wordings = Object.entries(words);

  it('are each said by some code', () => {
    const unsaid = wordings.filter(([key]) => !new RegExp(`['"\`.]${key}['"\`]|\\b${key}:`).test(code));
    expect(unsaid.map(([key]) => key)).toEqual([]);
  });

  it('keep every value in each language', () => {
    const places = (words: string) => (words.match(/\{[a-z]+\}/gi) ?? []).sort().join();
    const wrong = wordings.filter(([, { fr, nl, en }]) => new Set([fr, nl, en].map(places)).size > 1);
    expect(wrong).toEqual([]);
  });

  it('are translated, and set as each language is set', () => {
    const alike = wordings.filter(
      ([, { fr, nl, en }]) => en.split(/\W+/).filter(Boolean).length > 3 && new Set([fr, nl, en]).size < 3,
    );
    expect(alike).toEqual([]);
    const french = wordings.filter(([, { fr }]) => /[\p{L}}»](?:[;!?]|:(?=\s|$))|«[^ ]|[^ ]»|'/u.test(fr));
    expect(french).toEqual([]);
    const dutch = wordings.filter(([, { nl }]) => / [:;!?]|« | »|'/u.test(nl));
    expect(dutch).toEqual([]);
  });
});
