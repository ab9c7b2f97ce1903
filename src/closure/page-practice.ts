/** What was held and why, what was refused, what happened, and who used the channel. */

import { type Column, dataTable, type Html, html } from '../pages/html.ts';
import { monthIn, timeOf } from '../pages/language.ts';
import type { HeldFigures, Incident } from './practice.ts';
import { section, type Writing } from './writing.ts';

export function heldSection(writing: Writing): Html {
  const { report, say } = writing;
  if (report.place !== 'relay') return html``;
  const { held, returned } = report.practice;
  return section(
    say('heldTitle'),
    html`${heldTable(writing, say('heldCaption'), held)}${heldTable(writing, say('returnedCaption'), returned)}`,
  );
}

function heldTable(
  { language, say, meaning }: Writing,
  caption: string,
  figures: readonly HeldFigures[],
): Html {
  if (figures.length === 0) return html`<p>${caption} – ${say('none')}</p>\n`;
  const columns: readonly Column[] = [
    { heading: say('month') },
    { heading: say('reason') },
    { heading: say('count'), numeric: true },
  ];
  return dataTable(
    caption,
    columns,
    figures.map(({ month, reason, records }) => [monthIn(language, month), meaning(reason), records]),
  );
}

export function refusalsSection({ report, say, meaning }: Writing): Html {
  const { refusals } = report.practice;
  if (refusals.length === 0) return section(say('refusals'), html`<p>${say('none')}</p>\n`);
  const columns: readonly Column[] = [
    { heading: say('what') },
    { heading: say('reason') },
    { heading: say('count'), numeric: true },
  ];
  const rows = refusals.map(({ event, reason, count }) => [
    meaning(event),
    html`<code>${reason}</code>`,
    count,
  ]);
  return section(say('refusals'), dataTable(say('refusalsCaption'), columns, rows));
}

export function incidentsSection({ report, say, meaning }: Writing): Html {
  const { incidents } = report.practice;
  if (incidents.length === 0) return section(say('incidents'), html`<p>${say('none')}</p>\n`);
  const columns: readonly Column[] = [
    { heading: say('when') },
    { heading: say('what') },
    { heading: say('who') },
    { heading: say('details') },
    { heading: say('entry'), numeric: true },
  ];
  const rows = incidents.map(({ at, event, actor, details, entry }) => [
    timeOf(at),
    meaning(event),
    actor,
    detailsOf(details),
    entry,
  ]);
  return section(say('incidents'), dataTable(say('incidentsCaption'), columns, rows));
}

function detailsOf(details: Incident['details']): Html {
  const told = Object.entries(details).filter(([, value]) => value !== null);
  return html`<code>${told.map(([name, value]) => `${name} ${value}`).join(', ')}</code>`;
}

export function accessSection({ report, say, meaning }: Writing): Html {
  const { accounts } = report.practice;
  if (accounts.length === 0) return section(say('access'), html`<p>${say('none')}</p>\n`);
  const columns: readonly Column[] = [
    { heading: say('account') },
    { heading: say('logins'), numeric: true },
    { heading: say('kinds') },
    { heading: say('filesRead'), numeric: true },
    { heading: say('lookUps'), numeric: true },
    { heading: say('last') },
  ];
  const rows = accounts.map(({ account, logins, kinds, filesRead, lookUps, last }) => [
    account,
    logins,
    kinds === ''
      ? '–'
      : html`${kinds.split(',').map((kind, index) => html`${index === 0 ? '' : ', '}${meaning(kind)}`)}`,
    filesRead,
    lookUps,
    timeOf(last),
  ]);
  return section(say('access'), dataTable(say('accessCaption'), columns, rows));
}
