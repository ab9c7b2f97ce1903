/** An extract of the CIN in memory: a million affiliations in 18 MiB. */

import { type InsurerCode, parseInsurerCode } from '../../people/insurer.ts';
import type { Period } from '../../people/period.ts';
import type { Ssin } from '../../people/ssin.ts';
import { growingColumns } from '../../tables/growing-columns.ts';
import { encodeDay, encodeEnd, encodeSsin } from '../../tables/numbers.ts';
import { firstFrom, orderOf } from '../../tables/order.ts';
import type { Answer } from './follow.ts';

export interface ExtractTable {
  addAffiliation(ssin: Ssin, insurer: InsurerCode, period: Period): void;
  /** `by`: the number in its place; without one it is cancelled. False, and nothing added, the second time. */
  addReplacement(ssin: Ssin, by: Ssin | undefined): boolean;
  /** Ends the adding. */
  sorted(): SortedExtract;
}

export interface SortedExtract {
  readonly coverage: Coverage;
  /** Numbers that are replaced or cancelled and insured as well: an error of the extract. */
  readonly contradictions: number;
  answer(ssin: Ssin, day: Temporal.PlainDate): Answer;
}

/** How much of the country is in it. */
export interface Coverage {
  readonly children: number;
  readonly insurers: number;
  /** Children whom two insurers claim for one day. */
  readonly overlapping: number;
}

/** By child, once they are sorted. */
type Affiliations = ReturnType<typeof emptyColumns>;

const emptyColumns = (length: number) => ({
  child: new Float64Array(length),
  insurer: new Int16Array(length),
  first: new Int32Array(length),
  last: new Int32Array(length),
});

export function createExtractTable(): ExtractTable {
  const rows = growingColumns(emptyColumns);
  const replacements = new Map<number, Ssin | undefined>();
  return {
    addAffiliation(ssin, insurer, { start, end }) {
      const row = rows.append();
      const { columns } = rows;
      columns.child[row] = encodeSsin(ssin);
      columns.insurer[row] = Number(insurer);
      columns.first[row] = encodeDay(start);
      columns.last[row] = encodeEnd(end);
    },
    addReplacement(ssin, by) {
      const child = encodeSsin(ssin);
      if (replacements.has(child)) return false;
      replacements.set(child, by);
      return true;
    },
    sorted: () => sortedExtract(byChild(rows.columns, rows.length), replacements),
  };
}

/** Apart from what adds, so that the rows as they came are not kept. */
function sortedExtract(
  affiliations: Affiliations,
  replacements: ReadonlyMap<number, Ssin | undefined>,
): SortedExtract {
  const isInsured = (child: number) => affiliations.child[firstFrom(affiliations.child, child)] === child;
  return {
    coverage: coverageOf(affiliations),
    contradictions: replacements.keys().filter(isInsured).toArray().length,
    answer: (ssin, day) => {
      const child = encodeSsin(ssin);
      return insuredOn(affiliations, child, encodeDay(day)) ?? replaced(replacements, child);
    },
  };
}

function byChild(columns: Affiliations, length: number): Affiliations {
  const order = orderOf(columns.child.subarray(0, length));
  const sorted = emptyColumns(length);
  for (const [place, row] of order.entries()) {
    sorted.child[place] = columns.child[row] ?? 0;
    sorted.insurer[place] = columns.insurer[row] ?? 0;
    sorted.first[place] = columns.first[row] ?? 0;
    sorted.last[place] = columns.last[row] ?? 0;
  }
  return sorted;
}

/** `undefined` for a child of whom no affiliation stands there at all. */
function insuredOn(
  { child, insurer, first, last }: Affiliations,
  asked: number,
  day: number,
): Answer | undefined {
  let row = firstFrom(child, asked);
  if (child[row] !== asked) return undefined;
  const valid = new Set<number>();
  for (; child[row] === asked; row += 1) {
    if ((first[row] ?? 0) <= day && day <= (last[row] ?? 0)) valid.add(insurer[row] ?? 0);
  }
  const [code, ...others] = valid;
  const only = code === undefined ? undefined : parseInsurerCode(String(code));
  if (only === undefined) return { outcome: 'no-insurer' };
  return others.length > 0 ? { outcome: 'multiple-insurers' } : { outcome: 'one-insurer', insurer: only };
}

function replaced(replacements: ReadonlyMap<number, Ssin | undefined>, child: number): Answer {
  const by = replacements.get(child);
  if (by !== undefined) return { outcome: 'replaced-ssin', replacedBy: by };
  return replacements.has(child) ? { outcome: 'cancelled-ssin' } : { outcome: 'unknown-ssin' };
}

function coverageOf(affiliations: Affiliations): Coverage {
  const { child, insurer } = affiliations;
  let children = 0;
  let overlapping = 0;
  for (let from = 0; from < child.length; ) {
    let to = from + 1;
    while (to < child.length && child[to] === child[from]) to += 1;
    children += 1;
    if (to - from > 1 && isClaimedTwice(affiliations, from, to)) overlapping += 1;
    from = to;
  }
  return { children, insurers: new Set(insurer).size, overlapping };
}

/** True if two of these rows name different insurers for one day. */
function isClaimedTwice({ insurer, first, last }: Affiliations, from: number, to: number): boolean {
  const rows = Array.from({ length: to - from }, (_, place) => from + place);
  rows.sort((a, b) => (first[a] ?? 0) - (first[b] ?? 0));
  /** The last day on which each insurer has the child, by the rows so far. */
  const until = new Map<number, number>();
  return rows.some((row) => {
    const own = insurer[row] ?? 0;
    const claimed = until.entries().some(([other, day]) => other !== own && day >= (first[row] ?? 0));
    until.set(own, Math.max(until.get(own) ?? 0, last[row] ?? 0));
    return claimed;
  });
}
