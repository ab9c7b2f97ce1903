/** One-time codes by time (RFC 6238): SHA-1, six digits, thirty seconds, as every authenticator has them. */

import { generateSecret, generateSync, generateURI, ScureBase32Plugin, verifySync } from 'otplib';

const period = 30;
const base32 = new ScureBase32Plugin();

/** 160 random bits, the length of the hash (RFC 4226 section 4). */
export function createTotpSecret(): Uint8Array {
  return base32.decode(generateSecret({ length: 20 }));
}

/** What an authenticator reads from a QR code. */
export function totpUri(secret: Uint8Array, names: { issuer: string; account: string }): string {
  return generateURI({
    issuer: names.issuer,
    label: names.account,
    secret: base32.encode(secret, { padding: false }),
    period,
  });
}

/** The secret as a holder types it into an authenticator: base 32 in groups of four. */
export function totpSecretText(secret: Uint8Array): string {
  return base32.encode(secret, { padding: false }).replaceAll(/.{4}(?=.)/g, '$& ');
}

/** True if the text is what {@link totpCodeOf} takes. */
export function isTotpDevice(text: string): boolean {
  return secretForm.test(secretIn(text));
}

/** The code that a device shows at `at`: given by its otpauth URI, or by the bare secret in base32. */
export function totpCodeOf(device: string, at: Temporal.Instant): string {
  return generateSync({ secret: secretIn(device), epoch: Math.floor(at.epochMilliseconds / 1000), period });
}

/** 128 bits at least (RFC 4226 section 4). */
const secretForm = /^[A-Z2-7]{26,}=*$/i;

function secretIn(device: string): string {
  return device.startsWith('otpauth:') ? (URL.parse(device)?.searchParams.get('secret') ?? '') : device;
}

/**
 * The time step whose code this is, one step of clock difference allowed either way, or `undefined`.
 * `code` is attacker-controlled; a malformed one is simply wrong. Whether the step was used before is for
 * the store to say (`use-totp-step`): two gateways may ask at once.
 */
export function totpStepOf(code: string, secret: Uint8Array, at: Temporal.Instant): number | undefined {
  if (!/^[0-9]{6}$/.test(code)) return undefined;
  const epoch = Math.floor(at.epochMilliseconds / 1000);
  const result = verifySync({ secret, token: code, epoch, period, epochTolerance: period });
  return result.valid && 'timeStep' in result ? result.timeStep : undefined;
}
