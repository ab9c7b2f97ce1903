/**
 * Authentication certificates of eID and other PKCS#11 cards. SSH shows only the bare key of a card; its
 * certificate is enrolled once and judged then and at each login, by the same function.
 *
 * The subject of such a certificate names a person by national number. Nothing here returns it, and whoever
 * keeps the certificate keeps it sealed.
 */

import { verify } from 'node:crypto';
import type { FactorKind } from '../deliberations/clause.ts';
import type { EnrolledKey } from '../ports/account.ts';
import type { CertificateTrust } from './certificate-trust.ts';
import type { OfferedKey } from './ssh-key.ts';
import { type CertificateFields, keyUsage, readCertificate } from './x509/fields.ts';
import { sshKeyOf } from './x509/key.ts';
import { type PathRefusal, problemOfPaths } from './x509/path.ts';
import { readPem } from './x509/pem.ts';
import { isSoundlySigned } from './x509/signed.ts';

export type CardRefusal =
  | 'malformed'
  | 'weak-key'
  /** There is a condition that we cannot judge. */
  | 'unknown-condition'
  /** Not for authentication: a Signature certificate, an authority, a server. */
  | 'wrong-usage'
  | 'other-policy'
  | 'weak-signature'
  | PathRefusal;

/** What may be shown and kept of a certificate. */
interface CardCertificate {
  /** SHA-256, hexadecimal: the certificate is pinned by it and by its key. */
  readonly fingerprint: string;
  /** Hexadecimal. */
  readonly serial: string;
  /** Common name of the authority that issued it; empty if it has none. */
  readonly issuer: string;
  readonly notAfter: Temporal.Instant;
  readonly key: EnrolledKey;
}

export type CardVerdict =
  | { readonly accepted: true; readonly certificate: CardCertificate }
  | { readonly accepted: false; readonly reason: CardRefusal };

/** The card is possessed, and signs only for who knows its PIN (decision 6 of the design). */
export const kindsProvenByCard: readonly FactorKind[] = ['possession', 'knowledge'];

/** Purposes under which a login falls (RFC 5280 section 4.2.1.12, RFC 6187 section 2.2.2). */
const loginPurposes = {
  anyPurpose: '2.5.29.37.0',
  clientAuthentication: '1.3.6.1.5.5.7.3.2',
  secureShellClient: '1.3.6.1.5.5.7.3.21',
} as const;

/** Judges a certificate, in PEM or DER, at an instant: at enrolment and again at each login. */
export function judgeCardCertificate(
  file: Uint8Array,
  trust: CertificateTrust,
  at: Temporal.Instant,
): CardVerdict {
  const certificate = readSingleCertificate(file);
  if (certificate === undefined) return { accepted: false, reason: 'malformed' };
  const key = sshKeyOf(certificate.publicKey);
  if (key === undefined) return { accepted: false, reason: 'weak-key' };
  const reason = problemOfItself(certificate, trust) ?? problemOfPaths(certificate, trust, at);
  if (reason !== undefined) return { accepted: false, reason };
  const { fingerprint, serial, issuerCommonName, notAfter } = certificate;
  return { accepted: true, certificate: { fingerprint, serial, issuer: issuerCommonName, notAfter, key } };
}

/**
 * True if the key of the certificate signed: the offered key is it, and `signature` over `signed` verifies.
 * ECDSA signatures come as DER, the others as they are. The certificate must have been judged.
 */
export function verifyCardSignature(
  file: Uint8Array,
  offered: OfferedKey,
  signed: Uint8Array,
  signature: Uint8Array,
): boolean {
  const certificate = readSingleCertificate(file);
  if (certificate === undefined) return false;
  const key = sshKeyOf(certificate.publicKey);
  const hash = signatureHashes.get(offered.algorithm);
  if (key === undefined || hash?.key !== key.algorithm) return false;
  if (!Buffer.from(offered.blob).equals(Buffer.from(key.blob, 'base64'))) return false;
  return verify(hash.name, signed, certificate.publicKey, signature);
}

/** By signature algorithm of SSH; `ssh-rsa`, which is SHA-1, is none of them. */
const signatureHashes: ReadonlyMap<string, { readonly key: string; readonly name: string }> = new Map([
  ['rsa-sha2-256', { key: 'ssh-rsa', name: 'sha256' }],
  ['rsa-sha2-512', { key: 'ssh-rsa', name: 'sha512' }],
  ['ecdsa-sha2-nistp256', { key: 'ecdsa-sha2-nistp256', name: 'sha256' }],
  ['ecdsa-sha2-nistp384', { key: 'ecdsa-sha2-nistp384', name: 'sha384' }],
]);

function readSingleCertificate(file: Uint8Array): CertificateFields | undefined {
  const [der, ...more] = readPem(file, 'CERTIFICATE') ?? [];
  return der === undefined || more.length > 0 ? undefined : readCertificate(der);
}

function problemOfItself(certificate: CertificateFields, trust: CertificateTrust): CardRefusal | undefined {
  if (certificate.hasUnknownCondition) return 'unknown-condition';
  if (!isForLogin(certificate)) return 'wrong-usage';
  // Only here, as the field does it: authorities of eID name other policies than their cards.
  if (trust.policies.isDisjointFrom(certificate.policies)) return 'other-policy';
  return isSoundlySigned(certificate.signed) ? undefined : 'weak-signature';
}

function isForLogin({ isAuthority, keyUsage: usage, purposes }: CertificateFields): boolean {
  if (isAuthority || usage?.has(keyUsage.digitalSignature) !== true) return false;
  // What non-repudiation is for binds a person by law: such a key must not sign what a server sends.
  if (usage.has(keyUsage.nonRepudiation)) return false;
  return purposes === undefined || Object.values(loginPurposes).some((purpose) => purposes.has(purpose));
}
