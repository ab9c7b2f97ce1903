/** Signs and seals: one author, one recipient, binary, uncompressed, without a file name. */

import * as openpgp from 'openpgp';
import { encryptInChunks } from './authenticated-chunks.ts';
import {
  type PrivateKey,
  type PublicKey,
  privateMaterialOf,
  publicMaterialOf,
  requireUsable,
} from './material.ts';
import { encryptWithCode } from './modification-detection.ts';
import { streamedPacket } from './packets.ts';
import { inPieces } from './pieces.ts';
import { dateOf, sealing } from './profile.ts';
import { startSignature } from './signature.ts';

export interface Sealing {
  readonly plain: AsyncIterable<Uint8Array>;
  readonly signWith: PrivateKey;
  readonly sealTo: PublicKey;
  readonly at: Temporal.Instant;
}

/** Keys and time, as the library wants them. */
interface Terms {
  readonly signingKeys: openpgp.PrivateKey;
  readonly encryptionKeys: openpgp.Key;
  readonly sessionKey: openpgp.SessionKey;
  readonly date: Date;
}

/** Less is not worth a stream; larger pieces take memory and gain no time. */
const pieceSize = 128 * 1024;
const { packet: tags, literal: formats } = openpgp.enums;

/**
 * Streams the sealed message (RFC 9580 section 10.3). An error of `plain` is thrown as it is, before the
 * message could come to a valid end. Throws `key-refused` if one of the keys is not valid at `at`.
 */
export async function* seal({ plain, signWith, sealTo, at }: Sealing): AsyncGenerator<Uint8Array> {
  const signingKeys = privateMaterialOf(signWith);
  const encryptionKeys = publicMaterialOf(sealTo);
  await requireUsable(signingKeys, at, ['sign']);
  await requireUsable(encryptionKeys, at, ['seal']);

  const date = dateOf(at);
  const sessionKey = await sessionKeyFor(encryptionKeys, date);
  const terms = { signingKeys, encryptionKeys, sessionKey, date };
  const pieces = inPieces(plain, pieceSize);
  const { value: first = new Uint8Array() } = await pieces.next();
  if (first.length < pieceSize) {
    yield await sealAtOnce(first, terms);
    return;
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    yield first;
    yield* pieces;
  }
  try {
    yield* sessionKey.aeadAlgorithm === 'ocb' ? sealByLibrary(all(), terms) : sealPieces(all(), terms);
  } finally {
    await pieces.return(undefined);
  }
}

async function sealAtOnce(binary: Uint8Array, { date, ...keys }: Terms): Promise<Uint8Array> {
  const message = await openpgp.createMessage({ binary, filename: '', format: 'binary', date });
  return openpgp.encrypt({ message, ...keys, date, format: 'binary', config: sealing });
}

/** Signed, literal data as it comes, sealed as it is written: the library passes each piece through a dozen streams. */
async function* sealPieces(plain: AsyncIterable<Uint8Array>, terms: Terms): AsyncGenerator<Uint8Array> {
  const { signingKeys, encryptionKeys, sessionKey, date } = terms;
  const signer = await startSignature(signingKeys, encryptionKeys, date);
  async function* literal(): AsyncGenerator<Uint8Array> {
    const header = Buffer.of(formats.binary, 0, 0, 0, 0, 0);
    header.writeUInt32BE(date.getTime() / 1000, 2);
    yield header;
    for await (const piece of plain) {
      signer.hash.update(piece);
      yield piece;
    }
  }
  async function* packets(): AsyncGenerator<Uint8Array> {
    yield signer.onePass;
    yield* streamedPacket(tags.literalData, literal(), 'lent');
    yield await signer.finish();
  }
  const options = { ...sessionKey, encryptionKeys, date, config: sealing } as const;
  yield await openpgp.encryptSessionKey({ ...options, format: 'binary' });
  yield* streamedPacket(
    tags.symEncryptedIntegrityProtectedData,
    sessionKey.aeadAlgorithm === undefined
      ? encryptWithCode(packets(), sessionKey.algorithm, sessionKey.data)
      : encryptInChunks(packets(), sessionKey.algorithm, sessionKey.data),
    'own',
  );
}

/** In a mode that only the library has. */
async function* sealByLibrary(
  plain: AsyncIterable<Uint8Array>,
  { date, ...keys }: Terms,
): AsyncGenerator<Uint8Array> {
  // Inside the library an error of the source would also reject promises that nobody awaits. So the source
  // just seems to end, and what the library makes of that end is never handed on.
  let failure: { readonly error: unknown } | undefined;
  async function* untilFailure(): AsyncGenerator<Uint8Array> {
    try {
      // It may hold pieces back, which were only lent.
      for await (const piece of plain) yield piece.slice();
    } catch (error) {
      failure = { error };
    }
  }
  const binary = ReadableStream.from(untilFailure());
  const message = await openpgp.createMessage({ binary, filename: '', format: 'binary', date });
  const sealed: ReadableStream<Uint8Array> = await openpgp.encrypt({
    message,
    ...keys,
    date,
    format: 'binary',
    config: sealing,
  });
  for await (const piece of sealed) {
    if (failure !== undefined) throw failure.error;
    yield piece;
  }
}

/**
 * A session key in the form that the recipient's key announces: SEIPDv1 with a modification detection code,
 * or SEIPDv2 with GCM. OCB, forty times slower here, is left to keys that allow nothing else.
 */
async function sessionKeyFor(encryptionKeys: openpgp.Key, date: Date): Promise<openpgp.SessionKey> {
  const { aes256, aes128 } = openpgp.enums.symmetric;
  const generate = (preferredSymmetricAlgorithm: openpgp.enums.symmetric) =>
    openpgp.generateSessionKey({ encryptionKeys, date, config: { ...sealing, preferredSymmetricAlgorithm } });
  const strongest = await generate(aes256);
  if (strongest.aeadAlgorithm !== 'ocb') return strongest;
  const fastest = await generate(aes128);
  return fastest.aeadAlgorithm === 'ocb' ? strongest : fastest;
}
