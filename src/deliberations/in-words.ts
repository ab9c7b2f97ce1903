/** What a deliberation says in codes and names, in the language of who reads it. */

import { joined, type Text, text, type Words } from '../words/text.ts';

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
