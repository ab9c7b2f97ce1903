/** What the flow of a month is drawn of: boxes, arrows, and figures on the arrows. */

import { type Html, html } from '../../pages/html.ts';
import { fitted, rounded, wrapped } from './drawing.ts';
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

export type Corner = readonly [x: number, y: number];

/** Height of a line of a name, and of a box that holds one and a word under it. */
export const nameLine = 18;
export const boxHeight = 42;

const headSize = 7;

/** An arrow along `path`, which ends at `tip` in a direction. */
export function arrow(
  style: string,
  path: string,
  [x, y]: Corner,
  towards: 'right' | 'down' | 'up' | 'left',
): Html {
  const angle = { right: 0, down: 90, left: 180, up: 270 }[towards];
  return html`<path class="arrow ${style}" d="${path}"/><path class="arrowhead ${style}" d="M0 0-${headSize + 3}-${headSize - 1.5}v${2 * headSize - 3}z" transform="translate(${x} ${y}) rotate(${angle})"/>\n`;
}

/** Room that a figure on an arrow takes. */
export function figureWidth(figure: string): number {
  return 14 + figure.length * 9.5;
}

/** A figure on an arrow, over a patch of the paper so that the line does not run through it. */
export function figureOn(figure: string, [x, y]: Corner, style = ''): Html {
  const width = figureWidth(figure);
  return html`<rect class="patch" x="${rounded(x - width / 2)}" y="${y - 12}" width="${width}" height="24" rx="12"/><text class="figure ${style}" x="${x}" y="${y + 5.5}" text-anchor="middle">${figure}</text>\n`;
}

export function box(style: string, [x, y]: Corner, width: number, height: number): Html {
  return html`<rect class="box ${style}" x="${x}" y="${y}" width="${width}" height="${height}" rx="8"/>`;
}

export function lines(content: readonly FlowLine[], [x, y]: Corner, width: number): Html {
  return html`${content.map(
    ({ figure, word }, index) =>
      html`<text class="dim" x="${x}" y="${y + index * 20}">${word}</text><text class="count" x="${x + width}" y="${y + index * 20}" text-anchor="end">${figure}</text>\n`,
  )}`;
}

/** The lines of a name, no longer than so many characters where words let it. */
export function nameLines(name: string, characters: number, x: number, y: number): Html {
  const lines = wrapped(name, characters);
  return html`${lines.map((line, index) => html`<text class="name" x="${x}" y="${rounded(y + index * nameLine)}">${line}</text>`)}`;
}

/** The box of this site: its name, and figures that go nowhere else. */
export function hereBox(
  { name, lines: figures }: FlowFigures['here'],
  [x, y]: Corner,
  width: number,
  characters: number,
): Html {
  const below = y + 32 + wrapped(name, characters).length * nameLine;
  return html`${box('here', [x, y], width, hereHeight({ name, lines: figures }, characters))}${nameLines(name, characters, x + 14, y + 26)}
${lines(figures, [x + 14, below], width - 28)}`;
}

export function hereHeight({ name, lines: figures }: FlowFigures['here'], characters: number): number {
  return 26 + wrapped(name, characters).length * nameLine + figures.length * 20;
}

const endCharacters = 30;

/** Who has a code has a short name beside it; another name may need several lines. */
function endNames({ code, name }: FlowEnd): readonly string[] {
  return code === '' ? wrapped(name, endCharacters) : [fitted(name, endCharacters)];
}

export function endHeight(end: FlowEnd): number {
  return boxHeight + (endNames(end).length - 1) * nameLine;
}

/** The box of an end: mark and name, and under them the word for the state. */
export function endBox(end: FlowEnd, [x, y]: Corner, width: number): Html {
  const faint = end.state === 'none' ? ' faint' : '';
  const code = end.code === '' ? html`` : html`<tspan class="name">${end.code}</tspan> `;
  const names = endNames(end).map(
    (line, index) =>
      html`<text class="whom${faint}" x="${x + 38}" y="${y + 18 + index * nameLine}">${code}${line}</text>`,
  );
  const height = endHeight(end);
  return html`${box(`end${faint}`, [x, y], width, height)}${markAt(end.mark, [x + 20, y + height / 2])}
${names}<text class="dim state ${end.state}" x="${x + 38}" y="${y + height - 8}">${end.word}</text>
`;
}

/** The box of what is held, or of what went back. */
export function branchBox({ name, mark, empty }: FlowBranch, [x, y]: Corner, width: number): Html {
  const faint = empty ? ' faint' : '';
  const middle = y + boxHeight / 2;
  return html`${box(`branch${faint}`, [x, y], width, boxHeight)}${markAt(mark, [x + 24, middle])}<text class="name${faint}" x="${x + 42}" y="${middle + 5}">${name}</text>\n`;
}
