/** What a deliberation says in codes and names, in the language of who reads it. */

import type { FactorKind } from '../deliberations/clause.ts';
import { joined, listed, type Text, text, type Words } from './text.ts';

/** Points, for example «26, 27, decision». */
export function pointsInWords(points: string): Text {
  return joined(
    points.split(', ').map((point) => (point === 'decision' ? text`decision` : point)),
    ', ',
  );
}

/** An institution that every deliberation calls by the same letters. */
export function institutionInWords(name: string): Words {
  return name === 'BCSS' ? text`BCSS` : name;
}

const kindNames: Readonly<Record<FactorKind, Text>> = {
  knowledge: text`knowledge`,
  possession: text`possession`,
};

/** Kinds of factors, for example «knowledge and possession»; `none` if there are none. */
export function kindsInWords(kinds: Iterable<FactorKind>, none: Text): Text {
  const words = [...kinds].map((kind) => kindNames[kind]);
  return words.length === 0 ? none : listed(words);
}
