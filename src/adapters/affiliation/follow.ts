/** Follows replaced social security numbers to the one that is in use, and says that it did. */

import type { Ssin } from '../../people/ssin.ts';
import type { Affiliation, AffiliationOutcome } from '../../ports/affiliation.ts';

/** What a source answers about one number, before replacements are followed. */
export type Answer = AffiliationOutcome | { readonly outcome: 'replaced-ssin'; readonly replacedBy: Ssin };

type Ask = (ssins: readonly Ssin[], day: Temporal.PlainDate) => Promise<readonly Answer[]>;

/** A number is replaced once or twice in a life; a longer chain, or one that bites its tail, is an error of the source. */
const longestChain = 4;

/**
 * Asks about `ssins`, and about the numbers that replaced them. The answer says the number in use where it is
 * another; a chain without an end counts as `unavailable`: it is held, shown and asked about again.
 */
export async function followReplacements(
  ask: Ask,
  ssins: readonly Ssin[],
  day: Temporal.PlainDate,
): Promise<readonly Affiliation[]> {
  const settled: (Affiliation | undefined)[] = ssins.map(() => undefined);
  let open = ssins.map((ssin, index) => ({ index, ssin }));
  for (let step = 0; step <= longestChain && open.length > 0; step += 1) {
    const answers = await ask(
      open.map(({ ssin }) => ssin),
      day,
    );
    const replaced: typeof open = [];
    for (const [place, { index, ssin }] of open.entries()) {
      const answer = answers[place] ?? { outcome: 'unavailable' };
      if (answer.outcome === 'replaced-ssin') replaced.push({ index, ssin: answer.replacedBy });
      else settled[index] = step === 0 ? answer : { ...answer, replacedBy: ssin };
    }
    open = replaced;
  }
  return settled.map((affiliation) => affiliation ?? { outcome: 'unavailable' });
}
