/** The flow of a month from the top down, for a narrow screen. */

import { type Html, html } from '../../pages/html.ts';
import { drawing, fitted } from './drawing.ts';
import {
  arrow,
  box,
  boxHeight,
  branchBox,
  type Corner,
  endBox,
  endHeight,
  type FlowFigures,
  figureOn,
  hereBox,
  hereHeight,
} from './flow-parts.ts';
import { markAt } from './mark.ts';

const width = 340;
const centre = width / 2;
const characters = 34;
/** Where the line down from this site stands, and where the boxes begin to which it leads. */
const trunk = 16;
const ends = 74;
const endWidth = width - ends - 1;
const gap = 8;

export function drawNarrowFlow(figures: FlowFigures): Html {
  const { title, description, from, here } = figures;
  const top = from === undefined ? 1 : 1 + fromHeight;
  let y = top + hereHeight(here, characters);
  const rows = rowsOf(figures);
  const drawn: Html[] = [];
  let above = y;
  y += gap + 2;
  for (const row of rows) {
    drawn.push(drawRow(row, y, above));
    above = y + row.height / 2;
    y += row.height + gap;
  }
  const content = html`${from === undefined ? html`` : drawFrom(from)}${hereBox(here, [1, top], width - 2, characters)}${drawn}`;
  return drawing({ id: 'flow-narrow', title, description, width, height: y, screens: 'narrow' }, content);
}

/** Of the sender's box with the arrow under it. */
const fromHeight = 103;

function drawFrom({ name, arrow: told, mark }: NonNullable<FlowFigures['from']>): Html {
  return html`${box('', [1, 1], width - 2, 44)}<text class="name" x="15" y="28">${fitted(name, characters)}</text>${markAt(mark, [width - 22, 23])}
${arrow('receipted', `M${centre} 45V${fromHeight - 8}`, [centre, fromHeight], 'down')}${figureOn(told.figure, [centre, 69], 'large')}<text class="dim" x="${width - 15}" y="74" text-anchor="end">${told.word}</text>`;
}

interface Row {
  readonly style: string;
  readonly figure: string | undefined;
  readonly height: number;
  readonly draw: (corner: Corner) => Html;
}

function rowsOf({ to, held, returned }: FlowFigures): readonly Row[] {
  return [
    ...to.map((end) => ({
      style: end.state,
      figure: end.state === 'none' ? undefined : end.figure,
      height: endHeight(end),
      draw: (corner: Corner) => endBox(end, corner, endWidth),
    })),
    ...[held, returned].flatMap((branch) =>
      branch === undefined
        ? []
        : {
            style: branch.empty ? 'none' : branch === held ? 'held' : 'back',
            figure: branch.figure,
            height: boxHeight,
            draw: (corner: Corner) => branchBox(branch, corner, endWidth),
          },
    ),
  ];
}

/** A branch off the trunk, which comes down from `above`. */
function drawRow({ style, figure, height, draw }: Row, y: number, above: number): Html {
  const level = y + height / 2;
  return html`<path class="trunk" d="M${trunk} ${above}V${level}"/>${arrow(style, `M${trunk} ${level}H${ends - 9}`, [ends - 1, level], 'right')}${figure === undefined ? html`` : figureOn(figure, [trunk + 22, level])}${draw([ends, y])}`;
}
