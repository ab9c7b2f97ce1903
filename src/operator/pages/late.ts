/** What others, or this site, owe and have not given in time: the file of a month, receipts. */

import { counted, listed, type Text, text } from '../../words/text.ts';
import type { OperatorView, OverdueView } from '../view.ts';
import type { Concern } from './concern.ts';
import type { Speech } from './speech.ts';

/** One concern for each month that is not there, and one for all receipts that a month lacks. */
export function overdue(view: OperatorView, speech: Speech): readonly Concern[] {
  const months = view.overdue.filter(({ what }) => what === 'month');
  const receipts = Map.groupBy(
    view.overdue.filter(({ what }) => what === 'receipt'),
    ({ month }) => month,
  );
  return [
    ...months.map((owed) => lateMonth(owed, view, speech)),
    ...[...receipts].flatMap(([month, owed]) => [
      ...ownReceipts(month, owed, view, speech),
      ...lateReceipts(month, owed, view, speech),
    ]),
  ];
}

/** By which a site takes in what others send it, and hands in its receipts. */
const takingIn: Readonly<Record<OperatorView['place'], string>> = {
  publisher: 'passerelle collect',
  relay: 'passerelle relay',
  recipient: 'passerelle collect',
};

function lateMonth({ from, month, due }: OverdueView, view: OperatorView, { ofMonth, day }: Speech): Concern {
  const own = from === view.site;
  return {
    state: 'bad',
    says: own
      ? text`The file ${ofMonth(month)} is not published: it was due by ${day(due)}.`
      : text`The file ${ofMonth(month)} has not come from ${nameOf(from, view)}: it was due by ${day(due)}.`,
    todo: own
      ? { says: text`Publish it:`, command: `passerelle publish ${month}` }
      : { says: text`Ask the sender, then run:`, command: takingIn[view.place] },
    part: 'months',
  };
}

function ownReceipts(
  month: string,
  owed: readonly OverdueView[],
  { site, place }: OperatorView,
  speech: Speech,
): readonly Concern[] {
  const [since] = owed.filter(({ from }) => from === site).map(({ due }) => due);
  if (since === undefined) return [];
  return [
    {
      state: 'attention',
      says: text`This site owes a receipt for ${speech.month(month)} since ${speech.day(since)}.`,
      todo: { says: text`Hand it in:`, command: takingIn[place] },
      part: 'months',
    },
  ];
}

function lateReceipts(
  month: string,
  owed: readonly OverdueView[],
  view: OperatorView,
  speech: Speech,
): readonly Concern[] {
  const debts = owed.filter(({ from }) => from !== view.site);
  const [since] = debts.map(({ due }) => due).sort();
  if (since === undefined) return [];
  const debtors = [...new Set(debts.map(({ from }) => from))].sort();
  const cells = view.months.find((row) => row.month === month)?.cells ?? [];
  const waiting = debtors.filter((debtor) =>
    cells.some(({ party, collected, files }) => party === debtor && collected < files),
  );
  const says = counted(
    debtors.length,
    text`A receipt for ${speech.month(month)} is overdue since ${speech.day(since)}: ${named(debtors, view)}.`,
    text`Receipts for ${speech.month(month)} are overdue since ${speech.day(since)}: ${named(debtors, view)}.`,
  );
  const todo =
    waiting.length === 0
      ? text`The files were collected: ask them to hand in the receipts.`
      : text`Not collected yet by ${listed(waiting)}: remind them, and see that their accounts work.`;
  return [{ state: 'attention', says, todo: { says: todo }, part: 'months' }];
}

/** One with the name, several by what they are called in the grid. */
function named(parties: readonly string[], view: OperatorView): Text | string {
  const [only = ''] = parties;
  return parties.length === 1 ? nameOf(only, view) : listed(parties);
}

function nameOf(id: string, { parties, upstream }: OperatorView): string {
  const known = [...parties, ...(upstream === null ? [] : [upstream])].find(({ party }) => party === id);
  if (known === undefined) return id;
  return /^[0-9]+$/.test(id) ? `${id} (${known.name})` : known.name;
}
