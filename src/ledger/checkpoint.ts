/**
 * Checkpoints (C2SP tlog-checkpoint): how long a ledger is and what its root hash is, signed by its site; and
 * cosignatures (C2SP tlog-cosignature, `cosignature/v1`), by which the others say that they saw it grow to that.
 *
 *     passerelle/21-250/inami
 *     1207
 *     CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
 *     clauses 6a2f0c9d4be1738865a09e3c1fd27b40986efb5d1c07a3e2f4489b6d0c5e7312
 *
 *     — passerelle/21-250/inami Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
 *     — passerelle/21-250/opgroeien jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
 */

import { allKeysOf, isSignedBy, type LedgerKey, signatureKeyId, type VerifierKey } from './ledger-key.ts';
import type { TreeHead } from './merkle-proof.ts';
import { decodeBase64, formatNote, type Note, parseNote, signatureType } from './note.ts';
import { isNoteSignedBy, signaturesOf, signText } from './signed-text.ts';

export interface Checkpoint extends TreeHead {
  /** Names the ledger: see `originOf`. */
  readonly origin: string;
  /** Under which clauses the site runs: see `policyDigest`. Absent in checkpoints of before the line was there. */
  readonly clauses?: string;
}

const form =
  /^(?<origin>[^\s]{1,200})\n(?<size>0|[1-9][0-9]{0,14})\n(?<root>[A-Za-z0-9+/]{43}=)\n(?:clauses (?<clauses>[0-9a-f]{64})\n)?$/;

/** The checkpoint as a note that the site signs. */
export function signCheckpoint({ origin, size, root, clauses }: Checkpoint, key: LedgerKey): string {
  const extension = clauses === undefined ? '' : `clauses ${clauses}\n`;
  const text = `${origin}\n${size}\n${Buffer.from(root, 'hex').toString('base64')}\n${extension}`;
  return signText(text, origin, key);
}

/** What a note of anybody claims, or `undefined` if it is no checkpoint, or one with extension lines of others. */
export function readCheckpoint(note: string): Checkpoint | undefined {
  const { origin, size, root, clauses } = form.exec(parseNote(note)?.text ?? '')?.groups ?? {};
  const hash = decodeBase64(root ?? '');
  if (origin === undefined || hash?.length !== 32) return undefined;
  const head = { origin, size: Number(size), root: hash.toString('hex') };
  return clauses === undefined ? head : { ...head, clauses };
}

/** The checkpoint, if its own site signed it. A wrong signature under the site's key spoils the note. */
export function verifyCheckpoint(note: string, site: VerifierKey): Checkpoint | undefined {
  const checkpoint = readCheckpoint(note);
  const parsed = parseNote(note);
  if (checkpoint === undefined || parsed === undefined) return undefined;
  return isNoteSignedBy(parsed, checkpoint.origin, site) ? checkpoint : undefined;
}

/** The note with the cosignature of `witness` at `at`, in place of an earlier one. */
export function cosign(note: string, witness: LedgerKey, at: Temporal.Instant): string {
  const parsed = parseNote(note);
  if (parsed === undefined) throw new RangeError('not a note');
  const seconds = BigInt(Math.floor(at.epochMilliseconds / 1000));
  const timestamp = Buffer.alloc(8);
  timestamp.writeBigUInt64BE(seconds);
  const signed = Buffer.concat([timestamp, witness.sign(cosignedMessage(parsed, seconds))]);
  const keyId = signatureKeyId(witness, witness.name, signatureType.cosignature);
  const earlier = signaturesOf(parsed, witness, witness.name, signatureType.cosignature);
  const others = parsed.signatures.filter((signature) => !earlier.includes(signature));
  return formatNote({
    ...parsed,
    signatures: [...others, { name: witness.name, keyId, bytes: signed }],
  });
}

/** When `witness` cosigned the note, or `undefined` if it did not. */
export function cosignedAt(note: string, witness: VerifierKey): Temporal.Instant | undefined {
  const parsed = parseNote(note);
  if (parsed === undefined) return undefined;
  const lines = allKeysOf(witness).flatMap((key) =>
    signaturesOf(parsed, key, witness.name, signatureType.cosignature).map(({ bytes }) => ({ key, bytes })),
  );
  for (const { key, bytes } of lines) {
    if (bytes.length !== 8 + 64) continue;
    const seconds = Buffer.from(bytes).readBigUInt64BE();
    if (!isSignedBy(key, cosignedMessage(parsed, seconds), bytes.subarray(8))) continue;
    // Beyond what an instant can be, no honest clock has been.
    if (seconds <= 8_640_000_000_000n) return Temporal.Instant.fromEpochMilliseconds(Number(seconds) * 1000);
  }
  return undefined;
}

/** Both notes' signatures on the same text. Gives `note` as it is if the other signs another text. */
export function joinSignatures(note: string, other: string): string {
  const [one, two] = [parseNote(note), parseNote(other)];
  if (one === undefined || two === undefined || one.text !== two.text) return note;
  const lines = new Map(
    [...two.signatures, ...one.signatures].map((line) => [`${line.name} ${line.keyId}`, line]),
  );
  return formatNote({ text: one.text, signatures: [...lines.values()] });
}

function cosignedMessage({ text }: Note, seconds: bigint): Uint8Array {
  return Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`);
}
