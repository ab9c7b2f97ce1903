/** Texts that a site signs with its ledger key, as notes (C2SP signed-note). */

import { allKeysOf, isSignedBy, type LedgerKey, signatureKeyId, type VerifierKey } from './ledger-key.ts';
import { formatNote, type Note, type NoteSignature, type SignatureType, signatureType } from './note.ts';

/** The text, which ends with a line feed, as a note signed under `name`. */
export function signText(text: string, name: string, key: LedgerKey): string {
  const bytes = key.sign(Buffer.from(text));
  const keyId = signatureKeyId(key, name, signatureType.ed25519);
  return formatNote({ text, signatures: [{ name, keyId, bytes }] });
}

/** True if the key, or another of its ledger, signed the note under `name`. A wrong signature under one spoils the note. */
export function isNoteSignedBy(note: Note, name: string, key: VerifierKey): boolean {
  const message = Buffer.from(note.text);
  const verdicts = allKeysOf(key).flatMap((each) =>
    signaturesOf(note, each, name, signatureType.ed25519).map(({ bytes }) =>
      isSignedBy(each, message, bytes),
    ),
  );
  return verdicts.length > 0 && verdicts.every((holds) => holds);
}

/** The lines that claim to be the key's, of one type. */
export function signaturesOf(
  { signatures }: Note,
  key: VerifierKey,
  name: string,
  type: SignatureType,
): readonly NoteSignature[] {
  const keyId = signatureKeyId(key, name, type);
  return signatures.filter((signature) => signature.name === name && signature.keyId === keyId);
}
