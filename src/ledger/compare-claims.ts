/** A ledger, held against what others saw of it. */

import { deliberationByNumber } from '../deliberations/index.ts';
import type { Claim, Finding, Studied } from './audit.ts';
import { isLogOver } from './keeping.ts';
import type { PrunedBeginning } from './pruned.ts';
import { verifyLedger } from './verify.ts';

/** The first contradiction, and the number of claims of which nothing can be said. `longer`: there is another copy that goes on, so that this one may be older and end where it does. */
export async function compareClaims(
  { copy, deliberation, broken, pruned }: Studied,
  claims: readonly Claim[],
  longer: boolean,
): Promise<{ readonly findings: readonly Finding[]; readonly untold: number }> {
  const { source } = copy;
  // Of what is broken in itself only the part before can be compared: its first fault is named already.
  if (claims.length === 0 || broken !== undefined) return { findings: [], untold: 0 };
  const sizes = new Set(claims.map(({ size }) => size));
  const verdict = await verifyLedger(copy.entries(), undefined, sizes, copy.subtrees);
  if (!verdict.ok) return { findings: [], untold: 0 };
  let [agreed, untold] = [0, 0];
  for (const { source: by, size, root, at } of claims.toSorted((a, b) => a.size - b.size)) {
    if (size > verdict.size && longer) break;
    if (size > verdict.size)
      return { findings: [{ finding: 'dropped', source, by, entry: verdict.size }], untold };
    if (
      pruned !== null &&
      size < pruned.entries &&
      at !== undefined &&
      isTooYoung(deliberation, pruned, at)
    ) {
      return { findings: [{ finding: 'pruned-early', source, by, entry: size }], untold };
    }
    const own = verdict.roots.get(size);
    if (own === undefined && pruned !== null && size > 0) {
      untold += 1;
      continue;
    }
    if (size > 0 && own !== root) {
      return { findings: [{ finding: 'rewritten', source, by, entry: agreed, last: size - 1 }], untold };
    }
    agreed = size;
  }
  return { findings: [], untold };
}

/** What others saw they wrote down a little later, at midnight on the next day. */
const noticing = Temporal.Duration.from({ hours: 24 });

/** True if what was written after others saw the ledger, at that moment, had to be kept still when it was pruned. */
function isTooYoung(number: string, pruned: PrunedBeginning, seenAt: Temporal.Instant): boolean {
  const deliberation = deliberationByNumber(number);
  return deliberation !== undefined && !isLogOver(deliberation, seenAt.subtract(noticing), pruned.at);
}
