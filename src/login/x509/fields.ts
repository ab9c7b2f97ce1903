/** The fields of a certificate that decide about it (RFC 5280 section 4). Its subject is not among them. */

import { createHash, type KeyObject, X509Certificate } from 'node:crypto';
import { constructed, type DerReader, decodeDer, tag } from './der.ts';
import { isSignedBy, readSigned, type Signed } from './signed.ts';
import {
  type Extensions,
  type ObjectIdentifier,
  readAlgorithm,
  readBoolean,
  readExtensions,
  readNamedBits,
  readObjectIdentifier,
  readPositiveInteger,
  readTime,
} from './values.ts';

export interface CertificateFields {
  /** SHA-256 over the certificate, hexadecimal. */
  readonly fingerprint: string;
  readonly serial: string;
  /** Names as they are encoded: they are compared, never shown. */
  readonly issuerName: Buffer;
  readonly subjectName: Buffer;
  /** Empty if the issuer has none. */
  readonly issuerCommonName: string;
  readonly notBefore: Temporal.Instant;
  readonly notAfter: Temporal.Instant;
  readonly publicKey: KeyObject;
  readonly isAuthority: boolean;
  /** How many authorities may stand between this one and a holder; `undefined`: any number. */
  readonly pathLength: number | undefined;
  /** Bits of {@link keyUsage}; `undefined` without the extension. */
  readonly keyUsage: ReadonlySet<number> | undefined;
  /** Extended key usage; `undefined` without the extension. */
  readonly purposes: ReadonlySet<ObjectIdentifier> | undefined;
  readonly policies: ReadonlySet<ObjectIdentifier>;
  /** It is a responder that is trusted for as long as its certificate is valid (RFC 6960 section 4.2.2.2.1). */
  readonly isExemptFromRevocation: boolean;
  /** There is a condition that we cannot judge. */
  readonly hasUnknownCondition: boolean;
  readonly signed: Signed;
}

export const keyUsage = {
  digitalSignature: 0,
  nonRepudiation: 1,
  keyCertSign: 5,
  cRLSign: 6,
} as const;

const extension = {
  keyUsage: '2.5.29.15',
  basicConstraints: '2.5.29.19',
  certificatePolicies: '2.5.29.32',
  extendedKeyUsage: '2.5.29.37',
  ocspNoCheck: '1.3.6.1.5.5.7.48.1.5',
} as const;

const judged: ReadonlySet<ObjectIdentifier> = new Set(Object.values(extension));

const commonName = '2.5.4.3';

/** `INTEGER { v1(0), v2(1), v3(2) }` */
const version3 = '02';

/** Reads a certificate in DER, or gives `undefined` if it is none or no version 3. */
export function readCertificate(der: Uint8Array): CertificateFields | undefined {
  const publicKey = readPublicKey(der);
  const signed = decodeDer(der, (file) => file.within(tag.sequence, readSigned));
  if (publicKey === undefined || signed === undefined) return undefined;
  const read = decodeDer(signed.content, (file) =>
    file.within(tag.sequence, (reader) => readContent(reader, signed)),
  );
  if (read === undefined) return undefined;
  const fingerprint = createHash('sha256').update(der).digest('hex');
  return { ...read, fingerprint, publicKey, signed };
}

/** True if `authority` has the name of the issuer, and the key that signed. */
export function isIssuedBy(certificate: CertificateFields, authority: CertificateFields): boolean {
  return (
    certificate.issuerName.equals(authority.subjectName) &&
    isSignedBy(certificate.signed, authority.publicKey)
  );
}

/** True for two certificates of one authority: they have its name and key in common. */
export function isSameAuthority(one: CertificateFields, other: CertificateFields): boolean {
  return one.subjectName.equals(other.subjectName) && one.publicKey.equals(other.publicKey);
}

/** Also a second opinion: what OpenSSL does not read is no certificate. */
function readPublicKey(der: Uint8Array): KeyObject | undefined {
  try {
    return new X509Certificate(der).publicKey;
  } catch {
    return undefined;
  }
}

function readContent(reader: DerReader, signed: Signed) {
  if (reader.optional(constructed(0), readPositiveInteger) !== version3) reader.fail();
  const serial = readPositiveInteger(reader);
  if (readAlgorithm(reader) !== signed.algorithm) reader.fail();
  const issuerName = reader.element();
  const [notBefore, notAfter] = reader.within(tag.sequence, (validity) => [
    readTime(validity),
    readTime(validity),
  ]);
  const subjectName = reader.element();
  // The public key, which node:crypto reads.
  reader.element();
  const extensions = reader.optional(constructed(3), readExtensions) ?? new Map();
  return {
    serial,
    issuerName,
    subjectName,
    issuerCommonName: decodeDer(issuerName, readCommonName) ?? '',
    notBefore,
    notAfter,
    ...readConstraints(reader, extensions),
  };
}

function readConstraints(reader: DerReader, extensions: Extensions) {
  function read<Value>(name: ObjectIdentifier, readValue: (inner: DerReader) => Value): Value | undefined {
    const found = extensions.get(name);
    const value = found && decodeDer(found.value, readValue);
    if (found !== undefined && value === undefined) reader.fail();
    return value;
  }
  const basic = read(extension.basicConstraints, readBasicConstraints);
  const policies = read(extension.certificatePolicies, (inner) => readSetOf(inner, readPolicy));
  return {
    isAuthority: basic?.isAuthority ?? false,
    pathLength: basic?.pathLength,
    keyUsage: read(extension.keyUsage, readNamedBits),
    purposes: read(extension.extendedKeyUsage, (inner) => readSetOf(inner, readObjectIdentifier)),
    policies: policies ?? new Set<ObjectIdentifier>(),
    isExemptFromRevocation: extensions.has(extension.ocspNoCheck),
    hasUnknownCondition: [...extensions].some(([name, { critical }]) => critical && !judged.has(name)),
  };
}

function readBasicConstraints(reader: DerReader): { isAuthority: boolean; pathLength: number | undefined } {
  return reader.within(tag.sequence, (inner) => {
    const isAuthority = inner.peek() === tag.boolean && readBoolean(inner);
    const hasLength = inner.peek() === tag.integer;
    return {
      isAuthority,
      pathLength: hasLength ? Number.parseInt(readPositiveInteger(inner), 16) : undefined,
    };
  });
}

function readSetOf(
  reader: DerReader,
  readOne: (list: DerReader) => ObjectIdentifier,
): ReadonlySet<ObjectIdentifier> {
  return reader.within(tag.sequence, (list) => new Set(list.each(() => readOne(list))));
}

/** Its qualifiers are texts for people. */
function readPolicy(reader: DerReader): ObjectIdentifier {
  return reader.within(tag.sequence, (policy) => {
    const name = readObjectIdentifier(policy);
    policy.each(() => policy.element());
    return name;
  });
}

/** The last common name in a Name; empty if there is none that is text. */
function readCommonName(reader: DerReader): string {
  const names = reader.within(tag.sequence, (name) =>
    name.each(() =>
      name.within(tag.set, (set) =>
        set.each(() =>
          set.within(tag.sequence, (attribute) => {
            const type = readObjectIdentifier(attribute);
            const isText = attribute.peek() === tag.utf8String || attribute.peek() === tag.printableString;
            const value = attribute.element();
            return type === commonName && isText ? decodeDer(value, readText) : undefined;
          }),
        ),
      ),
    ),
  );
  return names.flat().findLast((name) => name !== undefined) ?? '';
}

function readText(reader: DerReader): string {
  return reader.content(reader.peek() ?? tag.utf8String).toString('utf8');
}
