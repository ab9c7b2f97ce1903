/**
 * Defence in depth: no text for people or machines repeats a social security number, even where our own
 * code never puts one there, because a library's error message or a peer's file name might.
 */

import { parseSsin } from './people/ssin.ts';

/** Eleven digits, bare or with the field's punctuation (YY.MM.DD-NNN.CC), not part of a longer number. */
const candidate = /(?<![0-9])[0-9]{2}\.?[0-9]{2}\.?[0-9]{2}[- ]?[0-9]{3}[. ]?[0-9]{2}(?![0-9])/g;

const replacement = '[ssin]';

/** `text` with each number that passes the check digits of a social security number taken out. */
export function withoutSsins(text: string): string {
  return text.replace(candidate, (found) =>
    parseSsin(found.replace(/[^0-9]/g, '')).ssin === undefined ? found : replacement,
  );
}

/**
 * Digests and UUIDs hold, by chance one in a thousand, eleven digits that pass for a number: they are left
 * out of the search.
 */
const digests = /\b(?:[0-9a-f]{32,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\b/g;

/** True if a social security number stands in the text, digests and UUIDs apart. */
export function mentionsSsin(text: string): boolean {
  if (text.search(candidate) < 0) return false;
  const searched = text.replaceAll(digests, '#');
  return withoutSsins(searched) !== searched;
}
