/** Months by parties: what came, how far each part is on its way, what is held. Figures and marks; words for the ear. */

import { type Html, html } from '../../pages/html.ts';
import { mark } from '../drawings/mark.ts';
import { paths } from '../paths.ts';
import type { CellState, MonthCell, MonthRow, OperatorView } from '../view.ts';
import { part } from './document.ts';
import type { Speech } from './speech.ts';
import { cellStates } from './words.ts';

/** A column of figures beside those of the parties. */
interface Figures {
  readonly heading: string;
  readonly of: (row: MonthRow) => number;
}

export function gridPart(view: OperatorView, speech: Speech): Html {
  const { say } = speech;
  const heading = say`Months`;
  if (view.months.length === 0) {
    return part(
      'months',
      heading,
      html`<p class="empty">${say`No month has passed through this site yet.`}</p>\n`,
    );
  }
  const note = say`Records of each month, and how far they are on their way`;
  return part('months', heading, html`${grid(view, speech)}${legend(speech)}`, note);
}

function grid(view: OperatorView, speech: Speech): Html {
  const { say } = speech;
  const ends = endFigures(view, speech);
  return html`<div class="table grid" role="group" aria-labelledby="months-heading" tabindex="0"><table>
<caption class="hidden">${say`Months`}</caption>
<thead><tr><th scope="col">${say`Month`}</th><th scope="col" class="number">${view.place === 'publisher' ? say`Published` : say`Received`}</th>${view.parties.map(({ party, name }) => html`<th scope="col" class="party"><abbr title="${name}">${party}</abbr></th>`)}${ends.map(({ heading }) => html`<th scope="col" class="number">${heading}</th>`)}</tr></thead>
<tbody>
${view.months.map((row) => gridRow(row, view, ends, speech))}</tbody>
</table></div>
`;
}

function endFigures({ place }: OperatorView, { say }: Speech): readonly Figures[] {
  const returned: Figures = { heading: say`Returned`, of: ({ flow }) => flow.returned };
  if (place === 'recipient') return [];
  if (place === 'publisher') return [returned];
  return [{ heading: say`Held`, of: ({ flow }) => flow.held }, returned];
}

function gridRow(row: MonthRow, view: OperatorView, ends: readonly Figures[], speech: Speech): Html {
  const { shortMonth, number, say } = speech;
  const { month, flow } = row;
  const chosen = month === view.chosenMonth;
  const link = html`<a href="${paths.overview}?month=${month}#flow"${chosen ? html` aria-current="true"` : html``}>${shortMonth(month)}</a>`;
  const figure = (count: number, alarming = false) =>
    count === 0
      ? html`<td class="number zero">0</td>`
      : html`<td class="number">${alarming ? html`${mark('held')} ` : html``}${number(count)}</td>`;
  const received = flow.files === 0 ? awaited(row, speech) : figure(flow.received);
  const sum = flow.balanced
    ? html``
    : html` ${mark('failed')}<span class="hidden"> ${say`does not add up`}</span>`;
  return html`<tr${chosen ? html` class="chosen"` : html``}><th scope="row">${link}${sum}</th>${received}${row.cells.map((cell) => gridCell(cell, speech))}${ends.map(({ heading, of }) => figure(of(row), heading === say`Held`))}</tr>\n`;
}

function awaited({ late, due }: MonthRow, { say, shortDay }: Speech): Html {
  return late
    ? html`<td class="number late">${mark('late')}<span class="hidden">${say`overdue since ${shortDay(due)}`}</span></td>`
    : html`<td class="number awaited">${mark('none')}<span class="hidden">${say`expected by ${shortDay(due)}`}</span></td>`;
}

function gridCell(cell: MonthCell, speech: Speech): Html {
  const { number } = speech;
  const { mark: shape } = cellStates[cell.state];
  const few = partOf(cell) === '' ? html`` : html` <small aria-hidden="true">${partOf(cell)}</small>`;
  const figure =
    cell.state === 'none' ? html`` : html` <span class="count">${number(cell.records)}</span>${few}`;
  return html`<td class="cell ${cell.state}">${mark(shape)}${figure} <span class="hidden">${stateOf(cell, speech)}</span></td>`;
}

/** The state of the files in words, with how many of several have come that far. */
export function stateOf(cell: MonthCell, { say, number }: Speech): string {
  const { files, state } = cell;
  const word = say(cellStates[state].word);
  const reached = reachedBy(cell)[state] ?? files;
  return partOf(cell) === '' ? word : say`${word} (${number(reached)} of ${number(files)} files)`;
}

/** «1/2» where one of two files has come that far; nothing where all have. */
export function partOf(cell: MonthCell): string {
  const reached = reachedBy(cell)[cell.state] ?? cell.files;
  return reached === cell.files ? '' : `${reached}/${cell.files}`;
}

function reachedBy({ collected, receipted, late, purged }: MonthCell): Partial<Record<CellState, number>> {
  return { collected, receipted, late, purged };
}

function legend({ say }: Speech): Html {
  const states = Object.entries(cellStates).filter(([state]) => state !== 'none');
  const items = [
    ...states.map(([, { mark: shape, word }]) => html`<li>${mark(shape)} ${say(word)}</li>\n`),
    html`<li>${mark('held')} ${say`held`}</li>\n`,
    html`<li>${mark('none')} ${say`nothing, or not yet`}</li>\n`,
  ];
  return html`<ul class="legend" aria-label="${say`What the marks mean`}">\n${items}</ul>\n`;
}
