/**
 * The key by which a site signs checkpoints of its ledger and cosigns those of others: Ed25519 (RFC 8032),
 * kept as PKCS #8 in PEM (RFC 8410); the others are given a verifier key (C2SP signed-note).
 */

import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { PasserelleError } from '../errors.ts';
import { text } from '../words/text.ts';
import { decodeBase64, keyIdOf, type SignatureType, signatureType } from './note.ts';

/** Whose signatures are believed, and under which name. */
export interface VerifierKey {
  /** The log name of the party: see `logNameOf`. */
  readonly name: string;
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
  /** SHA-256 of the public key, hexadecimal in capitals. */
  readonly fingerprint: string;
  /** Further keys of the same ledger, of before or for later: what they signed holds as well. */
  readonly others?: readonly VerifierKey[];
}

/** All keys by which a ledger is believed. */
export function allKeysOf(key: VerifierKey): readonly VerifierKey[] {
  return [key, ...(key.others ?? [])];
}

/** Signs bytes; the private half never leaves it. */
export interface LedgerKey extends VerifierKey {
  sign(message: Uint8Array): Uint8Array;
}

/** PEM of the private half, and the verifier key of the public one. */
export interface LedgerKeyPair {
  readonly privateKey: string;
  readonly publicKey: string;
}

export function generateLedgerKey(name: string): LedgerKeyPair {
  const { privateKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  return { privateKey: pem, publicKey: `${formatVerifierKey(readLedgerKey(pem, name))}\n` };
}

/** Reads a private key in PEM, to sign under `name`. Throws `key-refused`. */
export function readLedgerKey(pem: string, name: string): LedgerKey {
  const key = privateKeyOf(pem);
  return {
    ...verifierKey(name, rawPublicKey(createPublicKey(key))),
    sign: (message) => sign(null, message, key),
  };
}

/** Reads a line `<name>+<key id>+<base64>`. Throws `key-refused` unless it is an Ed25519 key under its id. */
export function parseVerifierKey(line: string): VerifierKey {
  const [, name = '', keyId, blob = ''] =
    /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})$/.exec(line.trim()) ?? [];
  const bytes = decodeBase64(blob);
  const publicKey = bytes?.subarray(1) ?? new Uint8Array();
  if (bytes?.[0] !== signatureType.ed25519 || keyIdOf(name, signatureType.ed25519, publicKey) !== keyId) {
    throw new PasserelleError('key-refused', text`the text is no verifier key of a ledger`, {
      hint: text`Their operator prints it with: passerelle keys show ledger`,
    });
  }
  return verifierKey(name, publicKey);
}

export function formatVerifierKey({ name, publicKey }: VerifierKey): string {
  const blob = Buffer.concat([Uint8Array.of(signatureType.ed25519), publicKey]).toString('base64');
  return `${name}+${keyIdOf(name, signatureType.ed25519, publicKey)}+${blob}`;
}

/** True if `signature` is the key's over `message`. */
export function isSignedBy({ publicKey }: VerifierKey, message: Uint8Array, signature: Uint8Array): boolean {
  const x = Buffer.from(publicKey).toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  return verify(null, message, key, signature);
}

/** The id of the key for signatures of one type under `name`. */
export function signatureKeyId({ publicKey }: VerifierKey, name: string, type: SignatureType): string {
  return keyIdOf(name, type, publicKey);
}

function verifierKey(name: string, publicKey: Uint8Array): VerifierKey {
  const fingerprint = createHash('sha256').update(publicKey).digest('hex').toUpperCase();
  return { name, publicKey, fingerprint };
}

function privateKeyOf(pem: string): KeyObject {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // What the library says could repeat the text.
  }
  throw new PasserelleError('key-refused', text`the text is no Ed25519 private key in PEM`, {
    hint: text`Make one with: passerelle keys generate ledger`,
  });
}

function rawPublicKey(key: KeyObject): Uint8Array {
  return Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url');
}
