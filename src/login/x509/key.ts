/** Public keys in certificates: which are strong enough, and what they are in SSH. */

import type { KeyObject } from 'node:crypto';
import type { EnrolledKey } from '../../ports/account.ts';
import { fingerprintOf } from '../ssh-key.ts';
import { wireMagnitude, wireString } from '../ssh-wire.ts';

/**
 * At least 2,048 bits, less than for keys that people make themselves, because cards of eID applet 1.7 have
 * no more; above the greatest, a hostile key would keep the processor busy.
 */
const rsaBits = { least: 2048, greatest: 8192 } as const;

/** Curves as node:crypto names them; cards have the first two. */
const curves: ReadonlyMap<string | undefined, { readonly ssh: string; readonly onCards: boolean }> = new Map([
  ['prime256v1', { ssh: 'nistp256', onCards: true }],
  ['secp384r1', { ssh: 'nistp384', onCards: true }],
  ['secp521r1', { ssh: 'nistp521', onCards: false }],
]);

/** True if a signature by the key proves something. */
export function hasSoundKey(key: KeyObject): boolean {
  return isSoundRsa(key) || curveOf(key) !== undefined;
}

/** The key of a card as SSH offers it, or `undefined` if it is too weak or of another sort. */
export function sshKeyOf(key: KeyObject): EnrolledKey | undefined {
  if (isSoundRsa(key)) {
    const { e = '', n = '' } = key.export({ format: 'jwk' });
    return enrolled('ssh-rsa', [wireMagnitude(fromBase64url(e)), wireMagnitude(fromBase64url(n))]);
  }
  const curve = curveOf(key);
  if (curve?.onCards !== true) return undefined;
  const { x = '', y = '' } = key.export({ format: 'jwk' });
  // 4: both coordinates follow, uncompressed (SEC 1 section 2.3.3).
  const point = Buffer.concat([Buffer.of(4), fromBase64url(x), fromBase64url(y)]);
  return enrolled(`ecdsa-sha2-${curve.ssh}`, [wireString(curve.ssh), wireString(point)]);
}

function isSoundRsa(key: KeyObject): boolean {
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  return key.asymmetricKeyType === 'rsa' && bits >= rsaBits.least && bits <= rsaBits.greatest;
}

function curveOf(key: KeyObject) {
  return key.asymmetricKeyType === 'ec' ? curves.get(key.asymmetricKeyDetails?.namedCurve) : undefined;
}

function enrolled(algorithm: string, fields: readonly Buffer[]): EnrolledKey {
  const blob = Buffer.concat([wireString(algorithm), ...fields]);
  return { algorithm, blob: blob.toString('base64'), fingerprint: fingerprintOf(blob) };
}

function fromBase64url(text: string): Buffer {
  return Buffer.from(text, 'base64url');
}
