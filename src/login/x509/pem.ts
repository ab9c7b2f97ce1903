/** Files that hold DER, plain or as text (RFC 7468). */

export type PemLabel = 'CERTIFICATE' | 'X509 CRL';

const block = /-----BEGIN ([A-Z0-9 ]+)-----\s([A-Za-z0-9+/=\s]+)-----END \1-----/g;

/** First byte of every DER file that we read: a SEQUENCE. */
const sequence = 0x30;

/**
 * The DER in a file: the file itself, or its blocks of that label, text around them left out. Gives
 * `undefined` if it holds none, or anything else besides: a private key has no business there.
 */
export function readPem(file: Uint8Array, label: PemLabel): readonly Buffer[] | undefined {
  if (file[0] === sequence) return [Buffer.from(file)];
  const text = Buffer.from(file).toString('latin1');
  const blocks = [...text.matchAll(block)];
  const begun = text.split('-----BEGIN ').length - 1;
  if (blocks.length === 0 || blocks.length !== begun) return undefined;
  if (blocks.some(([, found]) => found !== label)) return undefined;
  return blocks.map(([, , base64 = '']) => Buffer.from(base64, 'base64'));
}
