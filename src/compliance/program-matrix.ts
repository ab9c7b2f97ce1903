/** The matrix of the program that runs: its own sources, and what its tests left beside it. */

import path from 'node:path';
import type { Deliberation } from '../deliberations/clause.ts';
import { requirementsByNumber } from '../deliberations/index.ts';
import { evidenceFile, readEvidence } from './evidence.ts';
import { matrixOf } from './matrix.ts';
import { programFolder, readSources } from './sources.ts';

/** `named`: another file of evidence. */
export async function programMatrix(deliberation: Deliberation, named?: string) {
  const file = named ?? path.join(programFolder, evidenceFile);
  const evidence = await readEvidence(file);
  const requirements = requirementsByNumber.get(deliberation.number) ?? [];
  return {
    matrix: matrixOf({ deliberation, requirements, sources: await readSources(), evidence }),
    file,
    evidence,
  };
}
