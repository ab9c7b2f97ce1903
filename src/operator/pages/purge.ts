/** When the data of each month are destroyed: a drawing over the years, and the days in a table. */

import { legalDay } from '../../clock.ts';
import { dataTable, type Html, html } from '../../pages/html.ts';
import { mark } from '../drawings/mark.ts';
import { drawPurgeTimeline, type TimelineBar } from '../drawings/purge-timeline.ts';
import type { HoldView, OperatorView, PurgeEntry } from '../view.ts';
import { part, pointsIn } from './document.ts';
import type { Speech } from './speech.ts';
import { purgeStates } from './words.ts';

export function purgePart(view: OperatorView, speech: Speech): Html {
  const { say, day, number } = speech;
  const { entries, through, points } = view.purge;
  if (entries.length === 0) {
    return part('purge', say`Purge`, html`<p class="empty">${say`Nothing is kept here yet.`}</p>\n`);
  }
  const gone = entries.filter(({ state }) => state === 'purged').length;
  const note =
    through === null
      ? say`All is purged: ${number(gone)} of ${number(entries.length)} months. Only the ledger remains.`
      : say`Kept until ${day(through)} at the latest (points ${pointsIn(points, speech)}). Purged: ${number(gone)} of ${number(entries.length)} months.`;
  const today = legalDay(Temporal.Instant.from(view.now));
  const title = say`From receipt to purge`;
  const drawn = drawPurgeTimeline({
    title,
    description: note,
    today,
    todayWord: say`today`,
    end: Temporal.PlainDate.from(view.term.last),
    endWord: say`end of the channel`,
    bars: entries.map((entry) => barOf(entry, speech)),
  });
  return part(
    'purge',
    say`Purge`,
    html`<div class="timeline">${drawn}</div>\n${holds(view.holds, speech)}${table(entries, speech)}`,
    note,
  );
}

function barOf(
  { month, received, lastDay, heldUntil, purgedAt, state }: PurgeEntry,
  { shortMonth }: Speech,
): TimelineBar {
  const date = (day: string | null) => (day === null ? undefined : Temporal.PlainDate.from(day));
  return {
    name: shortMonth(month),
    received: Temporal.PlainDate.from(received),
    lastDay: Temporal.PlainDate.from(lastDay),
    heldUntil: date(heldUntil),
    purged: purgedAt === null ? undefined : legalDay(Temporal.Instant.from(purgedAt)),
    state,
    mark: state === 'kept' ? undefined : purgeStates[state].mark,
  };
}

function table(entries: readonly PurgeEntry[], { say, shortMonth, shortDay, shortMoment }: Speech): Html {
  const rows = entries.map(({ month, received, lastDay, heldUntil, purgedAt, state }) => [
    shortMonth(month),
    shortDay(received),
    shortDay(lastDay),
    heldUntil === null ? '–' : shortDay(heldUntil),
    purgedAt === null ? '–' : shortMoment(purgedAt),
    html`${mark(purgeStates[state].mark)} ${say(purgeStates[state].word)}`,
  ]);
  return html`<details><summary>${say`The days in a table`}</summary>
${dataTable(
  say`Purge calendar`,
  [
    { heading: say`Month` },
    { heading: say`Received` },
    { heading: say`Kept through` },
    { heading: say`Legal hold until` },
    { heading: say`Purged` },
    { heading: say`State` },
  ],
  rows,
)}</details>
`;
}

function holds(standing: readonly HoldView[], { say, month, day }: Speech): Html {
  if (standing.length === 0) return html``;
  const items = standing.map(({ month: held, until, placedBy, confirmedBy }) => {
    const said =
      confirmedBy === null
        ? say`Legal hold on ${month(held)} until ${day(until)}: asked for by ${placedBy}, not confirmed; it keeps nothing yet.`
        : say`Legal hold on ${month(held)} until ${day(until)}: placed by ${placedBy}, confirmed by ${confirmedBy}.`;
    return html`<li>${mark(confirmedBy === null ? 'note' : 'held')} <span>${said}</span></li>\n`;
  });
  return html`<ul class="marked">\n${items}</ul>\n`;
}
