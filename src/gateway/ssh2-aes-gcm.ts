/** AES-GCM as OpenSSH has it in SSH (RFC 5647; PROTOCOL, section 1.6), for the two ends of a connection's encryption. */

import { createSecretKey, type KeyObject } from 'node:crypto';

/** Bytes of the packet's length, which is sent in the open and vouched for by the tag. */
export const lengthBytes = 4;
export const blockLength = 16;
export const tagLength = 16;
/** RFC 4253 section 6. */
export const leastPadding = 4;

const keys = new WeakMap<Buffer, KeyObject>();

/** The key that has those bytes, set up once for as long as they are used. */
export function keyOf(bytes: Buffer): KeyObject {
  const known = keys.get(bytes);
  if (known !== undefined) return known;
  const key = createSecretKey(bytes);
  keys.set(bytes, key);
  return key;
}

/** The algorithm by the name that ssh2 gives it. */
export function algorithmOf(name: string): 'aes-128-gcm' | 'aes-256-gcm' {
  return name === 'aes-128-gcm' ? name : 'aes-256-gcm';
}

/** Goes on to the next packet: the invocation counter is the last eight bytes of the nonce (RFC 5647 section 7.1). */
export function advance(nonce: Buffer): void {
  nonce.writeBigUInt64BE(BigInt.asUintN(64, nonce.readBigUInt64BE(4) + 1n), 4);
}
