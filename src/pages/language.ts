/** What people are told on paper, in the languages of the country's institutions and in English. */

import { legalTimeZone } from '../clock.ts';
import type { Language } from '../words/language.ts';

/** One meaning in each language. `{name}` stands for a value. */
export type Wording = Readonly<Record<Language, string>>;

export type Catalogue<Key extends string> = Readonly<Record<Key, Wording>>;

/** Speaks the words of a catalogue in one language, values put in their places. */
export function speak<Key extends string>(catalogue: Catalogue<Key>, language: Language) {
  return (key: Key, values: Readonly<Record<string, string | number>> = {}): string =>
    catalogue[key][language].replace(/\{([a-z]+)\}/gi, (place, name: string) =>
      String(values[name] ?? place),
    );
}

const locales: Wording = { fr: 'fr-BE', nl: 'nl-BE', en: 'en-GB' };

/** For example «5 janvier 2022»; the first of a month is «1er» in French, which Intl does not know. */
export function dayIn(language: Language, day: Temporal.PlainDate): string {
  const text = day.toLocaleString(locales[language], { day: 'numeric', month: 'long', year: 'numeric' });
  return language === 'fr' ? text.replace(/^1 /, '1er ') : text;
}

/** For example «janvier 2022»; `month` is written YYYY-MM. */
export function monthIn(language: Language, month: string): string {
  const first = Temporal.PlainYearMonth.from(month).toPlainDate({ day: 1 });
  return first.toLocaleString(locales[language], { month: 'long', year: 'numeric' });
}

/** Day and minute in Brussels, as short as a table needs it: 2022-01-05 09:00. */
export function timeOf(instant: string): string {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(legalTimeZone).toPlainDateTime();
  return local.toString({ smallestUnit: 'minute' }).replace('T', ' ');
}
