/** The files by which two sites show each other checkpoints, in the folder `checkpoints` of every account's tree. */

import type { PartyId } from '../deliberations/clause.ts';

/** The folder, from the root of the tree. */
export const checkpointFolder = 'checkpoints';

const suffix = '.checkpoint';
const proofForm = /^(?<party>[a-z0-9]{1,64})\.checkpoint\.from-(?<size>0|[1-9][0-9]{0,14})$/;

/** The checkpoint of a party's ledger: a signed note. */
export function checkpointName(party: PartyId): string {
  return `${party}${suffix}`;
}

/** The same with the proof that the ledger grew from `size`: see `Submission`. Not listed, made when asked for. */
export function submissionName(party: PartyId, size: number): string {
  return `${party}${suffix}.from-${size}`;
}

/** From which size a file of that name proves the ledger of `party` to have grown, if it is such a file. */
export function provenFrom(party: PartyId, name: string): number | undefined {
  const { party: of, size } = proofForm.exec(name)?.groups ?? {};
  return of === party && size !== undefined ? Number(size) : undefined;
}
