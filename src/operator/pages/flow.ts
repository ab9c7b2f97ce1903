/** The flow of one month as a drawing with its figures, and the same in words. */

import { type Html, html } from '../../pages/html.ts';
import type { Text } from '../../words/text.ts';
import { text } from '../../words/text.ts';
import { drawMonthFlow } from '../drawings/month-flow.ts';
import { paths } from '../paths.ts';
import type { MonthFlow, MonthRow, OperatorView } from '../view.ts';
import { part } from './document.ts';
import { figuresOf, partyLabel } from './flow-figures.ts';
import { stateOf } from './grid.ts';
import type { Speech } from './speech.ts';

/** What becomes of what was received; together they make it up. */
const fates: readonly { readonly word: Text; readonly of: (flow: MonthFlow) => number }[] = [
  { word: text`delivered`, of: ({ delivered }) => delivered },
  { word: text`held`, of: ({ held }) => held },
  { word: text`returned`, of: ({ returned }) => returned },
  { word: text`already known`, of: ({ alreadyKnown }) => alreadyKnown },
  { word: text`superseded`, of: ({ superseded }) => superseded },
];

export function flowPart(view: OperatorView, speech: Speech): Html {
  const { say, ofMonth } = speech;
  const row = view.months.find((each) => each.month === view.chosenMonth);
  if (row === undefined) {
    return part(
      'flow',
      say`The flow of a month`,
      html`<p class="empty">${say`The first month will be drawn here.`}</p>\n`,
    );
  }
  const heading = say`The flow ${ofMonth(row.month)}`;
  const content = html`<div class="flow">${drawMonthFlow({ title: heading, description: sentences(row, view, speech).join(' '), ...figuresOf(row, view, speech) })}</div>
${view.place === 'relay' ? sum(row.flow, speech) : html``}${neighbours(row, view, speech)}${inWords(row, view, speech)}`;
  return part('flow', heading, content);
}

/** Everything received has become something: the figures add up, or the page says that they do not. */
function sum({ received, balanced, ...rest }: MonthFlow, { say, number }: Speech): Html {
  const flow = { received, balanced, ...rest };
  const parts = fates.map(({ word, of }) => say`${number(of(flow))} ${word}`).join(' + ');
  return html`<p class="sum${balanced ? '' : ' alarm'}">${say`${number(received)} received`} ${balanced ? '=' : '≠'} ${parts}${balanced ? html`` : html`. <strong>${say`This does not add up.`}</strong>`}</p>\n`;
}

/** To the month before and the one after. */
function neighbours(row: MonthRow, { months }: OperatorView, { say, month }: Speech): Html {
  const index = months.indexOf(row);
  const link = (to: MonthRow | undefined, rel: string, name: (month: string) => string) =>
    to === undefined
      ? html``
      : html`<li><a rel="${rel}" href="${paths.overview}?month=${to.month}#flow">${name(month(to.month))}</a></li>\n`;
  const links = html`${link(months[index + 1], 'prev', (name) => say`Previous month: ${name}`)}${link(months[index - 1], 'next', (name) => say`Next month: ${name}`)}`;
  return links.markup === ''
    ? links
    : html`<nav class="neighbours" aria-label="${say`Other months`}"><ul>\n${links}</ul></nav>\n`;
}

function inWords(row: MonthRow, view: OperatorView, speech: Speech): Html {
  const { say } = speech;
  return html`<details><summary>${say`The drawing in words`}</summary>
<ul class="sentences">
${sentences(row, view, speech).map((sentence) => html`<li>${sentence}</li>\n`)}</ul>
</details>
`;
}

function sentences(
  { flow, cells, late, due }: MonthRow,
  view: OperatorView,
  speech: Speech,
): readonly string[] {
  const { say, number, day } = speech;
  const sender = view.upstream?.name ?? view.siteName;
  if (flow.files === 0) {
    return [
      late
        ? say`Nothing has come from ${sender}; it was due by ${day(due)}.`
        : say`Nothing has come from ${sender}; it is due by ${day(due)}.`,
    ];
  }
  const came =
    view.place === 'publisher'
      ? say`Published by ${sender}: ${number(flow.received)}.`
      : say`Received from ${sender}: ${number(flow.received)}.`;
  if (view.place === 'recipient')
    return [came, ...cells.map((cell) => say`Its files: ${stateOf(cell, speech)}.`)];
  const went = cells.map((cell) =>
    cell.state === 'none'
      ? say`${partyLabel(cell.party, view)}: nothing.`
      : say`${partyLabel(cell.party, view)}: ${number(cell.records)}, ${stateOf(cell, speech)}.`,
  );
  const stayed = view.place === 'relay' ? [say`Held: ${number(flow.held)}.`] : [];
  return [came, ...went, ...stayed, say`Returned: ${number(flow.returned)}.`];
}
