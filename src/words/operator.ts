/** The voice in which this process speaks to its operator: one for the whole process, as a locale is. */

import type { Language } from './language.ts';
import { english, type Say, sayerOf, type Tongue } from './text.ts';

let tongue: Tongue = english;

/** The operator's language as a tag and as a function. */
export const say: Say = sayerOf({
  get language() {
    return tongue.language;
  },
  template: (template) => tongue.template(template),
});

/** The language that {@link say} speaks. */
export function spokenLanguage(): Language {
  return tongue.language;
}

/** Chooses it for the rest of the process. English loads no catalogue. */
export async function speakTo(language: Language): Promise<void> {
  tongue = language === 'en' ? english : (await import('./say.ts')).tongues[language];
}
