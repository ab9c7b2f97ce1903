/** What every part of the page writes with. */

import { type Html, html } from '../pages/html.ts';
import { speak } from '../pages/language.ts';
import { type Word, words } from '../words/documents/closure-report.ts';
import { codes } from '../words/documents/codes.ts';
import type { Language } from '../words/language.ts';
import type { ClosureReport } from './report.ts';

export interface Writing {
  readonly report: ClosureReport;
  readonly language: Language;
  readonly say: (word: Word, values?: Readonly<Record<string, string | number>>) => string;
  /** What a code of the program means; a code without a wording is shown as it is. */
  readonly meaning: (code: string) => string | Html;
}

export function writingOf(report: ClosureReport, language: Language): Writing {
  const spoken = speak(codes, language);
  const known = (code: string): code is keyof typeof codes => Object.hasOwn(codes, code);
  return {
    report,
    language,
    say: speak(words, language),
    meaning: (code) => (known(code) ? spoken(code) : html`<code>${code}</code>`),
  };
}

/** A part of the page under a heading of its own; `breaks`: on paper it begins a new sheet. */
export function section(heading: string, content: Html, breaks = false): Html {
  return html`<section${breaks ? html` class="break"` : html``}>\n<h2>${heading}</h2>\n${content}</section>\n`;
}
