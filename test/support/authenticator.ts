/** A TOTP device of somebody else, after RFC 6238 and RFC 4226, that shares no code with the program. */

import { createHmac } from 'node:crypto';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The code that a device set up with `uri` shows at `at`. */
export function codeFrom(uri: string, at = Temporal.Now.instant()): string {
  const parameters = new URL(uri).searchParams;
  const period = Number(parameters.get('period') ?? '30');
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(at.epochMilliseconds / 1000 / period)));
  const mac = createHmac('sha1', base32(parameters.get('secret') ?? ''))
    .update(step)
    .digest();
  const number = mac.readUInt32BE((mac.at(-1) ?? 0) & 0x0f) & 0x7fff_ffff;
  return String(number % 1_000_000).padStart(6, '0');
}

function base32(text: string): Buffer {
  const bits = [...text.replace(/=+$/, '')]
    .map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  const bytes = bits.match(/[01]{8}/g) ?? [];
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)));
}
