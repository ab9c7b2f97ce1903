/** Whether what the program said is in the language that it was to speak. */

import { catalogue } from '../../src/words/catalogue/index.ts';
import type { Language } from '../../src/words/language.ts';
import { tongues } from '../../src/words/say.ts';

/** What stands between the values of a template, as long as it can be told from anything else. */
function fragments(template: string, words: number): readonly string[] {
  return template
    .split(/\{\d+\}|\n/)
    .map((fragment) => fragment.trim())
    .filter((fragment) => (fragment.match(/\p{L}{2,}/gu) ?? []).length >= words);
}

/** Lines that hold English which has a translation: three words of a sentence, or the heading of a column. */
export function englishIn(output: string, language: Exclude<Language, 'en'>): readonly string[] {
  const told = [...catalogue.keys()].map(
    (english) => [english, tongues[language].template(english)] as const,
  );
  const sentences = told.flatMap(([english, own]) =>
    fragments(english, 3).filter((fragment) => !own.includes(fragment)),
  );
  const headings = new Set(
    told.filter(([english, own]) => own !== english && /^[a-z ]+$/.test(english)).map(([english]) => english),
  );
  return output
    .split('\n')
    .filter(
      (line) =>
        sentences.some((sentence) => line.includes(sentence)) ||
        line.split(/ {2,}/).filter((cell) => headings.has(cell)).length > 1,
    );
}

/** Lines in which nothing of the catalogue can be found. */
export function unknownIn(output: string, language: Exclude<Language, 'en'>): readonly string[] {
  const known = [...catalogue.keys()].flatMap((english) => fragments(tongues[language].template(english), 1));
  return output
    .split('\n')
    .filter((line) => /\p{L}/u.test(line) && !known.some((fragment) => line.includes(fragment)));
}
