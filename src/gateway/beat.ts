/**
 * When the verdict on a factor is given. What there is of an account takes time to read and to judge, and a
 * name without an account has nothing to read: a hundredth of a millisecond is enough to tell them apart in
 * some hundred tries. So no verdict leaves when it is found, but on the next beat counted from the request,
 * as OpenSSH does by its least time for a failure (`auth2.c`, `ensure_minimum_time_since`).
 */

import { steadyTime } from '../clock.ts';

/** Milliseconds; longer than any signature takes to be judged. A password takes several beats, whoever gives it. */
export const beat = 10;

/**
 * The outcome of `work`, on the first beat after it. The call itself is the beat from which the others count,
 * before anything of the work is done: part of it may be done at once, and takes its time too.
 */
export async function onTheBeat<Value>(work: () => Promise<Value>): Promise<Value> {
  const begun = steadyTime();
  const outcome = work();
  await Promise.allSettled([outcome]);
  const due = begun + beat * Math.ceil((steadyTime() - begun) / beat);
  // A timer counts whole milliseconds from the end of what was done before: alone, it would tell how long that
  // took. What is left is waited for turn by turn.
  const whole = Math.floor(due - steadyTime()) - 1;
  if (whole > 0) await new Promise((resolve) => setTimeout(resolve, whole));
  while (steadyTime() < due) await new Promise((resolve) => setImmediate(resolve));
  return outcome;
}
