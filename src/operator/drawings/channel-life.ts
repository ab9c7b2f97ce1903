/** The life of the channel from its first day to its last, as a bar that fills. */

import { type Html, html } from '../../pages/html.ts';
import { drawing, rounded } from './drawing.ts';

export interface ChannelLife {
  readonly title: string;
  readonly description: string;
  readonly first: Temporal.PlainDate;
  readonly last: Temporal.PlainDate;
  readonly today: Temporal.PlainDate;
}

const [width, height] = [320, 22];

export function drawChannelLife({ title, description, first, last, today }: ChannelLife): Html {
  const whole = first.until(last.add({ days: 1 })).days;
  const passed = Math.min(Math.max(first.until(today).days / whole, 0), 1);
  const filled = rounded(passed * (width - 2));
  const months = Array.from({ length: 60 }, (_, index) => first.with({ day: 1 }).add({ months: index + 1 }))
    .filter((month) => Temporal.PlainDate.compare(month, last) <= 0)
    .map((month) => rounded(1 + (first.until(month).days / whole) * (width - 2)));
  const content = html`<rect class="track" x="1" y="6" width="${width - 2}" height="10" rx="5"/><rect class="past" x="1" y="6" width="${filled}" height="10" rx="5"/>${months.map((x) => html`<path class="tick" d="M${x} 7v8"/>`)}<path class="today" d="M${1 + filled} 1v20"/>`;
  return drawing({ id: 'life', title, description, width, height }, content);
}
