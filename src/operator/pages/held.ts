/** What waits at the relay, for which reason and for how long. */

import { dataTable, type Html, html } from '../../pages/html.ts';
import { counted, text } from '../../words/text.ts';
import { mark } from '../drawings/mark.ts';
import type { HeldView, OperatorView } from '../view.ts';
import { part } from './document.ts';
import type { Speech } from './speech.ts';
import { holdReasons } from './words.ts';

export function heldPart({ place, held }: OperatorView, speech: Speech): Html {
  const { say, number } = speech;
  if (place !== 'relay') return html``;
  if (held.total === 0) {
    return part(
      'held',
      say`Held`,
      html`<p class="empty">${mark('done')} <span>${say`No record is held.`}</span></p>\n`,
    );
  }
  const said = counted(
    held.total,
    text`${number(held.total)} record waits for exactly one insurer.`,
    text`${number(held.total)} records wait for exactly one insurer.`,
  );
  return part('held', say`Held`, ages(held, speech), say(said));
}

/** The last band is that of the records that have waited for too long: it comes first. */
function ages({ bands, groups }: HeldView, { say, number }: Speech): Html {
  const oldestFirst = bands.map((band, index) => ({ ...band, index })).toReversed();
  const headings = oldestFirst.map(({ from, to }) => ({
    heading: to === null ? `> ${number(from - 1)}` : `${number(from)}–${number(to)}`,
    numeric: true as const,
  }));
  const rows = groups.map(({ reason, byAge }) => [
    say(holdReasons[reason]),
    ...oldestFirst.map(({ to, index }) => {
      const count = byAge[index] ?? 0;
      if (count === 0) return html`<span class="zero">0</span>`;
      return to === null ? html`${mark('late')} <strong>${number(count)}</strong>` : number(count);
    }),
  ]);
  return dataTable(say`Records by reason, and by days held`, [{ heading: say`Reason` }, ...headings], rows);
}
