/** The flow of n° 21/250: each month the children whose incapacity was raised to the entitling percentage. */

import type { Deliberation } from '../deliberations/clause.ts';
import type { RaisedScoresDeliberation } from '../deliberations/n21-250-clauses.ts';
import type { Candidate, ExportOptions, Flow } from '../flow.ts';
import { readEvaluations } from './evaluations.ts';
import { recordForm } from './record-form.ts';
import { isInScope } from './scope.ts';

export const raisedScores: Flow = { record: recordForm, readExport };

/** Holds each evaluation against points 5–9. */
async function* readExport(
  bytes: AsyncIterable<Uint8Array>,
  options: ExportOptions,
): AsyncGenerator<Candidate> {
  const { deliberation } = options;
  if (!isRaisedScores(deliberation)) throw new RangeError(`n° ${deliberation.number} is of another flow`);
  for await (const evaluation of readEvaluations(bytes, { ...options, deliberation })) {
    const { line, ssin, period } = evaluation;
    yield { line, ssin, period, inScope: isInScope(deliberation, evaluation) };
  }
}

function isRaisedScores(deliberation: Deliberation): deliberation is RaisedScoresDeliberation {
  return deliberation.flow === 'raised-scores';
}
