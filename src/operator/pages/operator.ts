/** The page that an operator opens in the morning: whether all is well, what comes first, and then everything else. */

import { legalDay } from '../../clock.ts';
import { definitions, type Html, html } from '../../pages/html.ts';
import type { Language } from '../../words/language.ts';
import { counted, text } from '../../words/text.ts';
import { drawChannelLife } from '../drawings/channel-life.ts';
import { type Mark, mark } from '../drawings/mark.ts';
import { paths } from '../paths.ts';
import type { OperatorView } from '../view.ts';
import { accessPart } from './access.ts';
import type { Concern } from './concern.ts';
import { concernsOf } from './concerns.ts';
import { formatDocument, part, pointsIn } from './document.ts';
import { flowPart } from './flow.ts';
import { gridPart } from './grid.ts';
import { healthPart } from './health.ts';
import { heldPart } from './held.ts';
import { ledgerPart } from './ledger.ts';
import { purgePart } from './purge.ts';
import { type Speech, speechIn } from './speech.ts';

export function operatorPage(view: OperatorView, language: Language): Html {
  const speech = speechIn(language);
  const concerns = concernsOf(view, speech);
  const verdict = verdictOf(view, concerns, speech);
  const main = html`<div class="columns">
${headline(view, concerns, verdict, speech)}<div class="wide-column">
${flowPart(view, speech)}${gridPart(view, speech)}${purgePart(view, speech)}</div>
<div class="side-column">
${sunset(view, speech)}${healthPart(view, speech)}${heldPart(view, speech)}${accessPart(view, speech)}${ledgerPart(view, speech)}</div>
</div>
`;
  return formatDocument(
    { path: paths.overview, title: `${verdict.says} · ${view.siteName}`, mode: view.mode, frame: view, main },
    speech,
  );
}

interface Verdict {
  readonly mark: Mark;
  readonly state: 'good' | 'attention' | 'bad';
  readonly says: string;
}

function verdictOf(
  { channel }: OperatorView,
  concerns: readonly Concern[],
  { say, number }: Speech,
): Verdict {
  const count = concerns.length;
  if (count > 0) {
    const bad = concerns.some(({ state }) => state === 'bad');
    const says = counted(
      count,
      text`${number(count)} thing needs your attention`,
      text`${number(count)} things need your attention`,
    );
    return { mark: bad ? 'late' : 'note', state: bad ? 'bad' : 'attention', says: say(says) };
  }
  const says = channel.open ? say`All is well` : say`The channel is closed, and all is well`;
  return { mark: 'done', state: 'good', says };
}

function headline(view: OperatorView, concerns: readonly Concern[], verdict: Verdict, speech: Speech): Html {
  const { say, moment } = speech;
  const list =
    concerns.length === 0
      ? html`<p>${say`Nothing is late and nothing waits for you.`}</p>\n`
      : html`<h2 class="hidden">${say`To do first`}</h2>
<ol class="concerns">
${concerns.map((concern) => concernItem(concern, speech))}</ol>
`;
  return html`<div class="headline ${verdict.state}">
<h1>${mark(verdict.mark)} <span>${verdict.says}</span></h1>
<p class="dim moment">${moment(view.now)}</p>
${list}${keyFigures(view, speech)}</div>
`;
}

/** Where the newest month stands, and what comes next. */
function keyFigures({ months, held, place, purge, sessions, channel }: OperatorView, speech: Speech): Html {
  const { say, number, shortMonth, shortDay } = speech;
  const newest = months.find(({ flow }) => flow.files > 0);
  const awaited = months.find(({ flow, late }) => flow.files === 0 && !late);
  const nextPurge = purge.entries.find(({ state }) => state === 'kept' || state === 'soon');
  const figures: readonly (readonly [string, string])[] = [
    ...(channel.open ? [[say`Days left`, number(channel.daysLeft)] as const] : []),
    ...(newest === undefined ? [] : [[say`Newest month`, shortMonth(newest.month)] as const]),
    ...(channel.open && awaited !== undefined
      ? [[say`Next file due by`, shortDay(awaited.due)] as const]
      : []),
    ...(place === 'relay' ? [[say`Records held`, number(held.total)] as const] : []),
    ...(sessions.gatewayHere ? [[say`At the gateway now`, number(sessions.gateway.length)] as const] : []),
    ...(nextPurge === undefined ? [] : [[say`Next purge after`, shortDay(nextPurge.lastDay)] as const]),
  ];
  return definitions(figures, true);
}

function concernItem({ state, says, todo, part }: Concern, { say }: Speech): Html {
  const word = state === 'bad' ? say`Act:` : say`Look:`;
  return html`<li class="${state}">${mark(state === 'bad' ? 'late' : 'note')} <div><p><span class="hidden">${word} </span><a href="#${part}">${say(says)}</a></p>
<p class="todo">${say(todo.says)}${todo.command === undefined ? html`` : html` <code>${todo.command}</code>`}</p></div></li>
`;
}

/** How long the channel lives still, or since when it does not. */
function sunset({ channel, term, now }: OperatorView, speech: Speech): Html {
  const { say, number, day, moment } = speech;
  const today = legalDay(Temporal.Instant.from(now));
  const ended = !channel.open && (channel.reason === 'ended' || channel.reason === 'ended-early');
  const figure = channel.open ? number(channel.daysLeft) : null;
  const days = channel.open
    ? say(counted(channel.daysLeft, text`day left, today included`, text`days left, today included`))
    : say`closed`;
  const until = channel.open
    ? say`The channel is open until ${day(channel.lastDay)} (points ${pointsIn(channel.points, speech)}).`
    : ended
      ? say`The channel ended after ${day(term.last)} (points ${pointsIn(channel.points, speech)}). Nothing moves any more; purge and ledger go on.`
      : say`The channel is closed since ${moment(channel.since)} (points ${pointsIn(channel.points, speech)}).`;
  const drawn = drawChannelLife({
    title: say`Life of the channel`,
    description: `${day(term.first)} – ${day(term.last)}. ${until}`,
    first: Temporal.PlainDate.from(term.first),
    last: Temporal.PlainDate.from(term.last),
    today,
  });
  const content = html`<p class="days">${figure === null ? html`<strong>${days}</strong>` : html`<strong>${figure}</strong> ${days}`}</p>
${drawn}<p class="ends"><span>${speech.shortDay(term.first)}</span> <span>${speech.shortDay(term.last)}</span></p>
<p class="dim">${until}</p>
`;
  return part('sunset', say`Sunset`, content);
}
