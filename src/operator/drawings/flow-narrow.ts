/** The flow of a month from the top down, for a narrow screen. */

import { type Html, html } from '../../pages/html.ts';
import { drawing, wrapped } from './drawing.ts';
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
  nameLine,
  nameLines,
} from './flow-parts.ts';
import { markAt } from './mark.ts';

const width = 340;
const centre = width / 2;
const characters = 32;
/** Where the line down from this site stands, and where the boxes begin to which it leads. */
const trunk = 16;
const ends = 74;
const endWidth = width - ends - 1;
const gap = 8;

export function drawNarrowFlow(figures: FlowFigures): Html {
  const { title, description, from, here } = figures;
  const top = from === undefined ? 1 : 2 + senderHeight(from) + drop;
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

function drawFrom({ name, arrow: told, mark }: Sender): Html {
  const bottom = senderHeight({ name }) + 1;
  const tip = bottom + drop;
  return html`${box('', [1, 1], width - 2, bottom - 1)}${nameLines(name, characters, 15, 27)}${markAt(mark, [width - 22, (bottom + 1) / 2])}
${arrow('receipted', `M${centre} ${bottom}V${tip - 8}`, [centre, tip], 'down')}${figureOn(told.figure, [centre, bottom + 24], 'large')}<text class="dim" x="${width - 15}" y="${bottom + 29}" text-anchor="end">${told.word}</text>`;
}

type Sender = NonNullable<FlowFigures['from']>;

/** From the sender's box down to that of this site. */
const drop = 58;

function senderHeight({ name }: Pick<Sender, 'name'>): number {
  return 26 + wrapped(name, characters).length * nameLine;
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
