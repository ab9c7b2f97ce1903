/** A public key infrastructure made in memory: authorities, cards, revocation lists, OCSP responses. */

import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import * as d from './der.ts';

export interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

export interface Issuer {
  readonly name: Buffer;
  readonly keys: KeyPair;
}

export interface Issued extends Issuer {
  readonly der: Buffer;
  readonly serial: bigint;
}

export const ecKeys = (namedCurve = 'P-384'): KeyPair => generateKeyPairSync('ec', { namedCurve });
export const rsaKeys = (modulusLength: number): KeyPair => generateKeyPairSync('rsa', { modulusLength });

export interface Extension {
  readonly name: string;
  readonly critical?: boolean;
  readonly value: Uint8Array;
}

export const basicConstraints = (pathLength?: number): Extension => ({
  name: '2.5.29.19',
  critical: true,
  value: d.sequence(d.boolean(true), ...(pathLength === undefined ? [] : [d.integer(pathLength)])),
});
export const keyUsage = (...bits: readonly number[]): Extension => ({
  name: '2.5.29.15',
  critical: true,
  value: d.namedBits(...bits),
});
export const policies = (...names: readonly string[]): Extension => ({
  name: '2.5.29.32',
  value: d.sequence(...names.map((name) => d.sequence(d.identifier(name)))),
});
export const purposes = (...names: readonly string[]): Extension => ({
  name: '2.5.29.37',
  value: d.sequence(...names.map(d.identifier)),
});
export const ocspNoCheck: Extension = { name: '1.3.6.1.5.5.7.48.1.5', value: d.nothing };

export const usage = { digitalSignature: 0, nonRepudiation: 1, keyCertSign: 5, cRLSign: 6 } as const;

/** A name of attributes: common name, and others by their identifier. */
export function nameOf(commonName: string, others: Readonly<Record<string, string>> = {}): Buffer {
  const attributes = Object.entries({ '2.5.4.6': 'BE', ...others, '2.5.4.3': commonName });
  return d.sequence(
    ...attributes.map(([type, value]) => d.set(d.sequence(d.identifier(type), d.text(value)))),
  );
}

export interface CertificateDraft {
  readonly subject: Buffer;
  readonly keys: KeyPair;
  readonly serial?: bigint;
  readonly notBefore?: Temporal.Instant;
  readonly notAfter?: Temporal.Instant;
  readonly extensions: readonly Extension[];
  readonly hash?: Hash;
  /** What it says of itself, where that is not the truth. */
  readonly version?: number;
  readonly algorithms?: StatedAlgorithms;
}

/** Names of signature algorithms: the one that is signed too, and the one beside it. */
interface StatedAlgorithms {
  readonly inside?: Buffer;
  readonly outside?: Buffer;
}

type Hash = 'sha1' | 'sha256' | 'sha384';

const algorithms = {
  rsa: { sha1: '1.2.840.113549.1.1.5', sha256: '1.2.840.113549.1.1.11', sha384: '1.2.840.113549.1.1.12' },
  ec: { sha1: '1.2.840.10045.4.1', sha256: '1.2.840.10045.4.3.2', sha384: '1.2.840.10045.4.3.3' },
} as const;

export function algorithmOf(key: KeyObject, hash: Hash): Buffer {
  const isRsa = key.asymmetricKeyType === 'rsa';
  const name = d.identifier(algorithms[isRsa ? 'rsa' : 'ec'][hash]);
  return isRsa ? d.sequence(name, d.nothing) : d.sequence(name);
}

/** The form that everything signed has. */
function signed(content: Buffer, key: KeyObject, hash: Hash, stated: StatedAlgorithms = {}): Buffer[] {
  const { outside = algorithmOf(key, hash) } = stated;
  return [content, outside, d.bits(sign(hash, content, key))];
}

export const defaultPeriod = {
  notBefore: Temporal.Instant.from('2020-01-01T00:00:00Z'),
  notAfter: Temporal.Instant.from('2030-01-01T00:00:00Z'),
} as const;

let lastSerial = 0x1000_0000_0000_0000n;

/** `issuer` undefined: it issues itself. */
export function issue(draft: CertificateDraft, issuer?: Issuer): Issued {
  const { subject, keys, extensions, hash = 'sha256' } = draft;
  const { name, keys: issuerKeys } = issuer ?? { name: subject, keys };
  lastSerial += 1n;
  const { serial = lastSerial, version = 3, algorithms: stated = {} } = draft;
  const { notBefore, notAfter } = { ...defaultPeriod, ...draft };
  const content = d.sequence(
    d.explicit(0, d.integer(version - 1)),
    d.integer(serial),
    stated.inside ?? algorithmOf(issuerKeys.privateKey, hash),
    name,
    d.sequence(d.utcTime(notBefore), d.utcTime(notAfter)),
    subject,
    keys.publicKey.export({ type: 'spki', format: 'der' }),
    d.explicit(3, encodeExtensions(extensions)),
  );
  const der = d.sequence(...signed(content, issuerKeys.privateKey, hash, stated));
  return { name: subject, keys, serial, der };
}

function encodeExtensions(extensions: readonly Extension[]): Buffer {
  return d.sequence(
    ...extensions.map(({ name, critical = false, value }) =>
      d.sequence(d.identifier(name), ...(critical ? [d.boolean(true)] : []), d.octets(value)),
    ),
  );
}

export interface ListDraft {
  readonly revoked?: readonly bigint[];
  readonly thisUpdate: Temporal.Instant;
  readonly nextUpdate?: Temporal.Instant;
  readonly extensions?: readonly Extension[];
  readonly entryExtensions?: readonly Extension[];
  readonly hash?: Hash;
  readonly algorithms?: StatedAlgorithms;
}

/** A revocation list in DER, signed with the issuer's key under the issuer's name. */
export function revocationList(issuer: Issuer, draft: ListDraft): Buffer {
  const { revoked = [], thisUpdate, nextUpdate, hash = 'sha256', algorithms: stated = {} } = draft;
  const entryExtensions = draft.entryExtensions ? [encodeExtensions(draft.entryExtensions)] : [];
  const entries = revoked.map((serial) =>
    d.sequence(d.integer(serial), d.utcTime(thisUpdate), ...entryExtensions),
  );
  const content = d.sequence(
    d.integer(1),
    stated.inside ?? algorithmOf(issuer.keys.privateKey, hash),
    issuer.name,
    d.utcTime(thisUpdate),
    ...(nextUpdate ? [d.utcTime(nextUpdate)] : []),
    ...(entries.length > 0 ? [der(entries)] : []),
    ...(draft.extensions ? [d.explicit(0, encodeExtensions(draft.extensions))] : []),
  );
  return d.sequence(...signed(content, issuer.keys.privateKey, hash, stated));
}

/** `d.sequence` of so many that they cannot be arguments. */
function der(elements: readonly Buffer[]): Buffer {
  return d.sequence(Buffer.concat(elements));
}

export interface ResponseDraft {
  readonly about: { readonly issuer: Issuer; readonly serial: bigint };
  readonly status?: 'good' | 'revoked' | 'unknown';
  readonly thisUpdate: Temporal.Instant;
  readonly nextUpdate?: Temporal.Instant;
  readonly nameHash?: 'sha1' | 'sha256';
  /** It says nothing of any certificate. */
  readonly isEmpty?: boolean;
  readonly certificates?: readonly Buffer[];
  readonly extensions?: readonly Extension[];
  readonly hash?: Hash;
}

const nameHashes = { sha1: '1.3.14.3.2.26', sha256: '2.16.840.1.101.3.4.2.1' } as const;

/** An OCSP response in DER, signed by `responder`. */
export function ocspResponse(responder: Issuer, draft: ResponseDraft): Buffer {
  const { about, thisUpdate, nextUpdate, nameHash = 'sha1', status = 'good', hash = 'sha256' } = draft;
  const digest = (bytes: Uint8Array) => d.octets(createHash(nameHash).update(bytes).digest());
  const spki = about.issuer.keys.publicKey.export({ type: 'spki', format: 'der' });
  const single = d.sequence(
    d.sequence(
      d.sequence(d.identifier(nameHashes[nameHash]), d.nothing),
      digest(about.issuer.name),
      digest(keyBits(spki)),
      d.integer(about.serial),
    ),
    {
      good: d.der(0x80),
      revoked: d.der(0xa1, d.generalizedTime(thisUpdate)),
      unknown: d.der(0x82),
    }[status],
    d.generalizedTime(thisUpdate),
    ...(nextUpdate ? [d.explicit(0, d.generalizedTime(nextUpdate))] : []),
  );
  const content = d.sequence(
    d.explicit(1, responder.name),
    d.generalizedTime(thisUpdate),
    d.sequence(...(draft.isEmpty === true ? [] : [single])),
    ...(draft.extensions ? [d.explicit(1, encodeExtensions(draft.extensions))] : []),
  );
  const basic = d.sequence(
    ...signed(content, responder.keys.privateKey, hash),
    ...(draft.certificates ? [d.explicit(0, d.sequence(...draft.certificates))] : []),
  );
  return d.sequence(
    d.der(0x0a, Buffer.of(0)),
    d.explicit(0, d.sequence(d.identifier('1.3.6.1.5.5.7.48.1.1'), d.octets(basic))),
  );
}

/** The content of the BIT STRING that ends a SubjectPublicKeyInfo: 65 bytes and more for EC, the rest for RSA. */
function keyBits(spki: Buffer): Buffer {
  // SEQUENCE, its AlgorithmIdentifier, then the BIT STRING with its byte of unused bits.
  const header = spki[1] === undefined || spki[1] < 0x80 ? 2 : 2 + (spki[1] & 0x7f);
  const algorithm = 2 + (spki[header + 1] ?? 0);
  const length = spki[header + algorithm + 1] ?? 0;
  return spki.subarray(header + algorithm + 2 + (length < 0x80 ? 0 : length & 0x7f) + 1);
}

export function pem(label: string, der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}
