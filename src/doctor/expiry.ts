/** What ends on a day that is known beforehand. */

import type { Clock } from '../clock.ts';
import { type Text, text } from '../words/text.ts';
import { type Finding, fine, look, mend } from './check.ts';

/** So many days before, it is time to see to it. */
const notice = 60;

/** `until` is the first instant at which it is over, `null` if it never is. */
export function expiryFinding(
  what: Text,
  until: Temporal.Instant | null,
  { now }: Pick<Clock, 'now'>,
  todo: Text,
): Finding {
  if (until === null) return fine(text`${what}: without an end`);
  const days = Math.floor(now().until(until).total('days'));
  if (days < 0) return mend(text`${what}: expired on ${until}`, todo);
  const says = text`${what}: good until ${until}`;
  return days < notice ? look(text`${says}, ${days} days from now`, todo) : fine(says);
}
