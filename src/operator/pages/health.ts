/** What is looked at all the time, and how it is. */

import { type Html, html } from '../../pages/html.ts';
import { mark } from '../drawings/mark.ts';
import type { OperatorView } from '../view.ts';
import { part } from './document.ts';
import type { Speech } from './speech.ts';
import { healthItems, healthMarks } from './words.ts';

export function healthPart({ health }: OperatorView, { say, number }: Speech): Html {
  const items = health.map(({ item, state, count }) => {
    const { name, good, otherwise } = healthItems[item];
    const figure = state === 'good' || count === null ? '' : ` (${number(count)})`;
    return html`<li class="${state}">${mark(healthMarks[state])} <span><strong>${say(name)}</strong> ${say(state === 'good' ? good : otherwise)}${figure}</span></li>\n`;
  });
  return part('health', say`Health`, html`<ul class="marked">\n${items}</ul>\n`);
}
