/** What every drawing has: a name and a description for those who do not see it, and a size that scales. */

import { type Html, html } from '../../pages/html.ts';

export interface Frame {
  /** Unique on the page. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly width: number;
  readonly height: number;
  /** `wide` and `narrow`: of two drawings of one thing, that for the screen. */
  readonly screens?: 'wide' | 'narrow';
}

export function drawing({ id, title, description, width, height, screens }: Frame, content: Html): Html {
  return html`<svg id="${id}" class="drawing${screens === undefined ? '' : ` ${screens}`}" role="img" aria-labelledby="${id}-title" aria-describedby="${id}-description" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">
<title id="${id}-title">${title}</title>
<desc id="${id}-description">${description}</desc>
${content}</svg>
`;
}

/** Coordinates need no more than a tenth. */
export function rounded(coordinate: number): number {
  return Math.round(coordinate * 10) / 10;
}

/** Text in a drawing does not wrap by itself: its lines, none longer than so many characters unless a word is. */
export function wrapped(words: string, characters: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of words.split(' ')) {
    const longer = `${line} ${word}`.trimStart();
    if (line !== '' && longer.length > characters) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}

/** The text on one line, cut where there is no more room. */
export function fitted(words: string, characters: number): string {
  return words.length <= characters ? words : `${words.slice(0, characters - 1).trimEnd()}…`;
}
