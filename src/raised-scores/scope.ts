/** Whose data n° 21/250 lets Opgroeien send (points 2–9, 17 and 22). */

import type { RaisedScoresDeliberation } from '../deliberations/n21-250-clauses.ts';
import { latest } from '../deliberations/rules.ts';

/** What Opgroeien found in one evaluation, as far as the deliberation looks at it (points 5–9). */
export interface Evaluated {
  readonly initialIncapacity: number;
  readonly firstPillarPoints: number;
  readonly conditionsMet: ReadonlySet<string>;
}

/** Initial incapacity plus the raise for the conditions met, in percentage points (point 5). */
export function raisedIncapacity(deliberation: RaisedScoresDeliberation, evaluated: Evaluated): number {
  const raises = latest(deliberation.raiseByConditionsMet);
  const raised = evaluated.initialIncapacity + (raises[evaluated.conditionsMet.size] ?? 0);
  return Math.min(raised, latest(deliberation.greatestIncapacity));
}

/**
 * True if the child's data may be sent (points 5–9, 17, 22): under the entitling incapacity at first,
 * at or over it by the raise alone, and not known already by first-pillar points.
 */
export function isInScope(deliberation: RaisedScoresDeliberation, evaluated: Evaluated): boolean {
  const entitling = latest(deliberation.entitlingIncapacity);
  return (
    evaluated.initialIncapacity < entitling &&
    evaluated.firstPillarPoints < latest(deliberation.excludedFirstPillarPoints) &&
    raisedIncapacity(deliberation, evaluated) >= entitling
  );
}
