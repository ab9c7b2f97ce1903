/**
 * FIDO2 keys (OpenSSH's PROTOCOL.u2f): the authenticator signs what is to be signed together with flags
 * that say whether it was touched, and whether it verified its user by PIN or fingerprint.
 */

import { createHash, createPublicKey, type KeyObject, verify, type webcrypto } from 'node:crypto';
import type { FactorKind } from '../deliberations/clause.ts';
import type { EnrolledKey } from '../ports/account.ts';
import { ecdsaSignatureToDer } from './ecdsa-signature.ts';
import { fingerprintOf, type KeyLineProblem, type OfferedKey, parsePublicKeyLine } from './ssh-key.ts';
import { type WireReader, wireReader } from './ssh-wire.ts';

interface FidoAlgorithm {
  /** The fields between name and application, as a JSON Web Key, or `undefined` if they are no such key. */
  readonly readJwk: (reader: WireReader) => webcrypto.JsonWebKey | undefined;
  readonly hash: 'sha256' | null;
  /** The signature within the signature, as node:crypto reads it. */
  readonly toSignature: (raw: Buffer) => Buffer | undefined;
}

const fidoAlgorithms: ReadonlyMap<string, FidoAlgorithm> = new Map<string, FidoAlgorithm>([
  ['sk-ssh-ed25519@openssh.com', { readJwk: readEd25519, hash: null, toSignature: ed25519Signature }],
  [
    'sk-ecdsa-sha2-nistp256@openssh.com',
    { readJwk: readEcdsa, hash: 'sha256', toSignature: ecdsaSignatureToDer },
  ],
]);

/** Names of the signatures that we verify, for `server-sig-algs` (RFC 8308 section 3.1). */
export const fidoSignatureAlgorithms: readonly string[] = [...fidoAlgorithms.keys()];

/**
 * What a key is for. Browsers sign for other applications with the same authenticator: those signatures
 * must prove nothing here.
 */
const applicationPrefix = 'ssh:';

/** Of the flags byte (Web Authentication, section 6.1). */
const flag = { userPresent: 0x01, userVerified: 0x04 } as const;

/** One byte of flags and four of the counter, after the signature. */
const trailerLength = 5;

type FidoRefusal =
  | 'malformed-key'
  | 'foreign-application'
  /** The request names another algorithm than the key's own. */
  | 'other-algorithm'
  | 'malformed-signature'
  | 'wrong-signature';

export type FidoVerdict =
  | { readonly verified: false; readonly reason: FidoRefusal }
  | {
      readonly verified: true;
      readonly touched: boolean;
      /** The authenticator asked PIN or fingerprint. */
      readonly userVerified: boolean;
      /** Signatures that the authenticator made; always 0 with some. */
      readonly counter: number;
    };

/** True if keys of that name are FIDO keys. */
export function isFidoAlgorithm(name: string): boolean {
  return fidoAlgorithms.has(name);
}

/** Whether the offered key is a FIDO key that an account could have; reveals nothing else. */
export function isAcceptableFidoKey(offered: OfferedKey): boolean {
  const read = readFidoKey(offered.blob);
  return 'key' in read && read.name === offered.algorithm;
}

/**
 * Verifies a signature over `signed` as it comes out of ssh2: signature, flags, counter. All three
 * arguments are attacker-controlled. A verified signature alone proves nothing: see {@link kindsProvenByFido}.
 */
export function verifyFidoSignature(
  offered: OfferedKey,
  signed: Uint8Array,
  signature: Uint8Array,
): FidoVerdict {
  const read = readFidoKey(offered.blob);
  if (!('key' in read)) return refuse(read.reason);
  if (read.name !== offered.algorithm) return refuse('other-algorithm');
  const bytes = Buffer.from(signature);
  const raw = bytes.subarray(0, -trailerLength);
  const trailer = bytes.subarray(raw.length);
  const proof = trailer.length === trailerLength ? read.algorithm.toSignature(raw) : undefined;
  if (proof === undefined) return refuse('malformed-signature');

  const message = Buffer.concat([sha256(read.application), trailer, sha256(signed)]);
  if (!verify(read.algorithm.hash, message, read.key, proof)) return refuse('wrong-signature');
  const flags = trailer.readUInt8(0);
  return {
    verified: true,
    touched: (flags & flag.userPresent) !== 0,
    userVerified: (flags & flag.userVerified) !== 0,
    counter: trailer.readUInt32BE(1),
  };
}

/**
 * Untouched it proves nothing: a program may have asked while nobody looked. Touched it is possessed; if it
 * verified its user, the user also knew (or is) what it asked for.
 */
export function kindsProvenByFido(verdict: FidoVerdict): readonly FactorKind[] {
  if (!verdict.verified || !verdict.touched) return [];
  return verdict.userVerified ? ['possession', 'knowledge'] : ['possession'];
}

/** Reads a line as it stands in `id_ed25519_sk.pub`. */
export function parseFidoKeyLine(text: string):
  | { readonly key: EnrolledKey }
  | {
      readonly key?: undefined;
      readonly problem: KeyLineProblem | 'foreign-application';
    } {
  // The form of the line is the same for all keys; what it holds is ours to read.
  const plain = parsePublicKeyLine(text);
  if (plain.key !== undefined) return { problem: 'algorithm-not-allowed' };
  if (plain.problem !== 'algorithm-not-allowed') return plain;
  const [algorithm = '', base64 = ''] = text.trim().split(/[ \t]+/);
  if (!fidoAlgorithms.has(algorithm)) return { problem: 'algorithm-not-allowed' };
  const blob = Buffer.from(base64, 'base64');
  const read = readFidoKey(blob);
  if (!('key' in read)) {
    return { problem: read.reason === 'foreign-application' ? read.reason : 'weak-or-malformed' };
  }
  if (read.name !== algorithm) return { problem: 'weak-or-malformed' };
  return { key: { algorithm, blob: blob.toString('base64'), fingerprint: fingerprintOf(blob) } };
}

interface FidoKey {
  readonly name: string;
  readonly algorithm: FidoAlgorithm;
  readonly key: KeyObject;
  readonly application: Buffer;
}

function readFidoKey(blob: Uint8Array): FidoKey | { readonly reason: FidoRefusal } {
  const reader = wireReader(blob);
  const name = reader.string().toString('latin1');
  const algorithm = fidoAlgorithms.get(name);
  const jwk = algorithm?.readJwk(reader);
  const application = reader.string();
  if (algorithm === undefined || jwk === undefined || !reader.isComplete()) {
    return { reason: 'malformed-key' };
  }
  if (!application.toString('latin1').startsWith(applicationPrefix)) return { reason: 'foreign-application' };
  try {
    // Also refuses points that are not on their curve.
    return { name, algorithm, application, key: createPublicKey({ key: jwk, format: 'jwk' }) };
  } catch {
    return { reason: 'malformed-key' };
  }
}

function readEd25519(reader: WireReader): webcrypto.JsonWebKey | undefined {
  const point = reader.string();
  if (point.length !== 32) return undefined;
  return { kty: 'OKP', crv: 'Ed25519', x: point.toString('base64url') };
}

function readEcdsa(reader: WireReader): webcrypto.JsonWebKey | undefined {
  const curve = reader.string().toString('latin1');
  const point = reader.string();
  // 4: both coordinates follow, uncompressed (SEC 1 section 2.3.3).
  if (curve !== 'nistp256' || point.length !== 65 || point[0] !== 4) return undefined;
  const [x, y] = [point.subarray(1, 33), point.subarray(33)];
  return { kty: 'EC', crv: 'P-256', x: x.toString('base64url'), y: y.toString('base64url') };
}

function ed25519Signature(raw: Buffer): Buffer | undefined {
  return raw.length === 64 ? raw : undefined;
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

function refuse(reason: FidoRefusal): FidoVerdict {
  return { verified: false, reason };
}
