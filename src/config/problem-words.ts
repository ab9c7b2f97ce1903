/** What a schema says of a value, in every language: zod knows strings only, so each is remembered as what it was. */

import type { Text, Words } from '../words/text.ts';

const remembered = new Map<string, Text>();

/** The English of `words` for zod. */
export function problem(words: Text): string {
  const message = String(words);
  remembered.set(message, words);
  return message;
}

/** What zod gives back, as the text that it was. */
export function wordsOf(message: string): Words {
  return remembered.get(message) ?? message;
}
