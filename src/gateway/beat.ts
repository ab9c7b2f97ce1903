/**
 * When the verdict on a factor is given. What there is of an account takes time to read and to judge, and a
 * name without an account has nothing to read: a hundredth of a millisecond is enough to tell them apart in
 * some hundred tries. So no verdict leaves when it is found, but on the next beat counted from the request,
 * as OpenSSH does by its least time for a failure (`auth2.c`, `ensure_minimum_time_since`).
 */

/** Milliseconds; longer than any signature takes to be judged. A password takes several beats, whoever gives it. */
export const beat = 10;

/** The outcome of `work`, on the first beat after it: the call itself is the beat from which the others count. */
export function onTheBeat<Value>(work: Promise<Value>): Promise<Value> {
  let done = false;
  const note = () => {
    done = true;
  };
  work.then(note, note);
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      if (!done) return;
      clearInterval(timer);
      resolve(work);
    }, beat);
  });
}
