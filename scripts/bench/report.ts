/**
 * What the parts of the benchmark found, told in docs/: `performance.json` keeps the rows of all parts; the tables of
 * `performance.md`, its overview and `performance.svg` are made of them. A part that runs alone replaces its own rows.
 */

import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { tableOfDistances } from './distances.ts';
import { parts } from './parts.ts';
import { drawRatios } from './report-picture.ts';
import { type Section, tableOfGoals, tableOfRows } from './report-tables.ts';
import { type Row, type RowsByPart, rowsByPart } from './rows.ts';

export interface Findings {
  /** One of parts.ts. */
  readonly part: string;
  readonly rows: readonly Row[];
  /** Tables that rows do not make, by the names of their places in the document; that of the rows has the part's. */
  readonly tables?: Readonly<Record<string, Iterable<string>>>;
  /** The folder of the three files; without it, all is only printed. */
  readonly into: string | undefined;
}

/** Prints what a part found, and writes it where `into` says. Throws if the document has no place for it. */
export async function report({ part, rows, tables = {}, into }: Findings): Promise<void> {
  const others = Object.entries(tables).map(([place, lines]) => [place, [...lines]] as const);
  for (const [, lines] of [[part, ownTable(part, rows)] as const, ...others]) {
    if (lines.length > 0) process.stdout.write(`${lines.join('\n')}\n\n`);
  }
  if (into === undefined) return;
  if (!parts.some(({ name }) => name === part)) throw new RangeError(`parts.ts does not name «${part}»`);

  const document = await readFile(path.join(into, 'performance.md'), 'utf8');
  const kept = await keptRows(path.join(into, 'performance.json'));
  await tell(into, withPlaces(document, others), { ...kept, [part]: rows.map(rounded) });
}

/** Writes the three files, with what all rows come to. */
export async function tell(into: string, document: string, all: RowsByPart): Promise<void> {
  const contents = {
    'performance.md': withRows(document, all),
    'performance.svg': drawRatios(sectionsOf(all)),
    'performance.json': formatRows(all),
  };
  for (const [name, content] of Object.entries(contents)) await writeFile(path.join(into, name), content);
}

/** The document with the table of each part that has rows, the goals of all at its head, and the limits. */
export function withRows(document: string, all: RowsByPart): string {
  const places = [
    ...Object.entries(all).map(([part, rows]) => [part, ownTable(part, rows)] as const),
    ['goals', [...tableOfGoals(sectionsOf(all))]] as const,
    ['distances', [...tableOfDistances(all)]] as const,
  ];
  return withPlaces(
    document,
    places.filter(([, lines]) => lines.length > 0),
  );
}

function withPlaces(
  document: string,
  places: readonly (readonly [place: string, lines: readonly string[]])[],
): string {
  return places.reduce((told, [place, lines]) => between(told, place, lines), document);
}

function ownTable(part: string, rows: readonly Row[]): readonly string[] {
  const { measures } = parts.find(({ name }) => name === part) ?? {};
  return rows.length === 0 ? [] : [...tableOfRows(rows, measures)];
}

/** Of rows that were kept, those of each part that has some, in the order of the parts. */
export function sectionsOf(all: RowsByPart): readonly Section[] {
  return parts.flatMap(({ name, title }) => {
    const rows = all[name] ?? [];
    return rows.length === 0 ? [] : [{ title, rows }];
  });
}

/** Throws if the rows are not what `report` wrote. */
export async function keptRows(file: string): Promise<RowsByPart> {
  return rowsByPart.parse(JSON.parse(await readFile(file, 'utf8')));
}

/** A row a line, the parts in their order. */
function formatRows(all: RowsByPart): string {
  const order = new Map(parts.map(({ name }, place) => [name, place]));
  const lines = Object.entries(all)
    .filter(([, rows]) => rows.length > 0)
    .toSorted(([a], [b]) => (order.get(a) ?? parts.length) - (order.get(b) ?? parts.length))
    .map(([part, rows]) => {
      const each = rows.map((row) => `    ${JSON.stringify(row)}`).join(',\n');
      return `  ${JSON.stringify(part)}: [\n${each}\n  ]`;
    });
  return `{\n${lines.join(',\n')}\n}\n`;
}

/** More digits than four say nothing. */
function rounded(row: Row): Row {
  const four = (values: readonly number[]) => values.map((value) => Number(value.toPrecision(4)));
  const peers = Object.entries(row.peers).map(([peer, values]) => [peer, four(values)] as const);
  return { ...row, ours: four(row.ours), peers: Object.fromEntries(peers) };
}

/**
 * The document with `lines`, and nothing else, between `<!-- place: written by … -->` and `<!-- /place -->`.
 * Throws unless both stand there once.
 */
export function between(document: string, place: string, lines: Iterable<string>): string {
  const marked = new RegExp(`^(<!-- ${place}: written by [^ ]+ -->\n).*?(<!-- /${place} -->)$`, 'gms');
  const found = document.match(marked)?.length ?? 0;
  if (found !== 1) throw new RangeError(`the document has ${found} places for «${place}» instead of one`);
  return document.replace(marked, (_, begin: string, end: string) => `${begin}${[...lines, end].join('\n')}`);
}
