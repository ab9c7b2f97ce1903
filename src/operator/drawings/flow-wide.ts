/** The flow of a month from left to right. */

import { type Html, html } from '../../pages/html.ts';
import { drawing, rounded, wrapped } from './drawing.ts';
import {
  arrow,
  box,
  boxHeight,
  branchBox,
  endBox,
  endHeight,
  type FlowEnd,
  type FlowFigures,
  figureOn,
  figureWidth,
  hereBox,
  hereHeight,
  nameLines,
} from './flow-parts.ts';
import { markAt } from './mark.ts';

const width = 872;
/** Width of the boxes of the sender and of this site, and how many characters of a name they hold. */
const boxWidth = 180;
const characters = 17;
/** Where the box of this site begins, and those of the ends. */
const here = 272;
const centre = here + boxWidth / 2;
const ends = 592;
const gap = 6;
/** From the box of this site down to what is held. */
const drop = 54;

/** The heights at which things stand. */
interface Levels {
  readonly middle: number;
  /** Of the box of this site. */
  readonly top: number;
  readonly bottom: number;
  /** Of the branches below it. */
  readonly below: number;
}

export function drawWideFlow(figures: FlowFigures): Html {
  const { title, description, from, to, held, returned } = figures;
  const branches = held !== undefined || returned !== undefined;
  const half = hereHeight(figures.here, characters) / 2;
  const heights = to.map((end) => endHeight(end) + gap);
  const rows = heights.reduce((sum, height) => sum + height, 0);
  const middle = rounded(Math.max(rows / 2 - (branches ? 42 : 0), half + 1));
  const levels: Levels = {
    middle,
    top: rounded(middle - half),
    bottom: rounded(middle + half),
    below: rounded(middle + half + drop),
  };
  const height = Math.max(rows, middle + half, branches ? levels.below + boxHeight : 0) + 2;
  let y = Math.max(0, middle - rows / 2);
  if (branches && rows > 2 * middle) y = 0;
  const drawnEnds = to.map((end, index) => {
    const drawn = drawEnd(end, rounded(y + gap / 2), middle);
    y += heights[index] ?? 0;
    return drawn;
  });
  const content = html`${from === undefined ? html`` : drawFrom(from, middle)}
${hereBox(figures.here, [here, levels.top], boxWidth, characters)}
${drawnEnds}${held === undefined ? html`` : drawHeld(held, levels)}${returned === undefined ? html`` : drawReturned(figures, returned, levels)}`;
  // In the middle, whoever is missing.
  const left = from === undefined ? here : 0;
  const right = to.length === 0 ? here + boxWidth : width;
  const placed = html`<g transform="translate(${(width - right - left) / 2} 0)">${content}</g>`;
  return drawing(
    { id: 'flow-wide', title, description, width, height: rounded(height), screens: 'wide' },
    placed,
  );
}

/** Half the height of the box of the sender. */
const fromHalf = 36;

function drawFrom({ name, arrow: told, mark }: NonNullable<FlowFigures['from']>, middle: number): Html {
  const half = (boxWidth + here) / 2;
  const lines = wrapped(name, characters).length;
  return html`${box('', [1, middle - fromHalf], boxWidth, 2 * fromHalf)}${nameLines(name, characters, 15, middle + 5 - (lines - 1) * 9)}${markAt(mark, [boxWidth - 3, middle - fromHalf + 3])}
${arrow('receipted', `M${boxWidth + 1} ${middle}H${here - 9}`, [here - 1, middle], 'right')}${figureOn(told.figure, [half, middle], 'large')}<text class="dim" x="${half}" y="${middle - 17}" text-anchor="middle">${told.word}</text>`;
}

function drawEnd(end: FlowEnd, y: number, middle: number): Html {
  const start = here + boxWidth;
  const level = rounded(y + endHeight(end) / 2);
  const bend = start + 24;
  const path = `M${start} ${middle}C${bend} ${middle} ${bend} ${level} ${bend + 44} ${level}H${ends - 9}`;
  const figure =
    end.state === 'none'
      ? html``
      : figureOn(end.figure, [Math.min(ends - 38, ends - 15 - figureWidth(end.figure) / 2), level]);
  return html`${arrow(end.state, path, [ends - 1, level], 'right')}${figure}${endBox(end, [ends, y], width - ends - 1)}`;
}

function drawHeld(held: NonNullable<FlowFigures['held']>, { bottom, below }: Levels): Html {
  return html`${arrow(held.empty ? 'none' : 'held', `M${centre} ${bottom}V${below - 9}`, [centre, below - 1], 'down')}${figureOn(held.figure, [centre, rounded(below - 31)])}${branchBox(held, [here, below], boxWidth)}`;
}

/** Records go back to where they came from: to the sender out of what is held, or from the end to this site. */
function drawReturned(
  { held, from, to }: FlowFigures,
  returned: NonNullable<FlowFigures['returned']>,
  { middle, bottom, below }: Levels,
): Html {
  const y = below + boxHeight / 2;
  const [end] = to;
  const endX = (ends + width) / 2;
  const back = from === undefined && end !== undefined;
  const target = back ? centre : 1 + boxWidth / 2;
  const tip = back ? bottom + 1 : middle + fromHalf + 1;
  const start = back
    ? `M${endX} ${rounded(middle + endHeight(end) / 2)}V${y}`
    : held === undefined
      ? `M${centre} ${bottom}V${y}`
      : `M${here} ${y}`;
  const half = (target + (back ? endX : here)) / 2;
  const faint = returned.empty ? ' faint' : '';
  return html`${arrow(returned.empty ? 'none' : 'back', `${start}H${target + 10}Q${target} ${y} ${target} ${y - 10}V${tip + 8}`, [target, tip], 'up')}${figureOn(returned.figure, [half, y])}<text class="dim${faint}" x="${half}" y="${y - 18}" text-anchor="middle">${returned.name}</text>\n`;
}
