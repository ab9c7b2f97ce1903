/**
 * Pages that stand by themselves: one file, no script, nothing fetched; to be read on a screen, light or dark, by a
 * screen reader, and on paper. Whatever is put into markup is escaped.
 */

import type { Language } from '../words/language.ts';

/** Markup that is safe as it stands. */
export interface Html {
  readonly markup: string;
}

type Content = string | number | Html | readonly Html[];

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Markup with values in it; a value that is not markup itself is text. */
export function html(parts: TemplateStringsArray, ...values: readonly Content[]): Html {
  return { markup: parts.map((part, index) => part + markupOf(values[index] ?? '')).join('') };
}

function markupOf(value: Content): string {
  if (typeof value === 'string' || typeof value === 'number') {
    // What comes from a peer may hold characters that turn the direction of the text.
    return String(value)
      .replace(/(?![\n\t])[\p{Cc}\p{Cf}]/gu, '\u{fffd}')
      .replace(/[&<>"']/g, (character) => escapes[character] ?? '');
  }
  return 'markup' in value ? value.markup : value.map(({ markup }) => markup).join('');
}

/** A digest in groups of eight, between which a line may break. */
export function digest(hexadecimal: string): Html {
  const groups = hexadecimal.match(/.{1,8}/g) ?? [];
  return html`<code>${groups.map((group, index) => (index === 0 ? html`${group}` : html`<wbr>${group}`))}</code>`;
}

export interface Column {
  readonly heading: string;
  readonly numeric?: true;
}

/** A table with a caption; the first cell of each row is its heading. */
export function dataTable(
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly (string | number | Html)[])[],
): Html {
  const numeric = (index: number) => (columns[index]?.numeric ? html` class="number"` : html``);
  return html`<div class="table" role="region" aria-label="${caption}" tabindex="0"><table>
<caption>${caption}</caption>
<thead><tr>${columns.map(({ heading }, index) => html`<th scope="col"${numeric(index)}>${heading}</th>`)}</tr></thead>
<tbody>
${rows.map(([first = '', ...cells]) => html`<tr><th scope="row">${first}</th>${cells.map((cell, index) => html`<td${numeric(index + 1)}>${cell}</td>`)}</tr>\n`)}</tbody>
</table></div>
`;
}

/** Names and values, as a list of definitions; `figures`: numbers that are to be seen first. */
export function definitions(
  entries: readonly (readonly [name: string, value: string | number | Html])[],
  figures = false,
): Html {
  const items = entries.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>\n`);
  return html`<dl${figures ? html` class="figures"` : html``}>${items}</dl>\n`;
}

export interface Page {
  readonly language: Language;
  readonly title: string;
  /** What stands in the header under the title. */
  readonly lead: Html;
  readonly main: Html;
  readonly footer: Html;
}

/** The whole file. */
export function formatPage({ language, title, lead, main, footer }: Page): string {
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${{ markup: style }}</style>
</head>
<body>
<header>
<h1>${title}</h1>
${lead}</header>
<main>
${main}</main>
<footer>
${footer}</footer>
</body>
</html>
`.markup;
}

const style = `
:root { color-scheme: light dark; --line: light-dark(#d5dae1, #3a424e); --soft: light-dark(#f4f6f9, #1d232c);
  --text: light-dark(#16202c, #e6eaf0); --dim: light-dark(#55606e, #a4afbd); --accent: light-dark(#0b5394, #7db8f0);
  --paper: light-dark(#ffffff, #12161c); --alarm: light-dark(#9c1c1c, #ff9d94); --alarm-soft: light-dark(#fdf0ef, #341b1b) }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 76rem; padding: 2.5rem 1.5rem; background: var(--paper); color: var(--text);
  font: 1rem/1.5 system-ui, "Segoe UI", "Noto Sans", sans-serif }
header { border-bottom: 3px solid var(--accent); padding-bottom: 1rem }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .5rem }
h2 { font-size: 1.25rem; margin: 2.5rem 0 .5rem; color: var(--accent) }
h3 { font-size: 1rem; margin: 1.5rem 0 .25rem }
p { margin: .5rem 0; max-width: 60rem }
.dim, footer { color: var(--dim) }
.notice { border-left: 4px solid var(--alarm); background: var(--alarm-soft); padding: .6rem .9rem; margin: 1rem 0 }
.good { border-left-color: var(--accent); background: var(--soft) }
dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: .5rem 1.5rem; margin: 1rem 0 }
dl.figures { grid-template-columns: repeat(auto-fill, minmax(7.5rem, 1fr)) }
dl > div { border-top: 1px solid var(--line); padding-top: .4rem }
dl.figures dd { font-size: 1.4rem; font-variant-numeric: tabular-nums }
dt { color: var(--dim); font-size: .85rem }
dd { margin: 0; overflow-wrap: anywhere }
.table { overflow-x: auto; margin: .75rem 0 1.25rem }
table { border-collapse: collapse; width: 100%; font-size: .875rem; font-variant-numeric: tabular-nums }
caption { text-align: left; color: var(--dim); padding-bottom: .35rem }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem .35rem 0; border-bottom: 1px solid var(--line) }
thead th { border-bottom: 2px solid var(--line); color: var(--dim); font-weight: 600; vertical-align: bottom }
tbody th { font-weight: 500; white-space: nowrap }
.number { text-align: right }
.number + :not(.number) { padding-left: 1.5rem }
code, pre { font: .8125rem/1.45 ui-monospace, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere }
pre { white-space: pre-wrap; background: var(--soft); border: 1px solid var(--line); padding: .75rem; margin: .5rem 0 }
.alarm { color: var(--alarm); font-weight: 600 }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
footer { border-top: 1px solid var(--line); margin-top: 3rem; padding-top: 1rem; font-size: .875rem }
@page { size: A4 landscape; margin: 14mm 12mm }
@media print {
  :root { color-scheme: light }
  body { max-width: none; padding: 0; font-size: 9.5pt }
  .table { overflow: visible }
  table { font-size: 8pt }
  thead { display: table-header-group }
  tr, .notice, pre, dl > div { break-inside: avoid }
  h2, h3, caption { break-after: avoid }
  section.break { break-before: page }
}
`;
