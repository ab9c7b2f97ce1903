/**
 * From the receipt of each month to its purge: a bar a month over the years, today as a line across them. Drawn twice,
 * for a wide screen and a narrow one.
 */

import { type Html, html } from '../../pages/html.ts';
import { drawing, rounded } from './drawing.ts';
import { type Mark, markAt } from './mark.ts';

export interface TimelineBar {
  readonly name: string;
  readonly received: Temporal.PlainDate;
  readonly lastDay: Temporal.PlainDate;
  readonly heldUntil: Temporal.PlainDate | undefined;
  /** When it was purged; the bar ends there. */
  readonly purged: Temporal.PlainDate | undefined;
  readonly state: 'kept' | 'soon' | 'held' | 'due' | 'purged';
  /** `undefined`: nothing is to be noted. */
  readonly mark: Mark | undefined;
}

export interface Timeline {
  readonly title: string;
  readonly description: string;
  readonly today: Temporal.PlainDate;
  readonly todayWord: string;
  /** Last day of the channel, and what to call it. */
  readonly end: Temporal.PlainDate | undefined;
  readonly endWord: string;
  readonly bars: readonly TimelineBar[];
}

export function drawPurgeTimeline(timeline: Timeline): Html {
  if (timeline.bars.length === 0) return html``;
  return html`${draw(timeline, { screens: 'wide', width: 872, names: 100, row: 22, everyYears: 1 })}${draw(timeline, { screens: 'narrow', width: 340, names: 86, row: 22, everyYears: 2 })}`;
}

interface Layout {
  readonly screens: 'wide' | 'narrow';
  readonly width: number;
  /** Room for the names at the left. */
  readonly names: number;
  readonly row: number;
  readonly everyYears: number;
}

const head = 26;
const foot = 24;
const right = 22;

function draw(timeline: Timeline, layout: Layout): Html {
  const { title, description, bars, today, todayWord, end, endWord } = timeline;
  const days = [today, ...(end === undefined ? [] : [end]), ...bars.flatMap(daysOf)].sort(
    Temporal.PlainDate.compare,
  );
  const first = (days.at(0) ?? today).with({ month: 1, day: 1 });
  const last = (days.at(-1) ?? today).with({ month: 1, day: 1 }).add({ years: 1 });
  const span = first.until(last).days;
  const room = layout.width - layout.names - right;
  const at = (day: Temporal.PlainDate) => rounded(layout.names + (first.until(day).days / span) * room);
  const below = head + bars.length * layout.row + 4;
  const height = below + foot;
  const years = Array.from({ length: last.year - first.year + 1 }, (_, index) => first.add({ years: index }));
  // Of two lines close to each other, one has its word at the left and one at the right.
  const todayIsBefore = end !== undefined && Temporal.PlainDate.compare(today, end) <= 0;
  const content = html`${years.map((year, index) => html`<path class="grid" d="M${at(year)} ${head - 6}V${below}"/>${index % layout.everyYears === 0 && index < years.length - 1 ? html`<text class="axis" x="${at(year)}" y="${below + 16}">${year.year}</text>` : html``}`)}
${end === undefined || layout.screens === 'narrow' ? html`` : across('end', at(end.add({ days: 1 })), below, endWord, todayIsBefore ? 'start' : 'end')}
${bars.map((bar, index) => drawBar(bar, head + index * layout.row, at, today, layout))}
${across('today', at(today), below, todayWord, todayIsBefore || at(today) > layout.width * 0.7 ? 'end' : 'start')}`;
  return drawing(
    {
      id: `purge-${layout.screens}`,
      title,
      description,
      width: layout.width,
      height,
      screens: layout.screens,
    },
    content,
  );
}

function daysOf({ received, lastDay, heldUntil, purged }: TimelineBar): readonly Temporal.PlainDate[] {
  return [received, lastDay, heldUntil, purged].filter((day) => day !== undefined);
}

/** A line across all bars, with its word above at one side of it. */
function across(style: string, x: number, height: number, word: string, anchor: 'start' | 'end'): Html {
  return html`<path class="${style}" d="M${x} 4V${height}"/><text class="axis ${style}" x="${x + (anchor === 'end' ? -6 : 6)}" y="14" text-anchor="${anchor}">${word}</text>\n`;
}

function drawBar(
  bar: TimelineBar,
  y: number,
  at: (day: Temporal.PlainDate) => number,
  today: Temporal.PlainDate,
  { row, names }: Layout,
): Html {
  const { received, lastDay, heldUntil, purged, state } = bar;
  const middle = y + row / 2;
  const stop = purged ?? lastDay.add({ days: 1 });
  const [start, finish] = [at(received), at(stop)];
  const now = Temporal.PlainDate.compare(today, stop) < 0 ? at(today) : finish;
  const bars = html`<rect class="bar ${state}" x="${start}" y="${middle - 4}" width="${rounded(Math.max(finish - start, 1))}" height="8" rx="2"/><rect class="bar past ${state}" x="${start}" y="${middle - 4}" width="${rounded(Math.max(now - start, 0))}" height="8" rx="2"/>`;
  const longer =
    heldUntil === undefined
      ? html``
      : html`<rect class="bar longer" x="${finish}" y="${middle - 4}" width="${rounded(Math.max(at(heldUntil) - finish, 2))}" height="8"/>`;
  const tip = heldUntil === undefined ? finish : at(heldUntil);
  return html`<text class="axis name" x="${names - 8}" y="${middle + 4.5}" text-anchor="end">${bar.name}</text>${bars}${longer}${bar.mark === undefined ? html`` : markAt(bar.mark, [tip + 11, middle], 14)}\n`;
}
