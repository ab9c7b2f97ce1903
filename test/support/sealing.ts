/** Keys and byte streams for tests of what is signed and sealed. */

import {
  generateKeyPair,
  type PrivateKey,
  type PublicKey,
  readPrivateKey,
  readPublicKey,
} from '../../src/seal/keys.ts';
import { seal } from '../../src/seal/seal.ts';

/** In the channel's only year. */
export const march = Temporal.Instant.from('2022-03-01T09:00:00Z');
export const beforeMarch = Temporal.Instant.from('2021-12-01T00:00:00Z');

export interface Holder {
  readonly own: PrivateKey;
  readonly public: PublicKey;
  readonly armored: { readonly privateKey: string; readonly publicKey: string };
}

export async function makeHolder(name: string, profile: 'v4' | 'v6' = 'v4'): Promise<Holder> {
  const userId = `${name} (REHEARSAL) <${name}@passerelle.example>`;
  const armored = await generateKeyPair({ userId, profile, createdAt: beforeMarch, passphrase: undefined });
  return {
    own: await readPrivateKey(armored.privateKey, undefined),
    public: await readPublicKey(armored.publicKey),
    armored,
  };
}

export async function* streamOf(...pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* pieces;
}

/** The same bytes each time it is called, in pieces of `size`. */
export function rereadable(bytes: Uint8Array, size = 64 * 1024): () => AsyncGenerator<Uint8Array> {
  return async function* () {
    for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
  };
}

export async function collect(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(stream));
}

export async function sealed(plain: Uint8Array, from: Holder, to: Holder, at = march): Promise<Buffer> {
  return collect(seal({ plain: streamOf(plain), signWith: from.own, sealTo: to.public, at }));
}

/** The code that a promise is refused with, or what it gave instead. */
export async function codeOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    (value) => ({ resolved: value }),
    (error: { code?: unknown }) => error.code ?? error,
  );
}
