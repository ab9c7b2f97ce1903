/**
 * How a checkpoint is handed to another: the body of an `add-checkpoint` request (C2SP tlog-witness), with the
 * proof that the ledger only grew since the size that the other knows.
 */

import { decodeBase64, greatestNote } from './note.ts';

export interface Submission {
  /** Size from which the proof leads to the checkpoint's; 0: there is nothing to be proven. */
  readonly old: number;
  /** Consistency proof (RFC 6962 section 2.1.2), hexadecimal. */
  readonly proof: readonly string[];
  /** The checkpoint, a signed note. */
  readonly note: string;
}

const greatestProof = 63;
/** Bytes; a proof of the greatest length and a note. */
export const greatestSubmission = greatestNote + 4 * 1024;

export function formatSubmission({ old, proof, note }: Submission): string {
  const lines = proof.map((hash) => `${Buffer.from(hash, 'hex').toString('base64')}\n`);
  return `old ${old}\n${lines.join('')}\n${note}`;
}

/** Reads what anybody handed in, or gives `undefined` if it is not of that form. */
export function parseSubmission(text: string): Submission | undefined {
  const border = text.indexOf('\n\n');
  const [first = '', ...lines] = text.slice(0, border).split('\n');
  const [, old] = /^old (0|[1-9][0-9]{0,14})$/.exec(first) ?? [];
  const hashes = lines.map(decodeBase64);
  const proof = hashes.flatMap((hash) => (hash?.length === 32 ? [hash.toString('hex')] : []));
  if (border < 0 || old === undefined || proof.length < lines.length || proof.length > greatestProof) {
    return undefined;
  }
  return { old: Number(old), proof, note: text.slice(border + 2) };
}
