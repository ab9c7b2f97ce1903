/** The program calls things as docs/glossary.md does. */

import { describe, expect, it } from 'vitest';
import { catalogue } from '../../src/words/catalogue/index.ts';
import { documentWords } from '../support/document-words.ts';
import { readDocument, tableRows } from '../support/documents.ts';

interface Term {
  readonly english: readonly string[];
  readonly french: readonly string[];
  readonly dutch: readonly string[];
  readonly unsaid: readonly string[];
}

/** `mutation, record` has two words; what stands in brackets only explains. */
function words(cell: string): readonly string[] {
  return cell
    .replace(/ \(.*\)/, '')
    .split(', ')
    .filter((word) => word !== '');
}

const terms: readonly Term[] = tableRows(readDocument('docs/glossary.md'))
  .filter(([english]) => english !== 'English')
  .map(([english = '', french = '', dutch = '', unsaid = '']) => ({
    english: words(english),
    french: words(french),
    dutch: words(dutch),
    unsaid: words(unsaid),
  }));

/** All that is said: the sentences of the catalogue, and the words of documents. */
const sentences: readonly (readonly [english: string, translations: readonly [fr: string, nl: string]])[] = [
  ...catalogue,
  ...Object.values(documentWords).flatMap((words) =>
    Object.values(words).map(({ en, fr, nl }) => [en, [fr, nl]] as const),
  ),
];

/** What is typed is the same in every language: commands, names of options and keys. */
function said(sentence: string): string {
  return sentence
    .replace(
      /«[^»]*»|`[^`]*`|\[[^\]]*\]|<[^>]*>|--[a-z-]+|docs\/[a-z-]+\.md|"[^"]*"|\b\w+(?:[-_]\w+)+\b/g,
      ' ',
    )
    .replace(/passerelle [a-z][^.;:]*|leave out \w+\.$|\buser and password\b/g, ' ')
    .replace(/\b(?:keys|ledger) [a-z]+(?:[ -][a-z]+)*(?= |$|[.):;])/g, (typed) =>
      commands.test(typed) ? ' ' : typed,
    )
    .replace(/\b(?:openpgp|host|login|ledger|master) (?=\()|\binsurer (?=to be asked|pour|om)/g, ' ');
}

const commands =
  /^(?:keys (?:show|generate|fingerprint)|ledger (?:list|verify|audit|checkpoint|export|head|calendar|prove))/;

/** An English word or its plural. */
function hasTerm(sentence: string, word: string): boolean {
  return new RegExp(`(?<!\\p{L})${escaped(word)}s?(?!\\p{L})`, 'iu').test(said(sentence));
}

/** A French or Dutch word in any of its forms, alone or in a compound: `registres journaux`, `logboeksleutel`. */
function hasWord(sentence: string, word: string): boolean {
  const stems = word
    .split(' ')
    .map((part) => `${escaped(part.length > 5 ? part.slice(0, -2) : part)}\\p{L}*`);
  return new RegExp(stems.join('[ -]'), 'iu').test(sentence);
}

function escaped(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** The last words of a connection are ASCII, in which «délibération» cannot be written. */
const lastWords = /^The channel of deliberation \{0\} (?:is closed since \{1\} \(|opens)/;

/** Terms that mean one thing wherever a sentence has them. */
const unmistakable = [
  'deliberation',
  'insurer',
  'mutual health fund',
  'social security number',
  'Administrative Control Service',
  'Information Security Committee',
  'ledger',
  'checkpoint',
  'passphrase',
  'password',
  'host key',
  'master key',
  'fingerprint',
  'closure report',
  'undertaking of confidentiality',
  'rehearsal',
];

describe('the glossary', () => {
  it('has every term in three languages, once', () => {
    const english = terms.flatMap((term) => term.english);
    expect(english.filter((word, index) => english.indexOf(word) !== index)).toEqual([]);
    expect(terms.filter(({ french, dutch }) => french.length === 0 || dutch.length === 0)).toEqual([]);
    expect(unmistakable.filter((word) => !english.includes(word))).toEqual([]);
  });

  it.each(unmistakable)('is kept to where a sentence says «%s»', (word) => {
    const term = terms.find(({ english }) => english.includes(word));
    const others = sentences.filter(([sentence, [fr, nl]]) => {
      if (!hasTerm(sentence, word) || lastWords.test(sentence)) return false;
      return !term?.french.some((own) => hasWord(fr, own)) || !term.dutch.some((own) => hasWord(nl, own));
    });
    expect(others.map(([sentence, translations]) => [sentence, ...translations])).toEqual([]);
  });

  it.each(terms.flatMap(({ unsaid }) => unsaid))('has another word for «%s», which nobody says', (word) => {
    const saying = sentences.flatMap(([, own]) => own).filter((sentence) => hasTerm(sentence, word));
    expect(saying).toEqual([]);
  });

  it('has the letters of each institution in each language', () => {
    const own = (sentence: string, letters: RegExp) => letters.test(said(sentence));
    expect(sentences.filter(([, [fr]]) => own(fr, /\b(?:RIZIV|KSZ|INSZ|NIC|SSIN)\b/))).toEqual([]);
    expect(sentences.filter(([, [, nl]]) => own(nl, /\b(?:INAMI|BCSS|NISS|CIN|SSIN)\b/))).toEqual([]);
  });
});
