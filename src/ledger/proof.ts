/** Proof that an entry is in a ledger, for whoever has the entry and trusts the checkpoint (C2SP tlog-proof). */

export interface InclusionProof {
  /** Number of the entry, from 0. */
  readonly index: number;
  /** Inclusion proof (RFC 6962 section 2.1.1), hexadecimal. */
  readonly path: readonly string[];
  /** The checkpoint, a signed note. */
  readonly note: string;
}

export function formatProof({ index, path, note }: InclusionProof): string {
  const lines = path.map((hash) => `${Buffer.from(hash, 'hex').toString('base64')}\n`);
  return `c2sp.org/tlog-proof@v1\nindex ${index}\n${lines.join('')}\n${note}`;
}
