/** What was purged and will be, and the ledger by which all of the report is proven. */

import { dataTable, digest, type Html, html } from '../pages/html.ts';
import { dayIn, monthIn, timeOf } from '../pages/language.ts';
import { section, type Writing } from './writing.ts';

export function purgeSection({ report, language, say }: Writing): Html {
  const { purged } = report.practice;
  const day = (text: string) => dayIn(language, Temporal.PlainDate.from(text));
  const done = dataTable(
    say('purgeDone'),
    [{ heading: say('month') }, { heading: say('records'), numeric: true }, { heading: say('purgedAt') }],
    purged.map(({ month, records, at }) => [monthIn(language, month), records, timeOf(at)]),
  );
  const toCome = dataTable(
    say('purgeToCome'),
    [
      { heading: say('month') },
      { heading: say('receivedOn') },
      { heading: say('keptUntil') },
      { heading: say('heldUntil') },
    ],
    report.purgeToCome.map(({ month, received, lastDay, heldUntil }) => [
      monthIn(language, month),
      day(received),
      day(lastDay),
      heldUntil === null ? '–' : day(heldUntil),
    ]),
  );
  return section(
    say('purge'),
    html`${purged.length === 0 ? html`<p>${say('purgeDone')} – ${say('none')}</p>\n` : done}${
      report.purgeToCome.length === 0 ? html`<p>${say('purgeToCome')} – ${say('none')}</p>\n` : toCome
    }`,
  );
}

export function ledgerSection({ report, language, say }: Writing): Html {
  const { entries, hash, checkpoint, witnessed } = report.ledger;
  const pruned =
    report.pruned === null
      ? html``
      : html`<p class="notice">${say('prunedSays', {
          entries: report.pruned.entries,
          day: dayIn(language, Temporal.PlainDate.from(report.pruned.written)),
          points: report.pruned.points,
          months: report.pruned.months.map((month) => monthIn(language, month)).join(', ') || '–',
        })}</p>\n`;
  const signed =
    checkpoint === null
      ? html`<p class="notice">${say('unsigned')}</p>\n`
      : html`<h3>${say('checkpoint')}</h3>\n<pre>${checkpoint}</pre>\n`;
  const seen =
    witnessed === null
      ? html`<p>${say('notWitnessed')}</p>\n`
      : html`${dataTable(
          say('witnessed', { entries: witnessed.entries }),
          [{ heading: say('party') }, { heading: say('cosigned') }],
          witnessed.by.map(({ party, at }) => [party, timeOf(at)]),
        )}<pre>${witnessed.note}</pre>\n`;
  return section(
    say('ledger'),
    html`<p>${say('ledgerSays', { entries })} ${digest(hash)}</p>
${pruned}<p>${say('clauses')} ${digest(report.clauses)}</p>
${signed}${seen}`,
  );
}
