/** How this project uses OpenPGP (RFC 9580): one place for what is allowed and what is preferred. */

import { type Config, config, enums } from 'openpgp';

/** What `gpg` 2.2 and newer open: version 4 keys, no compression, AES-256. */
const base: Config = {
  ...config,
  preferredSymmetricAlgorithm: enums.symmetric.aes256,
  preferredCompressionAlgorithm: enums.compression.uncompressed,
  preferredAEADAlgorithm: enums.aead.gcm,
  showVersion: false,
  showComment: false,
};

export const sealing: Config = base;

/** Unpacking what a sender compressed ends beyond so many bytes. */
export function opening(greatestDecompressed: number): Config {
  return { ...base, maxDecompressedMessageSize: greatestDecompressed };
}

/** Key generation for a peer with any `gpg` (`v4`), or with software of RFC 9580 only (`v6`). */
export function generating(profile: 'v4' | 'v6'): Config {
  const modern = profile === 'v6';
  return { ...base, v6Keys: modern, aeadProtect: modern, s2kIterationCountByte: 255 };
}

/** OpenPGP time: whole seconds. */
export function dateOf(instant: Temporal.Instant): Date {
  return new Date(instant.epochMilliseconds);
}

/** For questions to the library that have no bound in time. */
const endOfTime = new Date(8.64e15);

/**
 * The latest time that a signature may carry, seen at `at`. Two honest clocks differ a little; without `at`
 * any time will do.
 */
export function latestSigningTime(at: Temporal.Instant | null): Date {
  return at === null ? endOfTime : dateOf(at.add({ minutes: 5 }));
}
