/**
 * The flow of a month: from whom it came, what became of it here, to whom it went. Two drawings of the same, of which
 * the screen shows the one that fits: from left to right, or from the top down.
 */

import { type Html, html } from '../../pages/html.ts';
import { drawNarrowFlow } from './flow-narrow.ts';
import type { FlowFigures } from './flow-parts.ts';
import { drawWideFlow } from './flow-wide.ts';

export function drawMonthFlow(figures: FlowFigures): Html {
  return html`${drawWideFlow(figures)}${drawNarrowFlow(figures)}`;
}
