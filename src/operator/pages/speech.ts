/** One language as the pages speak it: words, and numbers, days and times in its form. */

import { legalTimeZone } from '../../clock.ts';
import { dayIn, monthIn } from '../../pages/language.ts';
import type { Language } from '../../words/language.ts';
import { sayIn } from '../../words/say.ts';
import type { Say } from '../../words/text.ts';

export interface Speech {
  readonly language: Language;
  readonly say: Say;
  readonly number: (value: number) => string;
  /** «21 November 2022», of a legal day YYYY-MM-DD. */
  readonly day: (day: string) => string;
  /** «21 Nov 2022», for tables. */
  readonly shortDay: (day: string) => string;
  /** «November 2022», of YYYY-MM. */
  readonly month: (month: string) => string;
  /** «of November 2022»: in French some months take an apostrophe. */
  readonly ofMonth: (month: string) => string;
  /** «Nov 2022», for tables. */
  readonly shortMonth: (month: string) => string;
  /** «Monday 21 November 2022, 09:05» in Brussels, of an instant. */
  readonly moment: (instant: string) => string;
  /** «21 Nov 2022, 09:05», for tables. */
  readonly shortMoment: (instant: string) => string;
}

const locales: Readonly<Record<Language, string>> = { fr: 'fr-BE', nl: 'nl-BE', en: 'en-GB' };
const of: Readonly<Record<Language, (month: string) => string>> = {
  fr: (month) => (/^[ao]/.test(month) ? 'd’' : 'de '),
  nl: () => 'van ',
  en: () => 'of ',
};
const short = { day: 'numeric', month: 'short', year: 'numeric' } as const;
const minute = { hour: '2-digit', minute: '2-digit' } as const;

export function speechIn(language: Language): Speech {
  const locale = locales[language];
  const numbers = new Intl.NumberFormat(locale);
  const local = (instant: string) => Temporal.Instant.from(instant).toZonedDateTimeISO(legalTimeZone);
  return {
    language,
    say: sayIn(language),
    number: (value) => numbers.format(value),
    day: (day) => dayIn(language, Temporal.PlainDate.from(day)),
    shortDay: (day) => Temporal.PlainDate.from(day).toLocaleString(locale, short),
    month: (month) => monthIn(language, month),
    ofMonth: (month) => {
      const name = monthIn(language, month);
      return `${of[language](name)}${name}`;
    },
    shortMonth: (month) =>
      Temporal.PlainYearMonth.from(month)
        .toPlainDate({ day: 1 })
        .toLocaleString(locale, { month: 'short', year: 'numeric' }),
    moment: (instant) =>
      local(instant)
        .toPlainDateTime()
        .toLocaleString(locale, {
          weekday: 'long',
          day: 'numeric',
          month: 'long',
          year: 'numeric',
          ...minute,
        }),
    shortMoment: (instant) =>
      local(instant)
        .toPlainDateTime()
        .toLocaleString(locale, { ...short, ...minute }),
  };
}
