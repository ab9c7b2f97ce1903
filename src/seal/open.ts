/**
 * Opens what was sealed to us. Nobody may act on plaintext whose author is not proven, and a parcel may be
 * larger than memory: a first pass decrypts, checks integrity and signature and keeps nothing but a digest
 * of each piece; a second pass releases the pieces that have exactly those digests.
 */

import { hash } from 'node:crypto';
import { enums } from 'openpgp';
import { PasserelleError } from '../errors.ts';
import { text, type Words } from '../words/text.ts';
import { type Claim, claimOf, contentOf } from './content.ts';
import { readEnvelope } from './envelope.ts';
import { keyBehind, type PrivateKey, type PublicKey, publicMaterialOf, requireUsable } from './material.ts';
import { inPieces } from './pieces.ts';

export interface SealedParcel {
  /** The sealed bytes from the start; called once for each pass. */
  readonly sealed: () => AsyncIterable<Uint8Array>;
  /** Number of sealed bytes. */
  readonly size: number;
  readonly openWith: PrivateKey;
  /** The only author accepted, by this key or another of its own. */
  readonly from: PublicKey;
  /** Refuses signatures of the future, and keys that are not valid then; `null` where time proves nothing. */
  readonly at: Temporal.Instant | null;
}

const pieceSize = 256 * 1024;
/** Verified plaintext up to this many bytes is kept, which spares the second pass. */
const greatestKept = 8 * 1024 * 1024;

/**
 * The plaintext, to be read once. Resolves when it is proven to be intact and to carry exactly one
 * signature, by `from`. Throws `parcel-unreadable` (not OpenPGP, cut short, tampered with, sealed to another
 * key, integrity stripped, too costly to open) or `signature-refused` (unsigned, by another, by several, over
 * other bytes, too late or with an expired key); a failure of `sealed` comes through as it is.
 */
export async function openSealed(parcel: SealedParcel): Promise<AsyncIterable<Uint8Array>> {
  const { digests, kept } = await prove(parcel);
  return kept === undefined ? release(parcel, digests) : ReadableStream.from(kept);
}

interface Proof {
  /** SHA-256 of each piece of plaintext. */
  readonly digests: readonly string[];
  /** The pieces themselves, if they are few. */
  readonly kept: readonly Uint8Array[] | undefined;
}

async function prove(parcel: SealedParcel): Promise<Proof> {
  const envelope = await readEnvelope(parcel);
  const digests: string[] = [];
  const pieces: Uint8Array[] = [];
  const signatures = await envelope.attempt(async () => {
    const claim = await claimOf(envelope, parcel.openWith, parcel.from, parcel.at);
    for await (const piece of inPieces(envelope.watch(claim.data), pieceSize)) {
      digests.push(hash('sha256', piece));
      if (digests.length * pieceSize <= greatestKept) pieces.push(piece);
      else pieces.length = 0;
    }
    return claim.signatures;
  });
  // Only now: a verdict on the signature of bytes that are not intact would tell an attacker about them.
  await requireAuthor(signatures, parcel);
  return { digests, kept: pieces.length === digests.length ? pieces : undefined };
}

/** Reads again. Its own integrity check comes too late for a stream; the digests come in time. */
async function* release(parcel: SealedParcel, digests: readonly string[]): AsyncGenerator<Uint8Array> {
  const envelope = await readEnvelope(parcel);
  const content = await envelope.attempt(() => contentOf(envelope, parcel.openWith));
  const pieces = inPieces(envelope.watch(content), pieceSize);
  try {
    for (const digest of digests) {
      const next = await envelope.attempt(() => pieces.next());
      if (next.done === true || hash('sha256', next.value) !== digest) throw changedSinceProof();
      yield next.value;
    }
    const surplus = await envelope.attempt(() => pieces.next());
    if (surplus.done !== true) throw changedSinceProof();
  } finally {
    await pieces.return(undefined);
  }
}

async function requireAuthor(signatures: Claim['signatures'], { from, at }: SealedParcel): Promise<void> {
  const [signature, ...others] = signatures;
  if (signature === undefined) throw signatureRefused(text`it is not signed`);
  if (others.length > 0) throw signatureRefused(text`it carries more than one signature`);
  const author = keyBehind(from, signature.keyID);
  if (author === undefined) {
    throw signatureRefused(text`it is signed by another key than ${from.fingerprint}`);
  }
  try {
    await signature.verified;
    const [{ created } = { created: null }] = (await signature.signature).packets;
    if (at !== null)
      await requireUsable(publicMaterialOf(author), author === from ? at : timeOf(created), ['sign']);
  } catch (cause) {
    throw signatureRefused(text`its signature does not hold for these bytes, this key and this time`, cause);
  }
  const [packet] = (await signature.signature).packets;
  if (packet?.signatureType !== enums.signature.binary) {
    // A text signature leaves line endings open: other bytes than these would pass.
    throw signatureRefused(text`its signature does not cover the exact bytes`);
  }
}

/** A key that is being replaced need not last until now: it counts when it signed. */
function timeOf(created: Date | null): Temporal.Instant {
  if (created === null) throw new TypeError('a signature without a time');
  return Temporal.Instant.fromEpochMilliseconds(created.getTime());
}

function signatureRefused(reason: Words, cause?: unknown): PasserelleError {
  return new PasserelleError('signature-refused', text`the parcel's author is not proven: ${reason}`, {
    hint: text`Nothing was read from it. Compare the fingerprint of the sender's key with the sender by telephone.`,
    cause,
  });
}

function changedSinceProof(): PasserelleError {
  return new PasserelleError('parcel-unreadable', text`the sealed bytes changed while they were read`, {
    hint: text`Nothing of the change was used. Check the disk of the database and run the command again.`,
  });
}
