/** Documents that a site signed with its ledger key, in the hands of somebody else. */

import { PasserelleError } from '../errors.ts';
import { parseNote } from '../ledger/note.ts';
import { isNoteSignedBy } from '../ledger/signed-text.ts';
import { joined, type Text, text } from '../words/text.ts';
import { readGivenKeys } from './given-files.ts';

export interface SignedDocument {
  readonly file: string;
  readonly document: string;
  /** Characters. */
  readonly greatest: number;
  /** Under which name it must be signed: see `logNameOf`. */
  readonly signer: string;
}

/** Throws `signature-refused` unless the document is signed by its site, whose key must be among `keyFiles`. */
export async function requireSigned(
  { file, document, greatest, signer }: SignedDocument,
  keyFiles: readonly string[],
): Promise<void> {
  const note = parseNote(document, greatest);
  if (note === undefined) throw refused(file, text`is not signed`);
  const key = (await readGivenKeys(keyFiles)).find(({ name }) => name === signer);
  if (key === undefined) throw refused(file, text`is of ${signer}, and none of the keys is`);
  if (!isNoteSignedBy(note, signer, key)) throw refused(file, text`is not signed by ${signer}`);
}

function refused(file: string, why: Text): PasserelleError {
  return new PasserelleError('signature-refused', joined([file, why]), {
    hint: text`Do not rely on it. Ask its site for a new one, and for its ledger key by another way.`,
  });
}
