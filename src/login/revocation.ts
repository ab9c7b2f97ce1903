/**
 * What authorities say of certificates that they issued and may have taken back. It comes from files that
 * the site fetches (lists, RFC 5280 section 5; OCSP responses, RFC 6960); here it is weighed.
 */

import { type CertificateFields, isSameAuthority } from './x509/fields.ts';

type Status = 'good' | 'revoked' | 'unknown';

/** One signed statement, its signature verified. */
export interface RevocationStatement {
  /** Whose certificates it is about. */
  readonly authority: CertificateFields;
  readonly from: Temporal.Instant;
  /** When a newer statement is due; `null`: it does not say, and cannot be relied on. */
  readonly until: Temporal.Instant | null;
  /** By serial number. */
  readonly listed: ReadonlyMap<string, Status>;
  /** Of all other serial numbers. */
  readonly unlisted: Status;
}

export type StatementProblem =
  | 'malformed'
  /** It holds a condition that we cannot judge, or is a partial list. */
  | 'unsupported'
  /** No authority of the site, nor a responder that it authorised, signed it. */
  | 'not-authentic'
  /** The responder could not answer. */
  | 'no-answer';

export type StatementReading =
  | { readonly statements: readonly RevocationStatement[] }
  | { readonly statements?: undefined; readonly problem: StatementProblem };

export type RevocationStatus =
  | 'good'
  | 'revoked'
  /** No statement covers the certificate, or the authority knows nothing of it. */
  | 'revocation-unknown'
  /** What covers it is from the past, or from the future. */
  | 'revocation-stale';

/** The status of a certificate issued by `authority`. The newest statement in force counts. */
export function revocationStatus(
  serial: string,
  authority: CertificateFields,
  statements: readonly RevocationStatement[],
  at: Temporal.Instant,
): RevocationStatus {
  const covering = statements.filter(
    (statement) =>
      isSameAuthority(statement.authority, authority) && statusIn(statement, serial) !== 'unknown',
  );
  if (covering.length === 0) return 'revocation-unknown';
  const inForce = covering.filter((statement) => isInForce(statement, at));
  if (inForce.length === 0) return 'revocation-stale';
  const newest = inForce.map(({ from }) => from).reduce(later);
  // Two of the same second that differ: the worse counts.
  const isRevoked = inForce.some(
    (statement) => statement.from.equals(newest) && statusIn(statement, serial) === 'revoked',
  );
  return isRevoked ? 'revoked' : 'good';
}

function statusIn(statement: RevocationStatement, serial: string): Status {
  return statement.listed.get(serial) ?? statement.unlisted;
}

function isInForce({ from, until }: RevocationStatement, at: Temporal.Instant): boolean {
  if (until === null) return false;
  return Temporal.Instant.compare(from, at) <= 0 && Temporal.Instant.compare(at, until) < 0;
}

function later(one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(one, other) < 0 ? other : one;
}
