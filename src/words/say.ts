/** Speaks French, Dutch and English. Who may do with English takes `sayEnglish`, which loads no catalogue. */

import { catalogue } from './catalogue/index.ts';
import type { Language } from './language.ts';
import { english, type Say, sayEnglish, sayerOf, type Text, type Tongue } from './text.ts';

/** What has no translation is told in English. */
export function sayIn(language: Language): Say {
  return voices[language];
}

export const tongues: Readonly<Record<Language, Tongue>> = {
  fr: { language: 'fr', template: (template) => spacedAsFrench(catalogue.get(template)?.[0] ?? template) },
  nl: { language: 'nl', template: (template) => catalogue.get(template)?.[1] ?? template },
  en: english,
};

const voices: Readonly<Record<Language, Say>> = {
  fr: sayerOf(tongues.fr),
  nl: sayerOf(tongues.nl),
  en: sayEnglish,
};

/** The text in French, Dutch and English, for who reads any of them. */
export function inEachLanguage(words: Text): readonly [fr: string, nl: string, en: string] {
  return [voices.fr(words), voices.nl(words), voices.en(words)];
}

/** Catalogues are written with plain spaces; French sets a narrow one, which never breaks, beside its high signs. */
function spacedAsFrench(template: string): string {
  return template.replace(/ (?=[:;!?»%])|(?<=«) /g, '\u202f');
}
