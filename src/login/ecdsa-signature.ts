/** ECDSA signatures: from SSH's encoding to the one that node:crypto reads. */

import { wireReader } from './ssh-wire.ts';

/** In bytes; those of P-521 have one more than 65. */
const greatestMagnitude = 72;

const tag = { integer: 0x02, sequence: 0x30 } as const;

/**
 * The signature blob of RFC 5656 section 3.1.2 (mpint r, mpint s) as DER, or `undefined` if it is none.
 * Attacker-controlled; whether the numbers suit the curve is for the verification to say.
 */
export function ecdsaSignatureToDer(blob: Uint8Array): Buffer | undefined {
  const reader = wireReader(blob);
  const numbers = [reader.magnitude(), reader.magnitude()];
  if (!reader.isComplete() || numbers.some(({ length }) => length > greatestMagnitude)) return undefined;
  return encode(tag.sequence, Buffer.concat(numbers.map(encodeInteger)));
}

function encodeInteger(magnitude: Buffer): Buffer {
  const sign = (magnitude[0] ?? 0) < 0x80 ? [] : [0];
  return encode(tag.integer, Buffer.concat([Buffer.of(...sign), magnitude]));
}

/** For contents of less than 256 bytes. */
function encode(type: number, content: Buffer): Buffer {
  const length = content.length < 0x80 ? [content.length] : [0x81, content.length];
  return Buffer.concat([Buffer.of(type, ...length), content]);
}
