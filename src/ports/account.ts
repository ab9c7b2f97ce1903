/** An account of a peer on this site's gateway. */

import type { PartyId, Role } from '../deliberations/clause.ts';

/** Argon2id (RFC 9106) with the parameters that made it; memory in KiB. */
export interface PasswordHash {
  readonly algorithm: 'argon2id';
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
  readonly nonce: Uint8Array;
  readonly tag: Uint8Array;
}

export interface EnrolledKey {
  /** SSH algorithm name of the key, for example `ssh-ed25519`. */
  readonly algorithm: string;
  /** Public key blob (RFC 4253 section 6.6), base64. */
  readonly blob: string;
  /** `SHA256:…`, as `ssh-keygen -l` prints it. */
  readonly fingerprint: string;
}

/** The authentication certificate of a card (eID or another PKCS#11 card), by whose key it logs in. */
export interface EnrolledCertificate {
  readonly key: EnrolledKey;
  readonly notAfter: Temporal.Instant;
  /** The certificate, sealed by the site's master key: its subject names a person by national number. */
  readonly sealed: Uint8Array;
}

/** Lets the holder set its own factors at a login, once. */
export interface Invitation {
  /** Of the code that the holder was given. */
  readonly code: PasswordHash;
  /** The first instant at which it is worth nothing. */
  readonly until: Temporal.Instant;
  /** What the holder sets: a password, and perhaps a TOTP device too. */
  readonly sets: 'password' | 'password-and-totp';
}

/** When, where from and how the holder may log in; `null`: whenever, from anywhere, by all methods. */
export interface LoginTerms {
  /** Addresses and networks in CIDR notation. */
  readonly addresses: readonly string[] | null;
  /** First and last legal day. */
  readonly validFrom: Temporal.PlainDate | null;
  readonly validUntil: Temporal.PlainDate | null;
  /** Names of methods: `ssh-key`, `password` … */
  readonly methods: readonly string[] | null;
}

export const withoutTerms: LoginTerms = {
  addresses: null,
  validFrom: null,
  validUntil: null,
  methods: null,
};

export interface Account {
  readonly name: string;
  readonly party: PartyId;
  readonly role: Role;
  readonly status: 'pending' | 'active' | 'disabled' | 'revoked';
  /** Day on which the holder signed the undertaking of confidentiality (n° 21/250 point 11). */
  readonly undertaking: Temporal.PlainDate | null;
  readonly password: PasswordHash | null;
  readonly keys: readonly EnrolledKey[];
  /** Keys by which OpenSSH user certificates for this account are signed. */
  readonly authorities: readonly EnrolledKey[];
  /** Fingerprints of keys that are trusted no longer, whatever their certificate says. */
  readonly distrusted: readonly string[];
  readonly certificates: readonly EnrolledCertificate[];
  /** TOTP secret (RFC 6238) sealed by the site's master key. */
  readonly totp: Uint8Array | null;
  readonly invitation: Invitation | null;
  readonly terms: LoginTerms;
  /** Grows by one with each change; a change that expects another version is a conflict. */
  readonly version: number;
}
