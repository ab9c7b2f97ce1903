/**
 * Opens what was sealed to us. Nobody may act on plaintext whose author is not proven, and a parcel may be
 * larger than memory: a first pass decrypts, checks integrity and signature and keeps nothing but a tag by which
 * to recognise each piece; a second pass releases the pieces that are recognised.
 */

import { enums } from 'openpgp';
import { PasserelleError } from '../errors.ts';
import { text, type Words } from '../words/text.ts';
import { type Claim, claimOf, contentOf } from './content.ts';
import { readEnvelope } from './envelope.ts';
import { keyBehind, type PrivateKey, type PublicKey, publicMaterialOf, requireUsable } from './material.ts';
import { inViews } from './pieces.ts';
import { type Recognition, startRecognition } from './recognition.ts';

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
  const { recognition, kept } = await prove(parcel);
  return kept === undefined ? release(parcel, recognition) : ReadableStream.from(kept);
}

interface Proof {
  /** Of each piece of plaintext. */
  readonly recognition: Recognition;
  /** The bytes themselves, if they are few. */
  readonly kept: readonly Uint8Array[] | undefined;
}

async function prove(parcel: SealedParcel): Promise<Proof> {
  const envelope = await readEnvelope(parcel);
  const recognition = startRecognition();
  let kept: Uint8Array[] | undefined = [];
  const signatures = await envelope.attempt(async () => {
    const claim = await claimOf(envelope, parcel.openWith, parcel.from, parcel.at);
    for await (const piece of inViews(envelope.watch(claim.data), pieceSize)) {
      recognition.remember(piece);
      if (recognition.places * pieceSize > greatestKept) kept = undefined;
      kept?.push(...piece);
    }
    return claim.signatures();
  });
  // Only now: a verdict on the signature of bytes that are not intact would tell an attacker about them.
  await requireAuthor(signatures, parcel);
  return { recognition, kept };
}

/** Reads again. Its own integrity check comes too late for a stream; recognition comes in time. */
async function* release(parcel: SealedParcel, recognition: Recognition): AsyncGenerator<Uint8Array> {
  const envelope = await readEnvelope(parcel);
  const content = await envelope.attempt(() => contentOf(envelope, parcel.openWith));
  const pieces = inViews(envelope.watch(content), pieceSize);
  try {
    for (let place = 0; place < recognition.places; place += 1) {
      const next = await envelope.attempt(() => pieces.next());
      if (next.done === true || !recognition.isSame(place, next.value)) throw changedSinceProof();
      yield* next.value;
    }
    const surplus = await envelope.attempt(() => pieces.next());
    if (surplus.done !== true) throw changedSinceProof();
  } finally {
    await pieces.return(undefined);
  }
}

async function requireAuthor(
  signatures: Awaited<ReturnType<Claim['signatures']>>,
  { from, at }: SealedParcel,
): Promise<void> {
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
