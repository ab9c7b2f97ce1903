/** What an authority signed: certificates, revocation lists and OCSP responses all have this form. */

import { type KeyObject, verify } from 'node:crypto';
import type { DerReader } from './der.ts';
import { type ObjectIdentifier, readAlgorithm, readBitString } from './values.ts';

export interface Signed {
  /** The bytes that the signature is over. */
  readonly content: Buffer;
  readonly algorithm: ObjectIdentifier;
  readonly signature: Buffer;
}

/** Signatures that prove something: no SHA-1, no MD5 (RFC 4055, RFC 5758). */
const algorithms: ReadonlyMap<ObjectIdentifier, { readonly type: 'rsa' | 'ec'; readonly hash: string }> =
  new Map([
    ['1.2.840.113549.1.1.11', { type: 'rsa', hash: 'sha256' }],
    ['1.2.840.113549.1.1.12', { type: 'rsa', hash: 'sha384' }],
    ['1.2.840.113549.1.1.13', { type: 'rsa', hash: 'sha512' }],
    ['1.2.840.10045.4.3.2', { type: 'ec', hash: 'sha256' }],
    ['1.2.840.10045.4.3.3', { type: 'ec', hash: 'sha384' }],
    ['1.2.840.10045.4.3.4', { type: 'ec', hash: 'sha512' }],
  ]);

export function readSigned(reader: DerReader): Signed {
  return { content: reader.element(), algorithm: readAlgorithm(reader), signature: readBitString(reader) };
}

/** True if the signature is of an algorithm that proves something. */
export function isSoundlySigned({ algorithm }: Signed): boolean {
  return algorithms.has(algorithm);
}

/** True if the owner of `key` signed it. */
export function isSignedBy({ content, algorithm, signature }: Signed, key: KeyObject): boolean {
  const known = algorithms.get(algorithm);
  if (known === undefined || key.asymmetricKeyType !== known.type) return false;
  return verify(known.hash, content, key, signature);
}
