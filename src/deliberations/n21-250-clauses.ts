/** What n° 21/250 says beyond what every deliberation does: by what its publisher selects the children. */

import type { Clause, Deliberation } from './clause.ts';
import type { ClauseNameOf, Requirement } from './requirement.ts';

export interface RaisedScoresDeliberation extends Deliberation {
  readonly flow: 'raised-scores';
  readonly entitlingIncapacity: Clause<number>;
  readonly excludedFirstPillarPoints: Clause<number>;
  readonly conditions: Clause<Readonly<Record<string, string>>>;
  readonly raiseByConditionsMet: Clause<readonly number[]>;
  readonly greatestIncapacity: Clause<number>;
}

/** What n° 21/250 requires; the parties by the names that it has for them. */
export interface Requirement21250 extends Requirement<ClauseNameOf<RaisedScoresDeliberation>> {
  readonly actors: readonly (
    | 'Opgroeien'
    | 'INAMI'
    | 'insurers'
    | 'CIN'
    | 'Crossroads Bank'
    | 'all parties'
  )[];
}
