/** Who is signed in now, who was turned away, how many accounts there are. */

import { dataTable, definitions, type Html, html } from '../../pages/html.ts';
import { drawDays } from '../drawings/days.ts';
import type { OperatorView, RefusedLogins, SessionView } from '../view.ts';
import { part } from './document.ts';
import type { Speech } from './speech.ts';
import { refusalReasons } from './words.ts';

export function accessPart({ sessions, refusedLogins, accounts }: OperatorView, speech: Speech): Html {
  const { say, number } = speech;
  const gateway = sessions.gatewayHere
    ? sessionList(say`At the gateway now`, sessions.gateway, speech)
    : html`<p class="dim">${say`The gateway runs elsewhere: its sessions cannot be seen from here.`}</p>\n`;
  const counts = definitions(
    [
      [say`active`, number(accounts.active)],
      [say`pending`, number(accounts.pending)],
      [say`disabled`, number(accounts.disabled)],
      [say`revoked`, number(accounts.revoked)],
    ],
    true,
  );
  return part(
    'access',
    say`Access`,
    html`${gateway}${sessionList(say`On this page now`, sessions.page, speech)}
<h3>${say`Refused logins`}</h3>
${refusals(refusedLogins, speech)}<h3>${say`Accounts`}</h3>
${counts}`,
  );
}

function sessionList(
  caption: string,
  sessions: readonly SessionView[],
  { say, number, shortMoment }: Speech,
): Html {
  if (sessions.length === 0) return html`<p>${say`${caption}: nobody`}</p>\n`;
  const items = sessions.map(
    ({ account, party, address, since }) =>
      html`<li><p><strong>${account}</strong> <span class="dim">${party}</span></p>
<p class="dim">${say`from ${address}, since ${shortMoment(since)}`}</p></li>\n`,
  );
  const list = html`<ul class="sessions">\n${items}</ul>\n`;
  return sessions.length <= shownAtOnce
    ? html`<h3>${caption}</h3>\n${list}`
    : html`<h3>${caption}</h3>\n<details><summary>${say`${number(sessions.length)} sessions`}</summary>\n${list}</details>\n`;
}

/** Longer lists are opened by who wants them. */
const shownAtOnce = 12;

function refusals({ days, reasons }: RefusedLogins, { say, number, shortDay }: Speech): Html {
  const total = days.reduce((sum, { count }) => sum + count, 0);
  const [first, last] = [days.at(0), days.at(-1)];
  if (total === 0 || first === undefined || last === undefined) {
    return html`<p class="empty">${say`None in ${number(days.length)} days.`}</p>\n`;
  }
  const busiest = days.reduce((most, day) => (day.count > most.count ? day : most), first);
  const title = say`Refused logins in ${number(days.length)} days: ${number(total)}`;
  const description = say`The most on ${shortDay(busiest.day)}: ${number(busiest.count)}. Today: ${number(last.count)}.`;
  const drawn = drawDays({
    title,
    description,
    counts: days.map(({ count }) => count),
    first: shortDay(first.day),
    last: say`today`,
    most: number(busiest.count),
  });
  const rows = reasons.map(({ reason, count }) => {
    const word = Object.hasOwn(refusalReasons, reason) ? refusalReasons[reason] : undefined;
    return [word === undefined ? html`<code>${reason}</code>` : say(word), number(count)];
  });
  return html`<p>${title}. <span class="dim">${description}</span></p>
${drawn}${dataTable(say`Refused logins by reason`, [{ heading: say`Reason` }, { heading: say`Count`, numeric: true }], rows)}`;
}
