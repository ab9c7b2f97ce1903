/**
 * The flow of a month: from whom it came, what became of it here, to whom it went. Two drawings of the same, of which
 * the screen shows the one that fits: from left to right, or from the top down.
 */

import { type Html, html } from '../../pages/html.ts';
import { drawing, fitted, rounded, wrapped } from './drawing.ts';
import { type Mark, markAt } from './mark.ts';

/** A line of text in a box. */
export interface FlowLine {
  readonly figure: string;
  readonly word: string;
}

/** Somebody to whom records went. */
export interface FlowEnd {
  /** Empty for who is known by name alone. */
  readonly code: string;
  readonly name: string;
  readonly figure: string;
  /** Style of the arrow; the mark and the word say the same. */
  readonly state: 'none' | 'delivered' | 'collected' | 'receipted' | 'late' | 'purged';
  readonly mark: Mark;
  readonly word: string;
}

/** What stays, or goes back. */
export interface FlowBranch {
  readonly name: string;
  readonly figure: string;
  readonly mark: Mark;
  /** True if there is none: it is drawn faintly. */
  readonly empty: boolean;
}

export interface FlowFigures {
  readonly title: string;
  readonly description: string;
  /** `undefined`: what is shown begins at this site. */
  readonly from?: { readonly name: string; readonly arrow: FlowLine; readonly mark: Mark };
  readonly here: { readonly name: string; readonly lines: readonly FlowLine[] };
  readonly to: readonly FlowEnd[];
  readonly held?: FlowBranch;
  readonly returned?: FlowBranch;
}

export function drawMonthFlow(figures: FlowFigures): Html {
  return html`${drawWide(figures)}${drawNarrow(figures)}`;
}

const headSize = 7;

/** An arrow along `path`, which ends at `tip` in a direction. */
function arrow(
  style: string,
  path: string,
  [x, y]: readonly [number, number],
  towards: 'right' | 'down' | 'up' | 'left',
): Html {
  const angle = { right: 0, down: 90, left: 180, up: 270 }[towards];
  return html`<path class="arrow ${style}" d="${path}"/><path class="arrowhead ${style}" d="M0 0-${headSize + 3}-${headSize - 1.5}v${2 * headSize - 3}z" transform="translate(${x} ${y}) rotate(${angle})"/>\n`;
}

/** A figure on an arrow, over a patch of the paper so that the line does not run through it. */
function figureOn(figure: string, [x, y]: readonly [number, number], style = ''): Html {
  const width = 14 + figure.length * 9.5;
  return html`<rect class="patch" x="${rounded(x - width / 2)}" y="${y - 12}" width="${width}" height="24" rx="12"/><text class="figure ${style}" x="${x}" y="${y + 5.5}" text-anchor="middle">${figure}</text>\n`;
}

function box(style: string, [x, y]: readonly [number, number], width: number, height: number): Html {
  return html`<rect class="box ${style}" x="${x}" y="${y}" width="${width}" height="${height}" rx="8"/>`;
}

function lines(content: readonly FlowLine[], [x, y]: readonly [number, number], width: number): Html {
  return html`${content.map(
    ({ figure, word }, index) =>
      html`<text class="dim" x="${x}" y="${y + index * 20}">${word}</text><text class="count" x="${x + width}" y="${y + index * 20}" text-anchor="end">${figure}</text>\n`,
  )}`;
}

/** The box of an end: mark and name, and under them the word for the state. */
function endBox(end: FlowEnd, [x, y]: readonly [number, number], width: number, height: number): Html {
  const faint = end.state === 'none' ? ' faint' : '';
  const code = end.code === '' ? html`` : html`<tspan class="name">${end.code}</tspan> `;
  const name = fitted(end.name, 32 - end.code.length);
  const middle = y + height / 2;
  return html`${box(`end${faint}`, [x, y], width, height)}${markAt(end.mark, [x + 20, middle])}
<text class="whom${faint}" x="${x + 38}" y="${middle - 3}">${code}${name}</text><text class="dim state ${end.state}" x="${x + 38}" y="${middle + 13}">${end.word}</text>
`;
}

const nameLine = 18;

/** A name over as many lines as it needs; the first stands on `y`. */
function nameLines(lines: readonly string[], x: number, y: number): Html {
  return html`${lines.map((line, index) => html`<text class="name" x="${x}" y="${rounded(y + index * nameLine)}">${line}</text>`)}`;
}

const wide = {
  width: 836,
  /** Width of the boxes, and how many characters of a name it holds. */
  box: 160,
  characters: 15,
  /** Where the box of this site begins, and those of the ends. */
  here: 254,
  ends: 556,
  row: 48,
  boxHeight: 42,
  branch: 48,
} as const;

function drawWide(figures: FlowFigures): Html {
  const { title, description, from, here, to, held, returned } = figures;
  const rows = Math.max(to.length, 3) * wide.row;
  const names = wrapped(here.name, wide.characters);
  const hereHeight = 26 + names.length * nameLine + here.lines.length * 20;
  const middle =
    held === undefined && returned === undefined ? rows / 2 : Math.max(rows / 2 - 36, hereHeight / 2 + 1);
  const below = middle + hereHeight / 2 + 40;
  const height = Math.max(rows, held === undefined && returned === undefined ? 0 : below + wide.branch) + 2;
  const top = rounded(middle - hereHeight / 2);
  const centre = wide.here + wide.box / 2;
  const content = html`${from === undefined ? html`` : wideFrom(from, middle)}
${box('here', [wide.here, top], wide.box, hereHeight)}${nameLines(names, wide.here + 14, top + 26)}
${lines(here.lines, [wide.here + 14, top + 32 + names.length * nameLine], wide.box - 28)}
${to.map((end, index) => wideEnd(end, (index + Math.max(3 - to.length, 0) / 2) * wide.row, middle))}
${held === undefined ? html`` : html`${arrow(held.empty ? 'none' : 'held', `M${centre} ${top + hereHeight}V${below - 9}`, [centre, below - 1], 'down')}${branchBox(held, [wide.here, below], wide.box)}`}
${returned === undefined ? html`` : wideReturned(returned, held === undefined, { middle, below, bottom: top + hereHeight })}`;
  return drawing(
    { id: 'flow-wide', title, description, width: wide.width, height: rounded(height), screens: 'wide' },
    content,
  );
}

/** Half the height of the box from which the month came. */
const fromHalf = 36;

function wideFrom({ name, arrow: told, mark }: NonNullable<FlowFigures['from']>, middle: number): Html {
  const [end, half] = [wide.here, (wide.box + wide.here) / 2];
  const names = wrapped(name, wide.characters);
  return html`${box('', [1, middle - fromHalf], wide.box, 2 * fromHalf)}${nameLines(names, 15, middle + 5 - ((names.length - 1) * nameLine) / 2)}${markAt(mark, [wide.box - 14, middle - fromHalf + 16])}
${arrow('receipted', `M${wide.box + 1} ${middle}H${end - 9}`, [end - 1, middle], 'right')}${figureOn(told.figure, [half, middle], 'large')}<text class="dim" x="${half}" y="${middle - 17}" text-anchor="middle">${told.word}</text>`;
}

function wideEnd(end: FlowEnd, y: number, middle: number): Html {
  const start = wide.here + wide.box;
  const centre = y + 3 + wide.boxHeight / 2;
  const bend = start + 24;
  const path = `M${start} ${rounded(middle)}C${bend} ${rounded(middle)} ${bend} ${centre} ${bend + 44} ${centre}H${wide.ends - 9}`;
  const figure = end.state === 'none' ? html`` : figureOn(end.figure, [wide.ends - 38, centre]);
  return html`${arrow(end.state, path, [wide.ends - 1, centre], 'right')}${figure}${endBox(end, [wide.ends, y + 3], wide.width - wide.ends - 1, wide.boxHeight)}`;
}

function branchBox(
  { name, figure, mark, empty }: FlowBranch,
  [x, y]: readonly [number, number],
  width: number,
): Html {
  const faint = empty ? ' faint' : '';
  const middle = y + wide.branch / 2;
  return html`${box(`branch${faint}`, [x, y], width, wide.branch)}${markAt(mark, [x + 24, middle])}<text class="name${faint}" x="${x + 42}" y="${middle + 5}">${name}</text><text class="figure" x="${x + width - 16}" y="${middle + 6}" text-anchor="end">${figure}</text>\n`;
}

/** Records go back to where they came from: out of what is held, or where nothing is held out of the site itself. */
function wideReturned(
  returned: FlowBranch,
  fromSite: boolean,
  { middle, below, bottom }: { readonly middle: number; readonly below: number; readonly bottom: number },
): Html {
  const x = 1 + wide.box / 2;
  const y = below + wide.branch / 2;
  const start = fromSite ? `M${wide.here + wide.box / 2} ${bottom}V${y}` : `M${wide.here} ${y}`;
  const style = returned.empty ? 'none' : 'back';
  const half = (x + wide.here) / 2;
  return html`${arrow(style, `${start}H${x + 10}Q${x} ${y} ${x} ${y - 10}V${middle + fromHalf + 9}`, [x, middle + fromHalf + 1], 'up')}${figureOn(returned.figure, [half, y])}<text class="dim${returned.empty ? ' faint' : ''}" x="${half}" y="${y - 18}" text-anchor="middle">${returned.name}</text>\n`;
}

const narrow = { width: 340, row: 50, boxHeight: 44, trunk: 16, ends: 74, characters: 34 } as const;

function drawNarrow({ title, description, from, here, to, held, returned }: FlowFigures): Html {
  const parts: Html[] = [];
  let y = 1;
  if (from !== undefined) {
    parts.push(
      html`${box('', [1, y], narrow.width - 2, 44)}<text class="name" x="17" y="${y + 27}">${fitted(from.name, 34)}</text>${markAt(from.mark, [narrow.width - 22, y + 22])}`,
      arrow('receipted', `M${narrow.width / 2} ${y + 44}V${y + 95}`, [narrow.width / 2, y + 103], 'down'),
      figureOn(from.arrow.figure, [narrow.width / 2, y + 68], 'large'),
      html`<text class="dim" x="${narrow.width / 2 + 34}" y="${y + 73}">${from.arrow.word}</text>`,
    );
    y += 104;
  }
  const names = wrapped(here.name, narrow.characters);
  const hereHeight = 24 + names.length * nameLine + here.lines.length * 20;
  parts.push(
    html`${box('here', [1, y], narrow.width - 2, hereHeight)}${nameLines(names, 17, y + 26)}${lines(here.lines, [17, y + 32 + names.length * nameLine], narrow.width - 34)}`,
  );
  y += hereHeight;
  const branches = [held, returned].filter((branch) => branch !== undefined);
  const rows = [
    ...to.map((end) => ({
      style: end.state,
      figure: end.state === 'none' ? '' : end.figure,
      draw: narrowEnd(end),
    })),
    ...branches.map((branch) => ({
      style: branch.empty ? 'none' : branch === held ? 'held' : 'back',
      figure: '',
      draw: (corner: readonly [number, number]) => branchBox(branch, corner, narrow.width - narrow.ends - 1),
    })),
  ];
  rows.forEach(({ style, figure, draw }, index) => {
    const boxTop = y + 12 + index * narrow.row + Math.max(0, index - to.length) * 14;
    const centre = boxTop + (index < to.length ? narrow.boxHeight : wide.branch) / 2;
    const from = index === 0 ? y : y + 12 + (index - 1) * narrow.row + narrow.boxHeight / 2;
    parts.push(
      html`<path class="trunk" d="M${narrow.trunk} ${from}V${centre}"/>`,
      arrow(style, `M${narrow.trunk} ${centre}H${narrow.ends - 9}`, [narrow.ends - 1, centre], 'right'),
      ...(figure === '' ? [] : [figureOn(figure, [narrow.trunk + 22, centre])]),
      draw([narrow.ends, boxTop]),
    );
  });
  const height = y + 12 + rows.length * narrow.row + branches.length * 14;
  return drawing(
    { id: 'flow-narrow', title, description, width: narrow.width, height, screens: 'narrow' },
    html`${parts}`,
  );
}

function narrowEnd(end: FlowEnd): (corner: readonly [number, number]) => Html {
  return (corner) => endBox(end, corner, narrow.width - narrow.ends - 1, narrow.boxHeight);
}
