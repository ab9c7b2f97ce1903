/** Certification paths: from a certificate by its authorities to a root of the site (RFC 5280 section 6). */

import type { CertificateTrust } from '../certificate-trust.ts';
import { type RevocationStatus, revocationStatus } from '../revocation.ts';
import { type CertificateFields, isIssuedBy } from './fields.ts';

export type PathRefusal =
  | 'unknown-authority'
  | 'path-too-long'
  | 'not-yet-valid'
  | 'expired'
  /** One of the authorities is itself not valid at that time. */
  | 'authority-not-valid'
  | 'authority-revoked'
  | Exclude<RevocationStatus, 'good'>;

/** Authorities above a certificate: eID has two. */
const greatestPathLength = 4;

/**
 * Why no path leads from `certificate` to a root, or `undefined` if one does. Where several might, the reason
 * is that of the first. Its authorities were judged when the site's files were read, but for time, place in
 * the path and revocation.
 */
export function problemOfPaths(
  certificate: CertificateFields,
  trust: CertificateTrust,
  at: Temporal.Instant,
): PathRefusal | undefined {
  const [first, ...others] = pathsFrom(certificate, trust, greatestPathLength);
  if (first === undefined) return 'unknown-authority';
  const reason = problemOfPath(certificate, first, trust, at);
  const hasOther = others.some((path) => problemOfPath(certificate, path, trust, at) === undefined);
  return hasOther ? undefined : reason;
}

/** Every row of authorities, from the issuer of `certificate` to a root. */
function pathsFrom(
  certificate: CertificateFields,
  trust: CertificateTrust,
  greatestLength: number,
): readonly (readonly CertificateFields[])[] {
  if (greatestLength === 0) return [];
  const ends = trust.roots.filter((root) => isIssuedBy(certificate, root)).map((root) => [root]);
  const longer = trust.intermediates
    .filter((authority) => isIssuedBy(certificate, authority))
    .flatMap((authority) =>
      pathsFrom(authority, trust, greatestLength - 1).map((above) => [authority, ...above]),
    );
  return [...ends, ...longer];
}

function problemOfPath(
  certificate: CertificateFields,
  authorities: readonly CertificateFields[],
  trust: CertificateTrust,
  at: Temporal.Instant,
): PathRefusal | undefined {
  // Stricter than RFC 5280 section 6.1.4 (l): authorities that issued to themselves count too.
  if (authorities.some(({ pathLength = Number.POSITIVE_INFINITY }, below) => below > pathLength)) {
    return 'path-too-long';
  }
  if (Temporal.Instant.compare(at, certificate.notBefore) < 0) return 'not-yet-valid';
  if (Temporal.Instant.compare(at, certificate.notAfter) > 0) return 'expired';
  if (!authorities.every((authority) => isValidAt(authority, at))) return 'authority-not-valid';
  return problemOfRevocation(certificate, authorities, trust, at);
}

/** All but the root, which nobody else could take back, must be known to be good. */
function problemOfRevocation(
  certificate: CertificateFields,
  authorities: readonly CertificateFields[],
  trust: CertificateTrust,
  at: Temporal.Instant,
): PathRefusal | undefined {
  let issued = certificate;
  for (const authority of authorities) {
    const status = revocationStatus(issued.serial, authority, trust.statements, at);
    if (status === 'revoked' && issued !== certificate) return 'authority-revoked';
    if (status !== 'good') return status;
    issued = authority;
  }
  return undefined;
}

function isValidAt({ notBefore, notAfter }: CertificateFields, at: Temporal.Instant): boolean {
  return Temporal.Instant.compare(notBefore, at) <= 0 && Temporal.Instant.compare(at, notAfter) <= 0;
}
