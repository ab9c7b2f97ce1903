/** OCSP responses (RFC 6960), kept in a file: what a responder said of single certificates, and until when. */

import { createHash } from 'node:crypto';
import type { RevocationStatement, StatementReading } from '../revocation.ts';
import { constructed, type DerReader, decodeDer, primitive, tag } from './der.ts';
import { type CertificateFields, isIssuedBy, keyUsage, readCertificate } from './fields.ts';
import { hasSoundKey } from './key.ts';
import { isSignedBy, readSigned, type Signed } from './signed.ts';
import {
  hasCritical,
  type ObjectIdentifier,
  readAlgorithm,
  readBitString,
  readExtensions,
  readObjectIdentifier,
  readPositiveInteger,
  readTime,
} from './values.ts';

const successful = '00';
const basicResponse = '1.3.6.1.5.5.7.48.1.1';
/** The purpose by which an authority lets another key answer for it. */
const ocspSigning = '1.3.6.1.5.5.7.3.9';

/** They only name an authority, and prove nothing: here SHA-1 is no weakness. */
const nameHashes: ReadonlyMap<ObjectIdentifier, string> = new Map([
  ['1.3.14.3.2.26', 'sha1'],
  ['2.16.840.1.101.3.4.2.1', 'sha256'],
  ['2.16.840.1.101.3.4.2.2', 'sha384'],
  ['2.16.840.1.101.3.4.2.3', 'sha512'],
]);

interface SingleResponse {
  readonly hash: ObjectIdentifier;
  readonly issuerNameHash: Buffer;
  readonly issuerKeyHash: Buffer;
  readonly serial: string;
  readonly status: 'good' | 'revoked' | 'unknown';
  readonly from: Temporal.Instant;
  readonly until: Temporal.Instant | null;
  readonly hasUnknownCondition: boolean;
}

/** Reads a response in DER about certificates that some of `authorities` issued. */
export function readOcspResponse(
  der: Uint8Array,
  authorities: readonly CertificateFields[],
): StatementReading {
  const response = decodeDer(der, (file) => file.within(tag.sequence, readEnvelope));
  if (response === undefined) return { problem: 'malformed' };
  if (response.status !== successful || response.basic === undefined) return { problem: 'no-answer' };
  const basic = decodeDer(response.basic, (file) => file.within(tag.sequence, readBasic));
  const content = basic && decodeDer(basic.signed.content, (file) => file.within(tag.sequence, readContent));
  if (basic === undefined || content === undefined) return { problem: 'malformed' };

  const statements = content.responses.map((single) => {
    const authority = authorities.find((candidate) => isAbout(single, candidate));
    const responder = authority && responderOf(basic.signed, basic.certificates, authority);
    return responder && authority && statementOf(single, authority, responder);
  });
  if (statements.length === 0) return { problem: 'no-answer' };
  const authentic = statements.filter((statement) => statement !== undefined);
  if (authentic.length < statements.length) return { problem: 'not-authentic' };
  const isConditional = content.responses.some((single) => single.hasUnknownCondition);
  if (content.hasUnknownCondition || isConditional) return { problem: 'unsupported' };
  return { statements: authentic };
}

function readEnvelope(reader: DerReader) {
  const status = reader.content(tag.enumerated).toString('hex');
  const basic = reader.optional(constructed(0), (bytes) =>
    bytes.within(tag.sequence, (inner) => {
      if (readObjectIdentifier(inner) !== basicResponse) inner.fail();
      return inner.content(tag.octetString);
    }),
  );
  return { status, basic };
}

function readBasic(reader: DerReader) {
  const signed = readSigned(reader);
  const certificates = reader.optional(constructed(0), (inner) =>
    inner.within(tag.sequence, (list) => list.each(() => list.element())),
  );
  return { signed, certificates: certificates ?? [] };
}

function readContent(reader: DerReader) {
  // The version, of which there is one, and who responds: the signature says it better.
  reader.optional(constructed(0), readPositiveInteger);
  reader.element();
  // When it was produced: each single response has its own time.
  readTime(reader);
  const responses = reader.within(tag.sequence, (list) => list.each(() => readSingle(list)));
  return { responses, hasUnknownCondition: reader.optional(constructed(1), holdsCondition) ?? false };
}

function readSingle(list: DerReader): SingleResponse {
  return list.within(tag.sequence, (single) => ({
    ...single.within(tag.sequence, (certificate) => ({
      hash: readAlgorithm(certificate),
      issuerNameHash: certificate.content(tag.octetString),
      issuerKeyHash: certificate.content(tag.octetString),
      serial: readPositiveInteger(certificate),
    })),
    status: readStatus(single),
    from: readTime(single),
    until: single.optional(constructed(0), readTime) ?? null,
    hasUnknownCondition: single.optional(constructed(1), holdsCondition) ?? false,
  }));
}

function readStatus(single: DerReader): SingleResponse['status'] {
  const status = statusByTag.get(single.peek());
  if (status === undefined) single.fail();
  single.element();
  return status ?? 'unknown';
}

const statusByTag: ReadonlyMap<number | undefined, SingleResponse['status']> = new Map([
  [primitive(0), 'good'],
  // It holds since when, and perhaps why.
  [constructed(1), 'revoked'],
  [primitive(2), 'unknown'],
]);

function holdsCondition(reader: DerReader): boolean {
  return hasCritical(readExtensions(reader));
}

function isAbout(single: SingleResponse, authority: CertificateFields): boolean {
  const hash = nameHashes.get(single.hash);
  if (hash === undefined) return false;
  const digest = (bytes: Uint8Array) => createHash(hash).update(bytes).digest();
  return (
    digest(authority.subjectName).equals(single.issuerNameHash) &&
    digest(keyBits(authority)).equals(single.issuerKeyHash)
  );
}

function keyBits({ publicKey }: CertificateFields): Buffer {
  const bits = decodeDer(publicKey.export({ type: 'spki', format: 'der' }), (file) =>
    file.within(tag.sequence, (key) => {
      key.element();
      return readBitString(key);
    }),
  );
  return bits ?? Buffer.alloc(0);
}

/** The authority itself, or one whose certificate it issued for this. */
function responderOf(
  signed: Signed,
  certificates: readonly Buffer[],
  authority: CertificateFields,
): CertificateFields | undefined {
  if (isSignedBy(signed, authority.publicKey)) return authority;
  return certificates
    .map(readCertificate)
    .find(
      (certificate) =>
        certificate !== undefined &&
        isSignedBy(signed, certificate.publicKey) &&
        isIssuedBy(certificate, authority) &&
        mayRespond(certificate),
    );
}

function mayRespond(certificate: CertificateFields): boolean {
  return (
    certificate.purposes?.has(ocspSigning) === true &&
    certificate.keyUsage?.has(keyUsage.digitalSignature) !== false &&
    // Otherwise somebody would have to answer for the one who answers.
    certificate.isExemptFromRevocation &&
    !certificate.hasUnknownCondition &&
    hasSoundKey(certificate.publicKey)
  );
}

/** In force no longer than the certificate of the one who said it. */
function statementOf(
  { serial, status, from, until }: SingleResponse,
  authority: CertificateFields,
  responder: CertificateFields,
): RevocationStatement {
  const [earliest, latest] = [responder.notBefore, responder.notAfter];
  return {
    authority,
    from: Temporal.Instant.compare(from, earliest) < 0 ? earliest : from,
    until: until !== null && Temporal.Instant.compare(latest, until) < 0 ? latest : until,
    listed: new Map([[serial, status]]),
    unlisted: 'unknown',
  };
}
