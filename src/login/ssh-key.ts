/**
 * SSH public keys (RFC 4253 section 6.6, RFC 5656, RFC 8332, RFC 8709): reading what a peer sends or an
 * operator enrols, and verifying signatures. Nothing but what {@link keyAlgorithms} lists is read.
 */

import { createHash, createPublicKey, type KeyObject, verify, type webcrypto } from 'node:crypto';
import type { EnrolledKey } from '../ports/account.ts';

/**
 * RSA below is within reach of a state; above, a hostile key would keep the processor busy. Cards of eID
 * applet 1.7 have no more than the second: their keys count only with a certificate.
 */
const rsaBits = { least: 3072, leastOnCards: 2048, greatest: 8192 } as const;
/** A public exponent of that many bytes is plenty (65,537 has three). */
const greatestExponentBytes = 4;

interface KeyAlgorithm {
  /** The fields after the name, as a JSON Web Key, or `undefined` if they are no such key. */
  readonly toJwk: (fields: readonly Buffer[], leastRsaBits: number) => webcrypto.JsonWebKey | undefined;
  /** The names by which signatures go, each with its hash (`null`: the algorithm's own). */
  readonly signatures: ReadonlyMap<string, 'sha256' | 'sha384' | 'sha512' | null>;
}

/** By name of the key, the first string of its blob. SHA-1 and DSA do not exist here. */
const keyAlgorithms: ReadonlyMap<string, KeyAlgorithm> = new Map<string, KeyAlgorithm>([
  ['ssh-ed25519', { toJwk: ed25519, signatures: new Map([['ssh-ed25519', null]]) }],
  ['ecdsa-sha2-nistp256', ecdsa('nistp256', 'P-256', 256, 'sha256')],
  ['ecdsa-sha2-nistp384', ecdsa('nistp384', 'P-384', 384, 'sha384')],
  ['ecdsa-sha2-nistp521', ecdsa('nistp521', 'P-521', 521, 'sha512')],
  [
    'ssh-rsa',
    {
      toJwk: rsa,
      signatures: new Map([
        ['rsa-sha2-512', 'sha512'],
        ['rsa-sha2-256', 'sha256'],
      ]),
    },
  ],
]);

/** Names of the signatures that we verify, for `server-sig-algs` (RFC 8308 section 3.1). */
export const signatureAlgorithms: readonly string[] = [...keyAlgorithms.values()].flatMap(
  ({ signatures }) => [...signatures.keys()],
);

/** A key in a public key request, as the peer sent it: attacker-controlled. */
export interface OfferedKey {
  /** The signature algorithm named in the request, for example `rsa-sha2-256`. */
  readonly algorithm: string;
  readonly blob: Uint8Array;
}

/** True if the key is well-formed and the request names one of its signature algorithms. */
export function isAcceptable(offered: OfferedKey): boolean {
  return readKey(offered.blob)?.algorithm.signatures.has(offered.algorithm) ?? false;
}

/** The same for the key of a card, which may be shorter. */
export function isAcceptableOnCard(offered: OfferedKey): boolean {
  const read = readKey(offered.blob, rsaBits.leastOnCards);
  return read?.algorithm.signatures.has(offered.algorithm) ?? false;
}

/**
 * True if `signature` over `signed` was made by the offered key. ECDSA signatures come as DER, the others
 * as they are. The key's blob MUST be of the algorithm's type: a name alone proves nothing.
 */
export function verifySignature(offered: OfferedKey, signed: Uint8Array, signature: Uint8Array): boolean {
  return isAcceptable(offered) && holdsOnCard(offered, signed, signature);
}

/** The same for the key of a card: it proves nothing before its certificate is judged. */
export function holdsOnCard(offered: OfferedKey, signed: Uint8Array, signature: Uint8Array): boolean {
  const read = readKey(offered.blob, rsaBits.leastOnCards);
  const hash = read?.algorithm.signatures.get(offered.algorithm);
  if (read === undefined || hash === undefined) return false;
  try {
    return verify(hash, signed, read.key, signature);
  } catch {
    return false;
  }
}

/** As `ssh-keygen -l` prints it. */
export function fingerprintOf(blob: Uint8Array): string {
  return `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`;
}

export type KeyLineProblem =
  | 'not-a-public-key'
  | 'private-key'
  | 'algorithm-not-allowed'
  | 'weak-or-malformed';

/** Reads a line as it stands in `id_ed25519.pub` or `authorized_keys`: algorithm, base64, comment. */
export function parsePublicKeyLine(
  text: string,
): { readonly key: EnrolledKey } | { readonly key?: undefined; readonly problem: KeyLineProblem } {
  if (/PRIVATE KEY/.test(text) || /^PuTTY-User-Key-File/.test(text)) return { problem: 'private-key' };
  const [, algorithm, base64] =
    /^([a-z0-9@.-]+)[ \t]+([A-Za-z0-9+/]+={0,2})(?:[ \t][^\r\n]*)?\s*$/.exec(text.trimStart()) ?? [];
  if (algorithm === undefined || base64 === undefined) return { problem: 'not-a-public-key' };
  if (!keyAlgorithms.has(algorithm)) return { problem: 'algorithm-not-allowed' };
  const blob = Buffer.from(base64, 'base64');
  if (readKey(blob)?.name !== algorithm) return { problem: 'weak-or-malformed' };
  return { key: { algorithm, blob: blob.toString('base64'), fingerprint: fingerprintOf(blob) } };
}

function readKey(
  blob: Uint8Array,
  leastRsaBits: number = rsaBits.least,
): { name: string; algorithm: KeyAlgorithm; key: KeyObject } | undefined {
  const [first, ...fields] = splitStrings(blob) ?? [];
  const name = first?.toString('latin1') ?? '';
  const algorithm = keyAlgorithms.get(name);
  const jwk = algorithm?.toJwk(fields, leastRsaBits);
  if (algorithm === undefined || jwk === undefined) return undefined;
  try {
    // Also refuses points that are not on their curve.
    return { name, algorithm, key: createPublicKey({ key: jwk, format: 'jwk' }) };
  } catch {
    return undefined;
  }
}

/** Every key blob is a row of strings (RFC 4251 section 5), with nothing after the last. */
function splitStrings(blob: Uint8Array): readonly Buffer[] | undefined {
  const bytes = Buffer.from(blob.buffer, blob.byteOffset, blob.byteLength);
  const strings: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    if (at + 4 > bytes.length) return undefined;
    const end = at + 4 + bytes.readUInt32BE(at);
    if (end > bytes.length) return undefined;
    strings.push(bytes.subarray(at + 4, end));
    at = end;
  }
  return strings;
}

function ed25519(fields: readonly Buffer[]): webcrypto.JsonWebKey | undefined {
  const [point] = fields;
  if (fields.length !== 1 || point?.length !== 32) return undefined;
  return { kty: 'OKP', crv: 'Ed25519', x: point.toString('base64url') };
}

function ecdsa(curve: string, crv: string, bits: number, hash: 'sha256' | 'sha384' | 'sha512'): KeyAlgorithm {
  const bytes = Math.ceil(bits / 8);
  return {
    signatures: new Map([[`ecdsa-sha2-${curve}`, hash]]),
    toJwk(fields) {
      const [name, point] = fields;
      // 4: both coordinates follow, uncompressed (SEC 1 section 2.3.3).
      if (fields.length !== 2 || name?.toString('latin1') !== curve) return undefined;
      if (point?.length !== 1 + 2 * bytes || point[0] !== 4) return undefined;
      return {
        kty: 'EC',
        crv,
        x: point.subarray(1, 1 + bytes).toString('base64url'),
        y: point.subarray(1 + bytes).toString('base64url'),
      };
    },
  };
}

function rsa(fields: readonly Buffer[], least: number): webcrypto.JsonWebKey | undefined {
  const [exponent, modulus] = fields.map(magnitude);
  if (fields.length !== 2 || exponent === undefined || modulus === undefined) return undefined;
  const bits = modulus.length * 8 - Math.clz32(modulus[0] ?? 0) + 24;
  if (bits < least || bits > rsaBits.greatest) return undefined;
  if (exponent.length > greatestExponentBytes || exponent.readUIntBE(0, exponent.length) < 3)
    return undefined;
  return { kty: 'RSA', e: exponent.toString('base64url'), n: modulus.toString('base64url') };
}

/** A positive mpint without its sign byte; `undefined` if it is not in the one form allowed. */
function magnitude(mpint: Buffer): Buffer | undefined {
  const [first = 0, second = 0] = mpint;
  if (first > 0 && first < 0x80) return mpint;
  return mpint.length > 1 && first === 0 && second >= 0x80 ? mpint.subarray(1) : undefined;
}
