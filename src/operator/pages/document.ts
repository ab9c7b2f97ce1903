/** What every page is made of: the document, a way past its head, the head with its links, the foot. */

import { type Html, html } from '../../pages/html.ts';
import { languages } from '../../words/language.ts';
import { markShapes } from '../drawings/mark.ts';
import { paths } from '../paths.ts';
import type { Frame } from '../view.ts';
import type { Speech } from './speech.ts';

export interface Document {
  /** Path of this very page, for the links to its other languages. */
  readonly path: string;
  /** What stands in the window's title before the program's name. */
  readonly title: string;
  readonly mode: 'real' | 'rehearsal';
  /** `undefined`: nobody is signed in. */
  readonly frame?: Frame;
  readonly main: Html;
}

const ownNames = { fr: 'Français', nl: 'Nederlands', en: 'English' } as const;

export function formatDocument(page: Document, speech: Speech): Html {
  const { say, language } = speech;
  const rehearsal = page.mode === 'rehearsal';
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${rehearsal ? `${say`REHEARSAL`} · ` : ''}${page.title} · Passerelle</title>
<link rel="stylesheet" href="${paths.stylesheet}">
<link rel="icon" href="${paths.icon}" type="image/svg+xml">
</head>
<body>
<a class="skip" href="#main">${say`Skip to the content`}</a>
${markShapes()}<header class="top">
${rehearsal ? html`<p class="rehearsal"><strong>${say`REHEARSAL`}</strong> <span>${say`Invented persons and example keys: nothing here is real.`}</span></p>\n` : html``}<div class="head">
<p class="brand"><span class="program">Passerelle</span>${page.frame === undefined ? html`` : site(page.frame, speech)}</p>
${page.frame === undefined ? html`` : navigation(page, page.frame, speech)}<nav class="languages" aria-label="${say`Language`}"><ul>
${languages.map((each) => languageLink(page.path, each, each === language))}</ul></nav>
</div>
</header>
<main id="main" tabindex="-1">
${page.main}</main>
${page.frame === undefined ? html`` : foot(page.frame, speech)}</body>
</html>
`;
}

function site({ siteName, deliberation }: Frame, { say }: Speech): Html {
  return html` <span class="site">${siteName}</span> <span class="deliberation">${say`Deliberation n° ${deliberation}`}</span>`;
}

function navigation({ path }: Document, { viewer }: Frame, { say }: Speech): Html {
  const pages = [
    ...(viewer.role === 'operator' ? [{ to: paths.overview, name: say`Overview` }] : []),
    { to: paths.evidence, name: say`Evidence` },
  ];
  return html`<nav class="pages" aria-label="${say`Pages`}"><ul>
${pages.map(({ to, name }) => html`<li><a href="${to}"${to === path ? html` aria-current="page"` : html``}>${name}</a></li>\n`)}</ul></nav>
<form class="viewer" method="post" action="${paths.signOut}"><span><span class="hidden">${say`Signed in as`} </span>${viewer.account}</span> <button type="submit">${say`Sign out`}</button></form>
`;
}

function languageLink(path: string, language: (typeof languages)[number], current: boolean): Html {
  const state = current ? html` aria-current="true"` : html``;
  return html`<li><a href="${path}?lang=${language}" lang="${language}" hreflang="${language}"${state}>${language.toUpperCase()}<span class="hidden"> ${ownNames[language]}</span></a></li>\n`;
}

function foot({ now }: Frame, { say, moment }: Speech): Html {
  return html`<footer>
<p>${say`As of ${moment(now)}, Brussels time. Load the page again for newer figures.`}</p>
<p>${say`Counts, dates and digests only: nothing of any child stands on this page. Nothing can be changed from here.`}</p>
</footer>
`;
}

/** A part of a page under a heading of its own. */
export function part(id: string, heading: string, content: Html, note?: string): Html {
  return html`<section id="${id}" class="part" aria-labelledby="${id}-heading">
<h2 id="${id}-heading">${heading}</h2>
${note === undefined ? html`` : html`<p class="note">${note}</p>\n`}${content}</section>
`;
}

/** Points of a deliberation; what it decided stands under no point. */
export function pointsIn(points: string, { say }: Speech): string {
  return points.replace('decision', say`decision`);
}
