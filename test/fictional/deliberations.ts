/** Stands in the place of src/deliberations/index.ts: with one line more, as an institution would write it. */

import type { Deliberation } from '../../src/deliberations/clause.ts';
import { n21250 } from '../../src/deliberations/n21-250.ts';
import type { Requirement } from '../../src/deliberations/requirement.ts';
import { requirements21250 } from '../../src/deliberations/requirements-21-250/index.ts';
import { requirementsOf } from './law.ts';
import { present } from './present.ts';

export const deliberations: readonly Deliberation[] = [n21250, present];

export function deliberationByNumber(number: string): Deliberation | undefined {
  return deliberations.find((deliberation) => deliberation.number === number);
}

export const requirementsByNumber: ReadonlyMap<string, readonly Requirement[]> = new Map<
  string,
  readonly Requirement[]
>([
  [n21250.number, requirements21250],
  [present.number, requirementsOf(present)],
]);
