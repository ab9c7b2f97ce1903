/** All flows that this program can carry: the only file that knows their rooms. Another one is another line here. */

import type { Deliberation } from './deliberations/clause.ts';
import type { Flow } from './flow.ts';
import { raisedScores } from './raised-scores/flow.ts';

const flows: ReadonlyMap<string, Flow> = new Map([['raised-scores', raisedScores]]);

/** The flow that carries a deliberation. */
export function flowOf({ flow: name, number }: Deliberation): Flow {
  const flow = flows.get(name);
  if (flow === undefined) throw new RangeError(`n° ${number} names a flow that there is not: ${name}`);
  return flow;
}
