/** The languages in which people are told something: those of the country's institutions, and English. */
export const languages = ['fr', 'nl', 'en'] as const;
export type Language = (typeof languages)[number];

export function isLanguage(name: string | undefined): name is Language {
  return languages.some((language) => language === name);
}
