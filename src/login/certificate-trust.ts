/**
 * Whom a site trusts to vouch for cards, and what those say of cards they took back: read from the files
 * that the site gives, before any card is seen.
 */

import type { RevocationStatement, StatementProblem, StatementReading } from './revocation.ts';
import { type CertificateFields, keyUsage, readCertificate } from './x509/fields.ts';
import { hasSoundKey } from './x509/key.ts';
import { readOcspResponse } from './x509/ocsp-response.ts';
import { readPem } from './x509/pem.ts';
import { readRevocationList } from './x509/revocation-list.ts';
import { isSoundlySigned } from './x509/signed.ts';

export interface CertificateTrust {
  readonly roots: readonly CertificateFields[];
  readonly intermediates: readonly CertificateFields[];
  /** A card's certificate must be issued under one of them (dotted object identifiers). */
  readonly policies: ReadonlySet<string>;
  readonly statements: readonly RevocationStatement[];
}

/** Of a site that trusts nobody: it lets no card in. */
export const noTrust: CertificateTrust = {
  roots: [],
  intermediates: [],
  policies: new Set(),
  statements: [],
};

/** Contents of files: certificates and lists in PEM or DER, OCSP responses in DER. */
export interface TrustFiles {
  readonly roots: readonly Uint8Array[];
  readonly intermediates: readonly Uint8Array[];
  readonly policies: readonly string[];
  readonly revocationLists: readonly Uint8Array[];
  readonly ocspResponses: readonly Uint8Array[];
}

type AuthorityProblem =
  | 'malformed'
  /** A certificate that may not issue others. */
  | 'not-an-authority'
  | 'not-a-root'
  | 'weak-key'
  | 'weak-signature'
  | 'unknown-condition';

export interface TrustFileProblem {
  readonly file: 'root' | 'intermediate' | 'revocation-list' | 'ocsp-response';
  /** Its place among those files, from 0. */
  readonly index: number;
  readonly problem: AuthorityProblem | StatementProblem;
}

/**
 * Reads all files. What has a problem counts as absent: then fewer cards are let in, never more. Whether to
 * go on without it is for the caller to say.
 */
export function readTrust(files: TrustFiles): {
  readonly trust: CertificateTrust;
  readonly problems: readonly TrustFileProblem[];
} {
  const problems: TrustFileProblem[] = [];

  function collect<Value extends object>(
    file: TrustFileProblem['file'],
    contents: readonly Uint8Array[],
    read: (content: Uint8Array) => readonly (Value | TrustFileProblem['problem'])[],
  ): readonly Value[] {
    return contents.flatMap((content, index) =>
      read(content).flatMap((found) => {
        if (typeof found !== 'string') return [found];
        problems.push({ file, index, problem: found });
        return [];
      }),
    );
  }

  const roots = collect('root', files.roots, (content) => readAuthorities(content, rootProblem));
  const intermediates = collect('intermediate', files.intermediates, (content) =>
    readAuthorities(content, intermediateProblem),
  );
  const authorities = [...roots, ...intermediates];
  const statements = [
    ...collect('revocation-list', files.revocationLists, (content) =>
      (readPem(content, 'X509 CRL') ?? [content]).flatMap((der) =>
        statementsOf(readRevocationList(der, authorities)),
      ),
    ),
    ...collect('ocsp-response', files.ocspResponses, (content) =>
      statementsOf(readOcspResponse(content, authorities)),
    ),
  ];
  return { trust: { roots, intermediates, policies: new Set(files.policies), statements }, problems };
}

function readAuthorities(
  content: Uint8Array,
  problemOf: (certificate: CertificateFields) => AuthorityProblem | undefined,
): readonly (CertificateFields | AuthorityProblem)[] {
  return (readPem(content, 'CERTIFICATE') ?? [content]).map((der) => {
    const certificate = readCertificate(der);
    if (certificate === undefined) return 'malformed';
    return authorityProblem(certificate) ?? problemOf(certificate) ?? certificate;
  });
}

/** RFC 5280 section 6.1.4 (k) to (o). */
function authorityProblem(certificate: CertificateFields): AuthorityProblem | undefined {
  if (!certificate.isAuthority) return 'not-an-authority';
  if (certificate.keyUsage?.has(keyUsage.keyCertSign) !== true) return 'not-an-authority';
  if (certificate.hasUnknownCondition) return 'unknown-condition';
  return hasSoundKey(certificate.publicKey) ? undefined : 'weak-key';
}

/** How a root signed itself does not matter: it is trusted because the site says so. */
function rootProblem({ issuerName, subjectName }: CertificateFields): AuthorityProblem | undefined {
  return issuerName.equals(subjectName) ? undefined : 'not-a-root';
}

function intermediateProblem({ signed }: CertificateFields): AuthorityProblem | undefined {
  return isSoundlySigned(signed) ? undefined : 'weak-signature';
}

function statementsOf(reading: StatementReading): readonly (RevocationStatement | StatementProblem)[] {
  return reading.statements ?? [reading.problem];
}
