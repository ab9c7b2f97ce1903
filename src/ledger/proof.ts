/** Proof that an entry is in a ledger, for whoever trusts the checkpoint (C2SP tlog-proof); it brings the entry along. */

import { encodeEntry, hashEntry } from './chain.ts';
import { type Checkpoint, verifyCheckpoint } from './checkpoint.ts';
import type { LedgerEntry } from './event.ts';
import type { VerifierKey } from './ledger-key.ts';
import { incarnationOf, ledgerOf } from './log-name.ts';
import { includes } from './merkle-proof.ts';
import { decodeBase64, greatestNote } from './note.ts';
import { parseEntry } from './read.ts';

export interface InclusionProof {
  /** Bytes of the entry as they were hashed, as the "extra data" of the format; `undefined` where others hold it. */
  readonly entry: Uint8Array | undefined;
  /** Number of the entry, from 0. */
  readonly index: number;
  /** Inclusion proof (RFC 6962 section 2.1.1), hexadecimal. */
  readonly path: readonly string[];
  /** The checkpoint, a signed note. */
  readonly note: string;
}

/** Characters: an entry of the greatest length that an export may have, its way, and a note. */
export const greatestInclusionProof = 1_400_000 + greatestNote + 4 * 1024;

export function formatProof({ entry, index, path, note }: InclusionProof): string {
  const extra = entry === undefined ? '' : `extra ${Buffer.from(entry).toString('base64')}\n`;
  const lines = path.map((hash) => `${Buffer.from(hash, 'hex').toString('base64')}\n`);
  return `c2sp.org/tlog-proof@v1\n${extra}index ${index}\n${lines.join('')}\n${note}`;
}

const form =
  /^c2sp\.org\/tlog-proof@v1\n(?:extra (?<extra>[A-Za-z0-9+/=]*)\n)?index (?<index>0|[1-9][0-9]{0,14})\n(?<path>(?:[A-Za-z0-9+/]{43}=\n){0,63})\n(?<note>[\s\S]*)$/;

/** Reads what anybody handed in, or gives `undefined` if it is not of that form. */
export function parseProof(text: string): InclusionProof | undefined {
  if (text.length > greatestInclusionProof) return undefined;
  const { extra, index, path, note } = form.exec(text)?.groups ?? {};
  if (index === undefined || path === undefined || note === undefined) return undefined;
  const entry = extra === undefined ? undefined : decodeBase64(extra);
  const hashes = path.split('\n').slice(0, -1).map(decodeBase64);
  if (hashes.includes(undefined) || (extra !== undefined && entry === undefined)) return undefined;
  const hexadecimal = hashes.map((hash) => hash?.toString('hex') ?? '');
  return { entry, index: Number(index), path: hexadecimal, note };
}

export type ProofProblem =
  /** It is not of that form. */
  | 'no-proof'
  /** It brings no entry along, and none was given. */
  | 'no-entry'
  /** No key that was given signed its checkpoint. */
  | 'not-signed'
  /** The entry is not that one of the ledger of the checkpoint. */
  | 'not-in-ledger';

export type ProofVerdict =
  | {
      readonly ok: true;
      readonly key: VerifierKey;
      readonly checkpoint: Checkpoint;
      readonly entry: LedgerEntry;
    }
  | { readonly ok: false; readonly problem: ProofProblem };

/** `given`: the bytes of the entry, if the proof does not bring it; `keys`: the ledger keys that are believed. */
export function verifyProof(text: string, keys: readonly VerifierKey[], given?: Uint8Array): ProofVerdict {
  const proof = parseProof(text);
  if (proof === undefined) return { ok: false, problem: 'no-proof' };
  const { index, path, note } = proof;
  const key = keys.find((known) => verifyCheckpoint(note, known) !== undefined);
  const checkpoint = key && verifyCheckpoint(note, key);
  if (checkpoint === undefined || incarnationOf(key?.name ?? '', checkpoint.origin) === undefined) {
    return { ok: false, problem: 'not-signed' };
  }
  const bytes = given ?? proof.entry;
  if (key === undefined || bytes === undefined) return { ok: false, problem: 'no-entry' };
  const entry = parseEntry(bytes);
  const named = ledgerOf(checkpoint.origin);
  const stands =
    entry !== undefined &&
    Buffer.compare(encodeEntry(entry), bytes) === 0 &&
    entry.sequence === index &&
    entry.site === named?.party &&
    entry.deliberation === named.deliberation &&
    includes(checkpoint, index, hashEntry(bytes), path);
  return stands ? { ok: true, key, checkpoint, entry } : { ok: false, problem: 'not-in-ledger' };
}
