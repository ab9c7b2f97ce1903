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
    ...[...receipts].map(([month, owed]) => lateReceipts(month, owed, view, speech)),
  ];
}

function lateMonth({ from, month, due }: OverdueView, view: OperatorView, { ofMonth, day }: Speech): Concern {
  const own = from === view.site;
  return {
    state: 'bad',
    says: own
      ? text`The file ${ofMonth(month)} is not published: it was due by ${day(due)}.`
      : text`The file ${ofMonth(month)} has not come from ${nameOf(from, view)}: it was due by ${day(due)}.`,
    todo: own
      ? { says: text`Publish it:`, command: `passerelle publish ${month}` }
      : { says: text`Ask the sender, then run:`, command: 'passerelle relay' },
    part: 'months',
  };
}

function lateReceipts(
  month: string,
  owed: readonly OverdueView[],
  view: OperatorView,
  speech: Speech,
): Concern {
  const [since = ''] = owed.map(({ due }) => due).sort();
  const debtors = [...new Set(owed.map(({ from }) => from))].sort();
  const cells = view.months.find((row) => row.month === month)?.cells ?? [];
  const waiting = debtors.filter((debtor) =>
    cells.some(({ party, collected, files }) => party === debtor && collected < files),
  );
  return {
    state: 'attention',
    says: counted(
      debtors.length,
      text`A receipt for ${speech.month(month)} is overdue since ${speech.day(since)}: ${named(debtors, view)}.`,
      text`Receipts for ${speech.month(month)} are overdue since ${speech.day(since)}: ${named(debtors, view)}.`,
    ),
    todo: {
      says:
        waiting.length === 0
          ? text`The files were collected: ask them to hand in the receipts.`
          : text`Not collected yet by ${listed(waiting)}: remind them, and see that their accounts work.`,
    },
    part: 'months',
  };
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
