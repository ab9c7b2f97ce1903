/**
 * OpenSSH user certificates (OpenSSH's PROTOCOL.certkeys): a key, and what an authority says of it. The
 * authority is the site's own choice; everything else comes from the peer.
 */

import { isListed, parseAddressList } from './address-list.ts';
import { ecdsaSignatureToDer } from './ecdsa-signature.ts';
import {
  fingerprintOf,
  isAcceptable,
  type OfferedKey,
  signatureAlgorithms,
  verifySignature,
} from './ssh-key.ts';
import { readStrings, wireReader, wireString } from './ssh-wire.ts';

const suffix = '-cert-v01@openssh.com';

/** By algorithm of the certified key: the number of strings that follow the name in its blob. */
const fieldsOf: ReadonlyMap<string, number> = new Map([
  ['ssh-ed25519', 1],
  ['ecdsa-sha2-nistp256', 2],
  ['ecdsa-sha2-nistp384', 2],
  ['ecdsa-sha2-nistp521', 2],
  ['ssh-rsa', 2],
]);

const certificateType = { user: 1 } as const;

/** In seconds since 1970; all later is as good as OpenSSH's `forever`. */
const greatestInstant = 8_640_000_000_000n;

interface Certificate {
  /** Blob of the certified key, as if it came without certificate. */
  readonly key: Buffer;
  readonly serial: bigint;
  readonly type: number;
  readonly principals: readonly Buffer[];
  /** In seconds since 1970; valid from the first until just before the second. */
  readonly validAfter: bigint;
  readonly validBefore: bigint;
  readonly criticalOptions: ReadonlyMap<string, Buffer>;
  readonly authority: Buffer;
  readonly signed: Buffer;
  readonly signature: Buffer;
}

export interface OpensshCertificateTerms {
  /** Public key blobs of the authorities that the site trusts. */
  readonly authorities: readonly Uint8Array[];
  /** Fingerprints of keys, certified or certifying, that are trusted no longer. */
  readonly revoked: ReadonlySet<string>;
  /** For whom the certificate must speak: the name of the account. */
  readonly principal: string;
  readonly at: Temporal.Instant;
  /** Where the peer comes from, as its socket gives it. */
  readonly address: string;
}

export type OpensshCertificateRefusal =
  | 'malformed'
  | 'unknown-authority'
  | 'wrong-authority-signature'
  | 'revoked'
  /** A host certificate. */
  | 'not-for-users'
  | 'other-principal'
  | 'not-yet-valid'
  | 'expired'
  | 'other-address'
  /** Only a FIDO key can have its user verified, and those are enrolled by themselves. */
  | 'verification-required'
  | 'unknown-critical-option'
  | 'weak-key'
  | 'wrong-signature';

/** The key identifier is left out: nobody knows what an authority wrote into it. */
export type OpensshCertificateVerdict =
  | { readonly accepted: false; readonly reason: OpensshCertificateRefusal }
  | {
      readonly accepted: true;
      /** Fingerprint of the certified key: what was proven to be possessed. */
      readonly fingerprint: string;
      readonly authority: string;
      readonly serial: bigint;
      /** `null`: without end. */
      readonly validUntil: Temporal.Instant | null;
    };

/** Blob of the authority that a certificate names, or `undefined` if it is malformed. Nothing is verified. */
export function authorityNamedIn(blob: Uint8Array): Uint8Array | undefined {
  return readCertificate(blob)?.authority;
}

/** Whether `offered` has the form of a certificate that we read, by its name alone. */
export function isOpensshCertificate(offered: OfferedKey): boolean {
  return offered.algorithm.endsWith(suffix);
}

/**
 * Judges a certificate and the signature over `signed` by its key, which comes out of ssh2 with the name
 * of its algorithm before it. A certificate accepted is possession, nothing more.
 */
export function verifyOpensshCertificate(
  offered: OfferedKey,
  signed: Uint8Array,
  signature: Uint8Array,
  terms: OpensshCertificateTerms,
): OpensshCertificateVerdict {
  const certificate = readCertificate(offered.blob);
  if (certificate === undefined) return refuse('malformed');
  const problem = problemOf(certificate, terms);
  if (problem !== undefined) return refuse(problem);
  const named = splitSignature(signature);
  // The request names the certificate as the signature names the key; `ssh-rsa` would be SHA-1.
  if (named === undefined || offered.algorithm !== `${named.algorithm}${suffix}`) {
    return refuse('wrong-signature');
  }
  if (!isSignedBy(certificate.key, signed, named)) return refuse('wrong-signature');
  return {
    accepted: true,
    fingerprint: fingerprintOf(certificate.key),
    authority: fingerprintOf(certificate.authority),
    serial: certificate.serial,
    validUntil: instantOf(certificate.validBefore),
  };
}

function problemOf(
  certificate: Certificate,
  terms: OpensshCertificateTerms,
): OpensshCertificateRefusal | undefined {
  const { authority, key } = certificate;
  if (!terms.authorities.some((trusted) => authority.equals(trusted))) return 'unknown-authority';
  // Before anything that the authority is supposed to have said.
  if (!isSignedBy(authority, certificate.signed, splitSignature(certificate.signature))) {
    return 'wrong-authority-signature';
  }
  if ([authority, key].some((blob) => terms.revoked.has(fingerprintOf(blob)))) return 'revoked';
  if (certificate.type !== certificateType.user) return 'not-for-users';
  if (!signatureAlgorithms.some((algorithm) => isAcceptable({ algorithm, blob: key }))) return 'weak-key';
  // None named would mean everybody: no certificate speaks for everybody here.
  const principal = Buffer.from(terms.principal);
  if (!certificate.principals.some((name) => name.equals(principal))) return 'other-principal';
  const now = BigInt(Math.floor(terms.at.epochMilliseconds / 1000));
  if (now < certificate.validAfter) return 'not-yet-valid';
  if (now >= certificate.validBefore) return 'expired';
  for (const [name, value] of certificate.criticalOptions) {
    const problem = criticalOptions.get(name)?.(value, terms) ?? 'unknown-critical-option';
    if (problem !== 'met') return problem;
  }
  return undefined;
}

type CriticalOption = (value: Buffer, terms: OpensshCertificateTerms) => 'met' | OpensshCertificateRefusal;

/** `force-command` is not among them: there are no commands here, so it cannot be obeyed. */
const criticalOptions: ReadonlyMap<string, CriticalOption> = new Map<string, CriticalOption>([
  [
    'source-address',
    (value, terms) => {
      const [text, ...more] = readStrings(value) ?? [];
      const list = text === undefined ? undefined : parseAddressList(text.toString('latin1'));
      if (list === undefined || more.length > 0) return 'malformed';
      return isListed(list, terms.address) ? 'met' : 'other-address';
    },
  ],
  ['verify-required', () => 'verification-required'],
]);

interface NamedSignature {
  readonly algorithm: string;
  readonly bytes: Buffer;
}

function isSignedBy(key: Uint8Array, signed: Uint8Array, signature: NamedSignature | undefined): boolean {
  if (signature === undefined) return false;
  return verifySignature({ algorithm: signature.algorithm, blob: key }, signed, signature.bytes);
}

/** A signature that begins with the name of its algorithm; an ECDSA one is in SSH's own encoding. */
function splitSignature(signature: Uint8Array): NamedSignature | undefined {
  const [name, raw, ...more] = readStrings(signature) ?? [];
  if (name === undefined || raw === undefined || more.length > 0) return undefined;
  const algorithm = name.toString('latin1');
  const bytes = algorithm.startsWith('ecdsa-') ? ecdsaSignatureToDer(raw) : raw;
  return bytes === undefined ? undefined : { algorithm, bytes };
}

function readCertificate(blob: Uint8Array): Certificate | undefined {
  const reader = wireReader(blob);
  const name = reader.string().toString('latin1');
  const algorithm = name.endsWith(suffix) ? name.slice(0, -suffix.length) : '';
  const fields = fieldsOf.get(algorithm);
  if (fields === undefined) return undefined;
  // The nonce only makes what is signed unpredictable.
  reader.string();
  const key = [wireString(algorithm)];
  for (let left = fields; left > 0; left -= 1) key.push(wireString(reader.string()));
  const serial = reader.uint64();
  const type = reader.uint32();
  // The key identifier.
  reader.string();
  const principals = readStrings(reader.string());
  const validAfter = reader.uint64();
  const validBefore = reader.uint64();
  const criticalOptions = readOptions(reader.string());
  // Extensions permit what does not exist here: terminals, forwarding.
  const extensions = readOptions(reader.string());
  // Reserved.
  reader.string();
  const authority = reader.string();
  const signed = reader.consumed();
  const signature = reader.string();
  if (!reader.isComplete() || principals === undefined) return undefined;
  if (criticalOptions === undefined || extensions === undefined) return undefined;
  return {
    key: Buffer.concat(key),
    serial,
    type,
    principals,
    validAfter,
    validBefore,
    criticalOptions,
    authority,
    signed,
    signature,
  };
}

/** Pairs of name and value, ordered by name, each name once. */
function readOptions(bytes: Buffer): ReadonlyMap<string, Buffer> | undefined {
  const reader = wireReader(bytes);
  const options = new Map<string, Buffer>();
  for (let last = ''; !reader.atEnd(); ) {
    const name = reader.string().toString('latin1');
    if (name <= last) return undefined;
    options.set(name, reader.string());
    last = name;
  }
  return reader.isComplete() ? options : undefined;
}

function instantOf(seconds: bigint): Temporal.Instant | null {
  return seconds > greatestInstant ? null : Temporal.Instant.fromEpochMilliseconds(Number(seconds) * 1000);
}

function refuse(reason: OpensshCertificateRefusal): OpensshCertificateVerdict {
  return { accepted: false, reason };
}
