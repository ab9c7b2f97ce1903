/** Signs and seals: one author, one recipient, binary, uncompressed, without a file name. */

import * as openpgp from 'openpgp';
import {
  type PrivateKey,
  type PublicKey,
  privateMaterialOf,
  publicMaterialOf,
  requireUsable,
} from './material.ts';
import { inPieces } from './pieces.ts';
import { dateOf, sealing } from './profile.ts';

export interface Sealing {
  readonly plain: AsyncIterable<Uint8Array>;
  readonly signWith: PrivateKey;
  readonly sealTo: PublicKey;
  readonly at: Temporal.Instant;
}

/** Small writes would each pass through a dozen streams; larger ones than this take memory and gain no time. */
const pieceSize = 128 * 1024;

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
  const content = { filename: '', format: 'binary', date } as const;
  const sessionKey = await sessionKeyFor(encryptionKeys, date);
  const options = {
    signingKeys,
    encryptionKeys,
    sessionKey,
    format: 'binary',
    date,
    config: sealing,
  } as const;

  const pieces = inPieces(plain, pieceSize);
  const { value: first = new Uint8Array() } = await pieces.next();
  if (first.length < pieceSize) {
    // That was all of it. The library's streams would take longer to set up than so little to seal.
    const message = await openpgp.createMessage({ binary: first, ...content });
    yield await openpgp.encrypt({ message, ...options });
    return;
  }

  // Inside the library an error of the source would also reject promises that nobody awaits. So the source
  // just seems to end, and what the library makes of that end is never handed on.
  let failure: { readonly error: unknown } | undefined;
  async function* untilFailure(): AsyncGenerator<Uint8Array> {
    try {
      yield first;
      yield* pieces;
    } catch (error) {
      failure = { error };
    } finally {
      await pieces.return(undefined);
    }
  }

  const message = await openpgp.createMessage({ binary: ReadableStream.from(untilFailure()), ...content });
  const sealed: ReadableStream<Uint8Array> = await openpgp.encrypt({ message, ...options });
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
