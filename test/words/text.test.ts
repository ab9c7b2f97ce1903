import { describe, expect, it } from 'vitest';
import { PasserelleError } from '../../src/errors.ts';
import { inEachLanguage, sayIn } from '../../src/words/say.ts';
import { counted, joined, listed, text } from '../../src/words/text.ts';

const [french, dutch, english] = [sayIn('fr'), sayIn('nl'), sayIn('en')];

describe('a text', () => {
  const words = text`Not there yet: ${text`the public key of ${'inami'}`}`;

  it('is English as a string and in JSON, so that logs and programs read English', () => {
    expect(String(words)).toBe('Not there yet: the public key of inami');
    expect(JSON.stringify({ words })).toBe('{"words":"Not there yet: the public key of inami"}');
  });

  it('is told in the language that is spoken, and what stands in it too', () => {
    expect(inEachLanguage(words)).toEqual([
      'Pas encore présent\u202f: la clé publique de inami',
      'Nog niet aanwezig: de publieke sleutel van inami',
      'Not there yet: the public key of inami',
    ]);
  });

  it('has narrow spaces beside the high signs of French, and none in its values', () => {
    expect(french`${'a : b'} proves nothing: ${'c'}`).toBe('a : b ne prouve rien\u202f: c');
  });

  it('is told in English where nobody has translated it', () => {
    // By another name, or the catalogue would have to know it.
    const tag = text;
    expect(dutch(tag`nobody says this of ${1}`)).toBe('nobody says this of 1');
  });

  it('keeps a value that looks like a place for one', () => {
    expect(english`${'{1}'} of ${'b'}`).toBe('{1} of b');
  });

  it('asks each language for its plural: French counts nothing in the singular', () => {
    const problems = (count: number) => counted(count, text`${count} problem`, text`${count} problems`);
    expect(inEachLanguage(problems(1))).toEqual(['1 problème', '1 probleem', '1 problem']);
    expect(inEachLanguage(problems(2))).toEqual(['2 problèmes', '2 problemen', '2 problems']);
    expect(String(problems(0))).toBe('0 problems');
    expect(french(problems(0))).toBe('0 problème');
  });

  it('lists and joins others', () => {
    const kinds = [text`knowledge`, text`possession`];
    expect(inEachLanguage(listed(kinds))).toEqual([
      'connaissance et possession',
      'kennis en bezit',
      'knowledge and possession',
    ]);
    expect(french(listed(['a', 'b', 'c'], 'or'))).toBe('a, b ou c');
    expect(dutch(joined(kinds, ' / '))).toBe('kennis / bezit');
  });
});

describe('an error', () => {
  it('has English in its message and hint, and every language in what is said', () => {
    const error = new PasserelleError('usage', text`${'x'} is missing`, { hint: text`Try again.` });
    expect([error.message, error.hint]).toEqual(['x is missing', 'Try again.']);
    expect(french(error.said.message)).toBe('x manque');
    expect(dutch(error.said.hint ?? '')).toBe('Probeer opnieuw.');
  });
});
