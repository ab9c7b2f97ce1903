/** A column a day: how often something happened. */

import { type Html, html } from '../../pages/html.ts';
import { drawing, rounded } from './drawing.ts';

export interface Days {
  readonly title: string;
  readonly description: string;
  /** The oldest first. */
  readonly counts: readonly number[];
  /** What to call the first day, the last, and the greatest count. */
  readonly first: string;
  readonly last: string;
  readonly most: string;
}

const [width, height, foot, head] = [400, 92, 20, 16];

export function drawDays({ title, description, counts, first, last, most }: Days): Html {
  const greatest = Math.max(...counts, 1);
  const step = width / counts.length;
  const room = height - foot - head;
  const columns = counts.map((count, index) => {
    const tall = count === 0 ? 1 : Math.max((count / greatest) * room, 3);
    return html`<rect class="${count === 0 ? 'track' : 'column'}" x="${rounded(index * step + 1)}" y="${rounded(height - foot - tall)}" width="${rounded(step - 2)}" height="${rounded(tall)}"/>`;
  });
  const peak = counts.indexOf(greatest);
  const middle = Math.min(Math.max((peak + 0.5) * step, 8), width - 12);
  const label =
    peak < 0
      ? html``
      : html`<text class="axis" x="${rounded(middle)}" y="${head - 4}" text-anchor="middle">${most}</text>`;
  return drawing(
    { id: 'refused', title, description, width, height },
    html`${columns}${label}<text class="axis" x="0" y="${height - 3}">${first}</text><text class="axis" x="${width}" y="${height - 3}" text-anchor="end">${last}</text>`,
  );
}
