/** Stands in the place of src/flows.ts: with one line more, as an institution would write it. */

import type { Deliberation } from '../../src/deliberations/clause.ts';
import type { Flow } from '../../src/flow.ts';
import { raisedScores } from '../../src/raised-scores/flow.ts';
import { heatingSupport } from './heating-support/flow.ts';

const flows: ReadonlyMap<string, Flow> = new Map([
  ['raised-scores', raisedScores],
  ['heating-support', heatingSupport],
]);

export function flowOf({ flow: name, number }: Deliberation): Flow {
  const flow = flows.get(name);
  if (flow === undefined) throw new RangeError(`n° ${number} names a flow that there is not: ${name}`);
  return flow;
}
