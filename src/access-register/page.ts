/** An answer as a page that stands by itself: for a screen, a letter, or a file. */

import { dataTable, definitions, digest, formatPage, type Html, html } from '../pages/html.ts';
import type { Language } from '../words/language.ts';
import type { Told, ToldTable } from './tell.ts';

export function pageOf(
  { title, notices, facts, paragraphs, tables, proof }: Told,
  language: Language,
): string {
  const lead = html`${notices.map((notice) => html`<p class="notice">${notice}</p>\n`)}${definitions(facts)}`;
  const main = html`${paragraphs.map((text) => html`<p>${text}</p>\n`)}${tables.map(tableOf)}`;
  const footer = html`<h2>${proof.heading}</h2>
<p>${proof.says}</p>
${checkpointOf(proof)}${proof.entries.map(
  ({ heading, entry, path }) => html`<h3>${heading}</h3>
<pre>${entry}</pre>
<p>${proof.pathHeading}: ${path.map((hash) => html`${digest(hash)} `)}</p>
`,
)}`;
  return formatPage({ language, title, lead, main, footer });
}

function tableOf({ caption, headings, rows }: ToldTable): Html {
  return dataTable(
    caption,
    headings.map((heading) => ({ heading })),
    rows,
  );
}

function checkpointOf({ checkpoint, checkpointHeading }: Told['proof']): Html {
  return checkpoint === null ? html`` : html`<h3>${checkpointHeading}</h3>\n<pre>${checkpoint}</pre>\n`;
}
