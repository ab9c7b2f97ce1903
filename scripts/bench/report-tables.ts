/** The rows of the benchmark as tables in Markdown. */

import { median } from './figures.ts';
import { isMet, type Row, ratioTo, towards, wordsOf } from './rows.ts';

/** The first column is words, the others are figures, aligned to the right, unless all are `words`. */
export function* markdown(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  kind: 'figures' | 'words' = 'figures',
): Generator<string> {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  yield line(headings);
  yield line(headings.map((_, column) => (column === 0 || kind === 'words' ? '---' : '---:')));
  for (const row of rows) yield line(row);
}

/** Ours beside each peer: medians, the least and the greatest in brackets, and the ratio. */
export function* tableOfRows(rows: readonly Row[], measures = 'ours'): Generator<string> {
  const peers = [...new Set(rows.flatMap((row) => Object.keys(row.peers)))];
  const withGoals = rows.some(({ goal }) => goal !== undefined);
  yield* markdown(
    ['work', measures, ...peers, ...(withGoals ? ['goal'] : [])],
    rows.map((row) => [
      row.work,
      figuresOf(row.ours, row.unit),
      ...peers.map((peer) => besideOurs(peer, row)),
      ...(withGoals ? [row.goal === undefined ? '' : wordsOf(row.goal, row)] : []),
    ]),
  );
}

function besideOurs(peer: string, row: Row): string {
  const [figures, ratio] = [row.peers[peer], ratioTo(peer, row)];
  if (figures === undefined || ratio === undefined) return '';
  return `${figuresOf(figures, row.unit)}: ${short(ratio)} ×`;
}

function figuresOf(values: readonly number[], unit: string): string {
  const [middle, least, greatest] = [median(values), Math.min(...values), Math.max(...values)].map(short);
  const whole = `${middle} ${unit}`;
  return least === greatest ? whole : `${whole} (${least} – ${greatest})`;
}

/** What the rows of one section aim at. */
export interface Section {
  /** As its heading in the document. */
  readonly title: string;
  readonly rows: readonly Row[];
}

/** All goals, what was measured of each, and whether it is met. */
export function* tableOfGoals(sections: readonly Section[]): Generator<string> {
  yield* markdown(
    ['work', 'part', 'goal', 'measured', 'met'],
    sections.flatMap(({ title, rows }) =>
      rows.flatMap((row) => {
        const { goal, work } = row;
        if (goal === undefined) return [];
        const measured = towards(goal, row);
        const met = isMet(goal, row);
        return [
          [
            work,
            `[${title}](#${anchorOf(title)})`,
            wordsOf(goal, row),
            measured === undefined
              ? 'no peer here'
              : `${short(measured)} ${'bound' in goal ? row.unit : '×'}`,
            met === undefined ? '' : met ? 'yes' : '**no**',
          ],
        ];
      }),
    ),
    'words',
  );
}

/** Of a heading, as pages that show Markdown make it. */
function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');
}

/** Three digits that count, two of what is less than one, or as many as stand before the point. */
export function short(value: number): string {
  const size = Math.abs(value);
  if (size >= 99.95) return value.toLocaleString('en', { maximumFractionDigits: 0 });
  if (size >= 1) return value.toPrecision(3);
  return size >= 0.1 || size === 0 ? value.toFixed(2) : value.toPrecision(2);
}
