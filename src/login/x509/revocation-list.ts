/** Certificate revocation lists (RFC 5280 section 5): whole ones, of one authority, about its own certificates. */

import type { StatementReading } from '../revocation.ts';
import { constructed, type DerReader, decodeDer, tag } from './der.ts';
import { type CertificateFields, keyUsage } from './fields.ts';
import { isSignedBy, readSigned } from './signed.ts';
import { hasCritical, readAlgorithm, readExtensions, readPositiveInteger, readTime } from './values.ts';

/** `INTEGER { v2(1) }`; the older version has no number. */
const version2 = '01';

/** Reads a list in DER that one of `authorities` signed. A list may hold several hundred thousand entries. */
export function readRevocationList(
  der: Uint8Array,
  authorities: readonly CertificateFields[],
): StatementReading {
  const signed = decodeDer(der, (file) => file.within(tag.sequence, readSigned));
  const content = signed && decodeDer(signed.content, (file) => file.within(tag.sequence, readContent));
  if (signed === undefined || content?.algorithm !== signed.algorithm) return { problem: 'malformed' };
  const { issuerName, hasUnknownCondition, from, until, listed } = content;
  const authority = authorities.find(
    (candidate) =>
      issuerName.equals(candidate.subjectName) &&
      candidate.keyUsage?.has(keyUsage.cRLSign) === true &&
      isSignedBy(signed, candidate.publicKey),
  );
  if (authority === undefined) return { problem: 'not-authentic' };
  if (hasUnknownCondition) return { problem: 'unsupported' };
  return { statements: [{ authority, from, until, listed, unlisted: 'good' }] };
}

function readContent(reader: DerReader) {
  if (reader.peek() === tag.integer && readPositiveInteger(reader) !== version2) reader.fail();
  const algorithm = readAlgorithm(reader);
  const issuerName = reader.element();
  const from = readTime(reader);
  const hasUntil = reader.peek() === tag.utcTime || reader.peek() === tag.generalizedTime;
  const until = hasUntil ? readTime(reader) : null;
  const listed = new Map<string, 'revoked'>();
  const conditions = reader.optional(tag.sequence, (list) =>
    list.each(() => {
      const { serial, isConditional } = readEntry(list);
      listed.set(serial, 'revoked');
      return isConditional;
    }),
  );
  const isConditional = reader.optional(constructed(0), holdsCondition) ?? false;
  const hasUnknownCondition = isConditional || conditions?.includes(true) === true;
  return { algorithm, issuerName, from, until, listed, hasUnknownCondition };
}

function readEntry(list: DerReader): { readonly serial: string; readonly isConditional: boolean } {
  return list.within(tag.sequence, (entry) => {
    const serial = readPositiveInteger(entry);
    // Since when does not matter: nobody logs in yesterday.
    readTime(entry);
    return { serial, isConditional: entry.peek() === tag.sequence && holdsCondition(entry) };
  });
}

/**
 * Critical are the marks of partial lists (issuing distribution point, delta), and of entries that are about
 * the certificates of another authority.
 */
function holdsCondition(reader: DerReader): boolean {
  return hasCritical(readExtensions(reader));
}
