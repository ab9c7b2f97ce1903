/**
 * Encrypted data of version 2 in GCM mode (RFC 9580 section 5.13.2): chunks, each with a tag of its own, and at the end
 * one that says how long all of it is. The library does this too, through streams that take longer than to encrypt.
 */

import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type * as openpgp from 'openpgp';
import { enums } from 'openpgp';
import { asBytes, inPieces, withoutEnd } from './pieces.ts';

/** AES in GCM mode with the key's length, by the id of the cipher. */
const ciphers: ReadonlyMap<
  number,
  { readonly name: `aes-${128 | 192 | 256}-gcm`; readonly keyBytes: number }
> = new Map([
  [enums.symmetric.aes128, { name: 'aes-128-gcm', keyBytes: 16 }],
  [enums.symmetric.aes192, { name: 'aes-192-gcm', keyBytes: 24 }],
  [enums.symmetric.aes256, { name: 'aes-256-gcm', keyBytes: 32 }],
]);

const version = 2;
const saltBytes = 32;
const tagBytes = 16;
/** Of the nonce, the first four bytes come from the session key; the rest counts the chunks. */
const nonceKeyBytes = 4;
/** What is written comes in chunks of 2^(12+6) bytes. */
const ownChunkSizeByte = 12;

interface Form {
  /** Packet type, version, cipher, mode and size of chunks: authenticated with each chunk. */
  readonly associated: Uint8Array;
  readonly cipher: { readonly name: `aes-${128 | 192 | 256}-gcm`; readonly keyBytes: number };
  readonly chunkSize: number;
}

function formOf(cipherId: number, sizeByte: number): Form {
  const cipher = ciphers.get(cipherId);
  if (cipher === undefined) throw new TypeError('a cipher that is not accepted');
  const tag = 0xc0 | enums.packet.symEncryptedIntegrityProtectedData;
  return {
    associated: Uint8Array.of(tag, version, cipherId, enums.aead.gcm, sizeByte),
    cipher,
    chunkSize: 2 ** (sizeByte + 6),
  };
}

/** Key and nonces of one message. */
function keysOf({ associated, cipher }: Form, sessionKey: Uint8Array, salt: Uint8Array) {
  if (sessionKey.length !== cipher.keyBytes) throw new TypeError('a session key of another length');
  const derived = Buffer.from(
    hkdfSync('sha256', sessionKey, salt, associated, cipher.keyBytes + nonceKeyBytes),
  );
  const key = derived.subarray(0, cipher.keyBytes);
  const nonce = Buffer.alloc(nonceKeyBytes + 8);
  derived.copy(nonce, 0, cipher.keyBytes);
  return {
    key,
    nonceOf(chunk: bigint) {
      nonce.writeBigUInt64BE(chunk, nonceKeyBytes);
      return nonce;
    },
  };
}

/** What the last tag authenticates: the form, and how many bytes there are. */
function lastAssociated({ associated }: Form, size: bigint): Uint8Array {
  const length = Buffer.alloc(8);
  length.writeBigUInt64BE(size);
  return Buffer.concat([associated, length]);
}

/** The body of the packet in which `packets` stand encrypted by the session key. */
export async function* encryptInChunks(
  packets: AsyncIterable<Uint8Array>,
  algorithm: openpgp.enums.symmetricNames,
  sessionKey: Uint8Array,
): AsyncGenerator<Uint8Array> {
  const form = formOf(enums.symmetric[algorithm], ownChunkSizeByte);
  const salt = randomBytes(saltBytes);
  const { key, nonceOf } = keysOf(form, sessionKey, salt);
  function* encrypted(chunk: bigint, associated: Uint8Array, bytes: Uint8Array) {
    const cipher = createCipheriv(form.cipher.name, key, nonceOf(chunk)).setAAD(associated);
    yield cipher.update(bytes);
    cipher.final();
    yield cipher.getAuthTag();
  }
  yield Buffer.concat([form.associated.subarray(1), salt]);
  let chunks = 0n;
  let size = 0n;
  for await (const chunk of inPieces(packets, form.chunkSize)) {
    yield* encrypted(chunks, form.associated, chunk);
    chunks += 1n;
    size += BigInt(chunk.length);
  }
  yield* encrypted(chunks, lastAssociated(form, size), new Uint8Array());
}

/** How a packet of version 2 says that it is encrypted, as the library has read it. */
export interface ChunkedForm {
  readonly cipherAlgorithm: number | null;
  readonly chunkSizeByte: number | null;
  readonly salt: Uint8Array | null;
}

/**
 * The packets inside. Each chunk is proven before it is given out; where the last ones were cut off or more was added it
 * throws at the end. `encrypted` is what stands behind the salt.
 */
export async function* decryptChunks(
  encrypted: AsyncIterable<Uint8Array>,
  { cipherAlgorithm, chunkSizeByte, salt }: ChunkedForm,
  sessionKey: Uint8Array,
): AsyncGenerator<Uint8Array> {
  if (cipherAlgorithm === null || chunkSizeByte === null || salt === null)
    throw new TypeError('not version 2');
  const form = formOf(cipherAlgorithm, chunkSizeByte);
  const { key, nonceOf } = keysOf(form, sessionKey, salt);
  const open = (chunk: bigint, associated: Uint8Array, bytes: Uint8Array, tag: Uint8Array) => {
    const decipher = createDecipheriv(form.cipher.name, key, nonceOf(chunk), { authTagLength: tagBytes });
    const opened = decipher.setAAD(associated).setAuthTag(tag).update(bytes);
    decipher.final();
    return opened;
  };
  const chunks = withoutEnd(encrypted, tagBytes);
  let count = 0n;
  let size = 0n;
  for await (const chunk of inPieces(chunks.bytes(), form.chunkSize + tagBytes)) {
    const bytes = open(count, form.associated, chunk.subarray(0, -tagBytes), chunk.subarray(-tagBytes));
    count += 1n;
    size += BigInt(bytes.length);
    yield asBytes(bytes);
  }
  open(count, lastAssociated(form, size), new Uint8Array(), chunks.end());
}
