/** Small marks that tell a state by their shape as well as by their colour; a word always stands beside them. */

import { type Html, html } from '../../pages/html.ts';

export type Mark = 'done' | 'half' | 'open' | 'late' | 'held' | 'back' | 'none' | 'gone' | 'failed' | 'note';

/** Shapes in a square of 16. `cut` is drawn in the colour of what lies behind. */
const shapes: Readonly<Record<Mark, Html>> = {
  done: html`<circle cx="8" cy="8" r="7"/><path class="cut" d="M4.6 8.3 7 10.7l4.5-5"/>`,
  half: html`<circle class="line" cx="8" cy="8" r="6"/><path d="M8 2a6 6 0 0 1 0 12z"/>`,
  open: html`<circle class="line" cx="8" cy="8" r="6"/>`,
  late: html`<path d="M8 .8 15.6 14.6H.4z"/><path class="cut" d="M8 5.6v4.2M8 11.6v1.4"/>`,
  held: html`<rect x="1.5" y="1.5" width="13" height="13" rx="2"/><path class="cut" d="M6 5v6M10 5v6"/>`,
  back: html`<path class="line" d="M6.5 3 2.5 7l4 4M3 7h7a4 3.5 0 0 1 0 7H7"/>`,
  none: html`<path class="line" d="M5 8h6"/>`,
  gone: html`<circle class="line broken" cx="8" cy="8" r="6"/><path class="line" d="M5.5 5.5l5 5M10.5 5.5l-5 5"/>`,
  failed: html`<path d="M5 .8h6L15.2 5v6L11 15.2H5L.8 11V5z"/><path class="cut" d="M5.4 5.4l5.2 5.2M10.6 5.4l-5.2 5.2"/>`,
  note: html`<path d="M8 .8 15.2 8 8 15.2.8 8z"/><path class="cut" d="M8 4.8v4M8 10.6v1.2"/>`,
};

/** To stand once on each page: what {@link mark} and drawings refer to. */
export function markShapes(): Html {
  const symbols = Object.entries(shapes).map(
    ([name, shape]) => html`<symbol id="mark-${name}" viewBox="0 0 16 16">${shape}</symbol>`,
  );
  return html`<svg class="shapes" aria-hidden="true" focusable="false">${symbols}</svg>\n`;
}

export function mark(name: Mark): Html {
  return html`<svg class="mark ${name}" aria-hidden="true" focusable="false"><use href="#mark-${name}"/></svg>`;
}

/** The mark inside a drawing, in a square of `size` around a centre. */
export function markAt(name: Mark, centre: readonly [x: number, y: number], size = 16): Html {
  const [x, y] = centre.map((coordinate) => coordinate - size / 2);
  return html`<use class="mark ${name}" href="#mark-${name}" x="${x ?? 0}" y="${y ?? 0}" width="${size}" height="${size}"/>`;
}
