/** The closure report as a page, in one language. */

import { legalDay } from '../clock.ts';
import { deliberationByNumber } from '../deliberations/index.ts';
import { partyById, spokenName } from '../deliberations/rules.ts';
import { definitions, formatPage, type Html, html } from '../pages/html.ts';
import { dayIn } from '../pages/language.ts';
import type { Language } from '../words/language.ts';
import { ledgerSection, purgeSection } from './page-ends.ts';
import { monthsSection, parcelsSection } from './page-months.ts';
import { accessSection, heldSection, incidentsSection, refusalsSection } from './page-practice.ts';
import type { ClosureReport } from './report.ts';
import { type Writing, writingOf } from './writing.ts';

export function formatClosurePage(report: ClosureReport, language: Language): string {
  const writing = writingOf(report, language);
  const { say } = writing;
  const { number, reference } = report.deliberation;
  return formatPage({
    language,
    title: say(report.interim ? 'interimTitle' : 'title'),
    lead: html`<p>${say('subtitle', { number, reference, name: nameOf(writing) })}</p>
<p class="dim">${say('submitted', { made: dayIn(language, dayOf(report.made)) })}</p>
${notices(writing)}`,
    main: html`${summary(writing)}${monthsSection(writing)}${heldSection(writing)}${refusalsSection(writing)}${incidentsSection(writing)}${accessSection(writing)}${purgeSection(writing)}${ledgerSection(writing)}${parcelsSection(writing)}`,
    footer: html`<p>${say('noChildren')}</p>
<p>${say('howToVerify')}</p>
`,
  });
}

/** Whose site it is: an insurer by its code, the others by what the deliberation calls them. */
function nameOf({ report: { place, site, name, deliberation }, language, say }: Writing): string {
  if (place === 'recipient') return say('recipient', { party: site });
  const law = deliberationByNumber(deliberation.number);
  const party = law && partyById(law, site);
  return party === undefined ? name : spokenName(party, language);
}

function dayOf(instant: string): Temporal.PlainDate {
  return legalDay(Temporal.Instant.from(instant));
}

function notices({ report, language, say }: Writing): Html {
  const day = dayIn(language, Temporal.PlainDate.from(report.deliberation.lastDay));
  const points = report.deliberation.points.replace('decision', say('decision'));
  const { interim, movedSinceEnd: count } = report;
  return html`${report.mode === 'rehearsal' ? html`<p class="notice">${say('rehearsalNotice')}</p>\n` : html``}${
    interim
      ? html`<p class="notice">${say('interimNotice', { day })}</p>\n`
      : count > 0
        ? html`<p class="notice alarm">${say('movedNotice', { day, points, count })}</p>\n`
        : html`<p class="notice good">${say('closedNotice', { day, points })}</p>\n`
  }`;
}

function summary({ report, say }: Writing): Html {
  const { months, practice, place } = report;
  const sum = (figure: (month: (typeof months)[number]) => number) =>
    months.reduce((whole, month) => whole + figure(month), 0);
  const refusals = practice.refusals.reduce((whole, { count }) => whole + count, 0);
  const figures: readonly (readonly [string, number])[] = [
    [say('monthsCount'), months.length],
    [say(place === 'publisher' ? 'published' : 'received'), sum(({ received }) => received)],
    ...(place === 'relay'
      ? ([
          [say('delivered'), sum(({ delivered }) => delivered)],
          [say('held'), sum(({ held }) => held)],
        ] as const)
      : []),
    ...(place === 'recipient' ? [] : ([[say('returned'), sum(({ returned }) => returned)]] as const)),
    [say('receiptsMissing'), sum(({ receiptsMissing }) => receiptsMissing)],
    [say('refusalsCount'), refusals],
    [say('incidentsCount'), practice.incidents.length],
  ];
  return html`<section aria-label="${say('summary')}">
${definitions(figures, true)}</section>
`;
}
