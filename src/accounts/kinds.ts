/** Kinds of factors in words. */

import type { FactorKind } from '../deliberations/clause.ts';
import { listed, type Text, text } from '../words/text.ts';

const names: Readonly<Record<FactorKind, Text>> = {
  knowledge: text`knowledge`,
  possession: text`possession`,
};

/** For example «knowledge and possession»; `none` if there are none. */
export function kindsInWords(kinds: Iterable<FactorKind>, none: Text): Text {
  const words = [...kinds].map((kind) => names[kind]);
  return words.length === 0 ? none : listed(words);
}
