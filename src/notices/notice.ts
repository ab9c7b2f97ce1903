/**
 * What people are told that they should do something about. Counts, months and days: never a person, a name of an
 * account or of a file, so that a notice may travel by e-mail.
 */

import { createHash } from 'node:crypto';
import type { Text } from '../words/text.ts';

export type Topic =
  | 'parcels-ready'
  | 'collect-reminder'
  | 'receipt-awaited'
  | 'receipt-missing'
  | 'month-missing'
  | 'held-too-long'
  | 'sunset-coming'
  | 'key-expiring';

export interface Notice {
  readonly topic: Topic;
  /** What it tells: news to whoever was not told of one of them. */
  readonly ids: readonly string[];
  readonly says: Text;
  /** What to do next. */
  readonly todo: Text;
}

/** Whether people are reminded for as long as it stands; what ends on a day has warnings of its own. */
const reminded: Readonly<Record<Topic, boolean>> = {
  'parcels-ready': true,
  'collect-reminder': true,
  'receipt-awaited': true,
  'receipt-missing': true,
  'month-missing': true,
  'held-too-long': true,
  'sunset-coming': false,
  'key-expiring': false,
};

/** Days from one message to the next that tells nothing but what still stands, if a site does not say otherwise. */
export const remindAfterDays = 7;

/** What is remembered of an id: it says nothing, and is short. */
export function markOf(id: string): string {
  return createHash('sha256').update(id).digest('hex').slice(0, 16);
}

/** Marks of what the notices tell and `told` does not hold. */
export function freshMarks(notices: readonly Notice[], told: ReadonlySet<string>): readonly string[] {
  const marks = notices.flatMap(({ ids }) => ids.map(markOf));
  return [...new Set(marks)].filter((mark) => !told.has(mark)).sort();
}

/** How often a recipient is written to. */
export interface Rhythm {
  /** One message in so many days at most. */
  readonly everyDays: number;
  readonly remindAfter: number;
}

/** Whether a message is due. Each tells all that stands, so that the wait for a reminder begins anew with every one. */
export function dueOn(
  notices: readonly Notice[],
  { fresh, lastDay }: { readonly fresh: readonly string[]; readonly lastDay: Temporal.PlainDate | null },
  today: Temporal.PlainDate,
  { everyDays, remindAfter }: Rhythm,
): 'due' | 'told-already' | 'nothing-new' {
  const since = lastDay?.until(today, { largestUnit: 'days' }).days ?? Number.POSITIVE_INFINITY;
  const isNews = fresh.length > 0;
  const isReminder = since >= remindAfter && notices.some(({ topic }) => reminded[topic]);
  if (!isNews && !isReminder) return 'nothing-new';
  return since < everyDays ? 'told-already' : 'due';
}
