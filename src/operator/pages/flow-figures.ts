/** What is drawn of a month's flow: at the publisher, at the relay, at a recipient. */

import { type Text, text } from '../../words/text.ts';
import type { FlowBranch, FlowEnd, FlowFigures, FlowLine } from '../drawings/flow-parts.ts';
import type { MonthCell, MonthRow, OperatorView } from '../view.ts';
import { partOf } from './grid.ts';
import type { Speech } from './speech.ts';
import { cellStates } from './words.ts';

type Figures = Omit<FlowFigures, 'title' | 'description'>;
type Drawn = (row: MonthRow, view: OperatorView, speech: Speech) => Figures;

const places: Readonly<Record<OperatorView['place'], Drawn>> = {
  publisher: ({ flow, cells }, view, speech) => ({
    here: { name: view.siteName, lines: [line(flow.received, text`published`, speech)] },
    to: cells.map((cell) => endOf(cell, view, speech)),
    returned: branch(flow.returned, text`returned`, 'back', speech),
  }),
  relay: (row, view, speech) => ({
    ...sender(row, view, speech, row.flow.files > 0 ? 'done' : 'none'),
    here: {
      name: view.siteName,
      lines: [
        line(row.flow.delivered, text`delivered`, speech),
        line(row.flow.alreadyKnown, text`already known`, speech),
        line(row.flow.superseded, text`superseded`, speech),
      ],
    },
    to: row.cells.map((cell) => endOf(cell, view, speech)),
    held: branch(row.flow.held, text`held`, 'held', speech),
    returned: branch(row.flow.returned, text`returned`, 'back', speech),
  }),
  // Its one cell tells of the files from the relay.
  recipient: (row, view, speech) => {
    const state = row.cells[0]?.state ?? 'none';
    return {
      ...sender(row, view, speech, cellStates[state].mark),
      here: { name: view.siteName, lines: [line(row.flow.files, cellStates[state].word, speech)] },
      to: [],
    };
  },
};

export function figuresOf(row: MonthRow, view: OperatorView, speech: Speech): Figures {
  return places[view.place](row, view, speech);
}

function sender(
  { flow, late }: MonthRow,
  { upstream }: OperatorView,
  speech: Speech,
  mark: FlowBranch['mark'],
): Pick<Figures, 'from'> {
  if (upstream === null) return {};
  const arrow = line(flow.received, text`received`, speech);
  return { from: { name: upstream.name, arrow, mark: late ? 'late' : mark } };
}

function line(figure: number, word: Text, { say, number }: Speech): FlowLine {
  return { figure: number(figure), word: say(word) };
}

function branch(figure: number, name: Text, mark: FlowBranch['mark'], { say, number }: Speech): FlowBranch {
  return { name: say(name), figure: number(figure), mark, empty: figure === 0 };
}

function endOf(cell: MonthCell, view: OperatorView, { say, number }: Speech): FlowEnd {
  const { mark, word } = cellStates[cell.state];
  return {
    ...codeAndName(cell.party, view),
    figure: number(cell.records),
    state: cell.state,
    mark,
    word: `${say(word)} ${partOf(cell)}`.trimEnd(),
  };
}

/** Insurers are known by their codes, the others by their names. */
function codeAndName(
  id: string,
  { parties }: OperatorView,
): { readonly code: string; readonly name: string } {
  const name = parties.find(({ party }) => party === id)?.name ?? id;
  return { code: /^[0-9]+$/.test(id) ? id : '', name };
}

export function partyLabel(id: string, view: OperatorView): string {
  const { code, name } = codeAndName(id, view);
  return `${code} ${name}`.trimStart();
}
