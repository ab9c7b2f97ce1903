/** The months in figures, and each file with who collected it when. */

import { type Column, dataTable, digest, type Html, html } from '../pages/html.ts';
import { monthIn, timeOf } from '../pages/language.ts';
import type { ClosureMonth, ClosureParcel } from './report.ts';
import { section, type Writing } from './writing.ts';

/** A column of figures, and what stands in it for a month. */
interface Figures {
  readonly heading: string;
  readonly of: (month: ClosureMonth) => number;
}

export function monthsSection(writing: Writing): Html {
  const { report, language, say } = writing;
  const { months } = report;
  const columns = columnsOf(writing);
  const headings: readonly Column[] = [
    { heading: say('month') },
    ...columns.map(({ heading }): Column => ({ heading, numeric: true })),
  ];
  const rows = months.map((month) => [monthIn(language, month.month), ...columns.map(({ of }) => of(month))]);
  const strong = (content: string | number) => html`<strong>${content}</strong>`;
  const totals = [
    strong(say('total')),
    ...columns.map(({ of }) => strong(months.reduce((sum, month) => sum + of(month), 0))),
  ];
  const caption = say(report.place === 'relay' ? 'monthsCaption' : 'endCaption');
  const table =
    months.length === 0 ? html`<p>${say('none')}</p>\n` : dataTable(caption, headings, [...rows, totals]);
  return section(say('months'), html`${table}${missing(writing)}${agreement(writing)}`);
}

function columnsOf({ report, say }: Writing): readonly Figures[] {
  const receipts: Figures = { heading: say('receiptsMissing'), of: (month) => month.receiptsMissing };
  const returned: Figures = { heading: say('returned'), of: (month) => month.returned };
  const received = (word: 'received' | 'published'): Figures => ({
    heading: say(word),
    of: (month) => month.received,
  });
  if (report.place === 'publisher') return [received('published'), returned, receipts];
  if (report.place === 'recipient') return [received('received'), receipts];
  const parties = [...new Set(report.months.flatMap(({ byParty }) => Object.keys(byParty)))].sort();
  return [
    received('received'),
    ...parties
      .filter((party) => /^[0-9]/.test(party))
      .map((party): Figures => ({ heading: say('to', { party }), of: ({ byParty }) => byParty[party] ?? 0 })),
    { heading: say('held'), of: ({ held }) => held },
    returned,
    { heading: say('alreadyKnown'), of: ({ alreadyKnown }) => alreadyKnown },
    { heading: say('superseded'), of: ({ superseded }) => superseded },
    { heading: say('released'), of: ({ released }) => released },
    receipts,
  ];
}

function missing({ report, language, say }: Writing): Html {
  const said = report.missingMonths.map((month) => say('missingMonth', { month: monthIn(language, month) }));
  return html`${said.map((sentence) => html`<p class="notice alarm">${sentence}</p>\n`)}`;
}

/** Whatever contradicts itself stands out; an agreement is said too, for it was looked for. */
function agreement({ report, language, say }: Writing): Html {
  const contradictions = report.months.flatMap(({ month, disagreement }) =>
    disagreement === null ? [] : [{ month: monthIn(language, month), ...disagreement }],
  );
  if (contradictions.length === 0)
    return html`<p>${say(report.place === 'relay' ? 'agreement' : 'endAgreement')}</p>\n`;
  return html`${contradictions.map((values) => html`<p class="notice alarm">${say('disagreement', { ...values })}</p>\n`)}`;
}

export function parcelsSection(writing: Writing): Html {
  const { report, say } = writing;
  const parcels = report.months.flatMap((month) => month.parcels);
  if (parcels.length === 0) return html``;
  const columns: readonly Column[] = [
    { heading: say('file') },
    { heading: say('records'), numeric: true },
    { heading: say('available') },
    { heading: say('collected') },
    { heading: say('by') },
    { heading: say('receipt') },
    { heading: 'SHA-256' },
  ];
  const rows = parcels.map((parcel) => parcelRow(writing, parcel));
  return section(say('parcels'), dataTable(say('parcelsCaption'), columns, rows), true);
}

function parcelRow({ say }: Writing, parcel: ClosureParcel): readonly (string | number | Html)[] {
  const { name, records, at, collectedAt, collectedBy, receiptedAt, digest: sum } = parcel;
  return [
    name,
    records,
    timeOf(at),
    collectedAt === null ? '–' : timeOf(collectedAt),
    collectedBy ?? '–',
    receiptedAt === null ? html`<span class="alarm">${say('missing')}</span>` : timeOf(receiptedAt),
    digest(sum.slice(0, 16)),
  ];
}
