/** How far ahead of each peer we are, as an SVG picture on a logarithmic axis, for light and for dark paper. */

import { type Section, short } from './report-tables.ts';
import { type Row, ratioTo } from './rows.ts';

/** From the least ratio to the greatest. */
const axisWidth = 520;
const margin = 24;
/** Of a letter of the labels on average, rather too much. */
const letterWidth = 6.9;
const rowHeight = 24;
/** Of the keys above the lines. */
const keys = { columns: 4, width: 222, height: 26 };

/** A shape for each peer besides its colour; drawn around the origin. */
const shapes = [
  'M-6 0A6 6 0 1 1 6 0A6 6 0 1 1 -6 0Z',
  'M-5.5 -5.5H5.5V5.5H-5.5Z',
  'M0 -7L7 5.5H-7Z',
  'M0 -7.5L7.5 0L0 7.5L-7.5 0Z',
  'M0 7L7 -5.5H-7Z',
  'M-7 -2.3H-2.3V-7H2.3V-2.3H7V2.3H2.3V7H-2.3V2.3H-7Z',
  'M-6 -3.5L-3.5 -6L0 -2.5L3.5 -6L6 -3.5L2.5 0L6 3.5L3.5 6L0 2.5L-3.5 6L-6 3.5L-2.5 0Z',
];
/** One fewer than shapes, so that both together tell many peers apart. */
const colours = shapes.length - 1;

const style = `
    .paper { fill: #ffffff }
    .text { fill: #1c2540 }
    .grid { stroke: #d5dbe8 }
    .even { stroke: #1c2540; stroke-width: 1.5 }
    .goal { stroke: #b00020; stroke-width: 3; stroke-linecap: round }
    .peer-0 { fill: #1b5fc1 } .peer-1 { fill: #b3541e } .peer-2 { fill: #0b7a55 }
    .peer-3 { fill: #7a3fb0 } .peer-4 { fill: #6b5a00 } .peer-5 { fill: #a02463 }
    @media (prefers-color-scheme: dark) {
      .paper { fill: #12161f }
      .text { fill: #e3e8f4 }
      .grid { stroke: #343c4f }
      .even { stroke: #e3e8f4 }
      .goal { stroke: #ff7d8e }
      .peer-0 { fill: #78adff } .peer-1 { fill: #f2a065 } .peer-2 { fill: #57cfa4 }
      .peer-3 { fill: #c79bf2 } .peer-4 { fill: #d9c452 } .peer-5 { fill: #f58abf }
    }`;

/** Rows without a peer are left out, and those that are held against a bound: there it matters how much, not beside whom. */
export function drawRatios(sections: readonly Section[]): string {
  const shown = sections
    .map(({ title, rows }) => ({ title, rows: rows.filter(isComparison) }))
    .filter(({ rows }) => rows.length > 0);
  const all = shown.flatMap(({ rows }) => rows);
  const peers = [...new Set(all.flatMap((row) => Object.keys(row.peers)))];
  const left = Math.ceil(2 * margin + letterWidth * Math.max(0, ...all.map(({ work }) => work.length)));
  const right = left + axisWidth;
  const width = right + margin;
  const across = axis(
    all.flatMap((row) => [...peers.map((peer) => ahead(peer, row)), aim(row)]),
    left,
  );
  const top = 24 + keys.height * Math.ceil((peers.length + 1) / keys.columns);
  const bottom = top + rowHeight * (all.length + shown.length);

  const lines: string[] = [];
  let y = top;
  for (const { title, rows } of shown) {
    lines.push(
      `  <text class="text" x="${left - margin / 2}" y="${y + 17}" text-anchor="end" font-weight="600">${escaped(title)}</text>`,
    );
    y += rowHeight;
    for (const row of rows) {
      lines.push(...drawRow(row, peers, { ...across, left, right }, y + rowHeight / 2));
      y += rowHeight;
    }
  }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${bottom + 50}" role="img" aria-labelledby="title description" font-family="system-ui, sans-serif" font-size="13">`,
    '  <title id="title">How far ahead of each peer we are</title>',
    `  <desc id="description">A line for each work, a mark for each peer on it: ${escaped(peers.join(', '))}. Right of 1 we are faster, or take less processor time or memory. The axis is logarithmic; a red stroke is the goal.</desc>`,
    `  <style>${style}\n  </style>`,
    `  <rect class="paper" width="${width}" height="${bottom + 50}"/>`,
    ...drawKeys(peers),
    ...across.ticks.flatMap((tick) => [
      `  <path class="${tick === 1 ? 'even' : 'grid'}" d="M${across.place(tick)} ${top}V${bottom}"/>`,
      `  <text class="text" x="${across.place(tick)}" y="${bottom + 20}" text-anchor="middle">${tick.toLocaleString('en', { maximumFractionDigits: 3 })}</text>`,
    ]),
    `  <text class="text" x="${(left + right) / 2}" y="${bottom + 42}" text-anchor="middle">times as fast as the peer, or as sparing</text>`,
    ...lines,
    '</svg>',
    '',
  ].join('\n');
}

function isComparison({ peers, goal }: Row): boolean {
  return Object.keys(peers).length > 0 && !(goal !== undefined && 'bound' in goal);
}

/** How many times better than the peer: less time, processor time or memory, or more in a second. */
function ahead(peer: string, row: Row): number | undefined {
  const ratio = ratioTo(peer, row);
  return row.compared === 'amount' && ratio !== undefined ? 1 / ratio : ratio;
}

/** Where the goal stands beside `ahead`. */
function aim({ goal, compared }: Row): number | undefined {
  if (goal === undefined || 'bound' in goal) return undefined;
  return compared === 'amount' ? 1 / goal.times : goal.times;
}

function* drawRow(
  row: Row,
  peers: readonly string[],
  { place, left, right }: { readonly left: number; readonly right: number; place(value: number): number },
  y: number,
): Generator<string> {
  yield `  <path class="grid" d="M${left} ${y}H${right}"/>`;
  yield `  <text class="text" x="${left - margin / 2}" y="${y + 4}" text-anchor="end">${escaped(row.work)}</text>`;
  const goal = aim(row);
  if (goal !== undefined) {
    const x = place(goal);
    yield `  <path class="goal" d="M${x} ${y - 9}V${y + 9}"><title>goal: ${short(goal)}</title></path>`;
  }
  for (const [index, peer] of peers.entries()) {
    const value = ahead(peer, row);
    if (value === undefined) continue;
    yield `  ${mark(index, place(value), y, `${escaped(peer)}: ${short(value)}`)}`;
  }
}

function mark(peer: number, x: number, y: number, title: string): string {
  return `<path class="peer-${peer % colours}" transform="translate(${x} ${y})" d="${shapes[peer % shapes.length]}"><title>${title}</title></path>`;
}

/** What the marks mean, in columns above the lines. */
function* drawKeys(peers: readonly string[]): Generator<string> {
  const place = (index: number) => ({
    x: 2 * margin + keys.width * (index % keys.columns),
    y: 22 + keys.height * Math.floor(index / keys.columns),
  });
  for (const [index, peer] of peers.entries()) {
    const { x, y } = place(index);
    yield `  ${mark(index, x, y, escaped(peer))}<text class="text" x="${x + 16}" y="${y + 4}">beside ${escaped(peer)}</text>`;
  }
  const { x, y } = place(peers.length);
  yield `  <path class="goal" d="M${x} ${y - 9}V${y + 9}"/><text class="text" x="${x + 16}" y="${y + 4}">goal</text>`;
}

/** A logarithmic scale from 1, 2 or 5 of a decade to another, with 1 on it, that begins at `left`. */
function axis(values: readonly (number | undefined)[], left: number) {
  const steps = [-3, -2, -1, 0, 1, 2, 3].flatMap((decade) =>
    [1, 2, 5].map((step) => Number((step * 10 ** decade).toPrecision(1))),
  );
  const known = [...values.filter((value) => value !== undefined), 0.5, 2];
  const first = steps.findLast((step) => step <= Math.min(...known)) ?? 0.001;
  const last = steps.find((step) => step >= Math.max(...known)) ?? 5000;
  return {
    ticks: steps.filter((step) => step >= first && step <= last),
    place: (value: number) =>
      Number((left + (axisWidth * Math.log(value / first)) / Math.log(last / first)).toFixed(1)),
  };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
