/** What a site writes down. Digests, counts, names of accounts and files: never a social security number. */

import type { PartyId } from '../deliberations/clause.ts';

/** Closed list of what can happen. A new kind of event is a new name, never a new meaning of an old one. */
export const eventNames = [
  'site-opened',
  'account-enrolled',
  'account-changed',
  'account-activated',
  'account-disabled',
  'account-revoked',
  'login-accepted',
  'login-refused',
  'session-ended',
  'directory-listed',
  'parcel-opened',
  'parcel-collected',
  'receipt-accepted',
  'receipt-refused',
  'parcel-published',
  'parcel-fetched',
  'parcel-refused',
  'parcel-relayed',
  'parcel-delivered',
  'parcel-unsealed',
  'receipt-sent',
  'record-held',
  'held-released',
  'held-tried',
  'held-overdue',
  'held-listed',
  'held-returned',
  'returns-listed',
  'volume-confirmed',
  'transit-copy-removed',
  'register-asked',
  'record-consulted',
  'consultation-refused',
  'data-purged',
  'log-pruned',
  'master-key-replaced',
  'ledger-key-replaced',
  'hold-placed',
  'hold-confirmed',
  'hold-lifted',
  'hold-expired',
  'store-moved',
  'backup-made',
  'backup-destroyed',
  'site-restored',
  'deadline-missed',
  'sunset-announced',
  'notices-sent',
  'channel-closed',
  'clock-refused',
  'checkpoint-noted',
  'checkpoint-cosigned',
  'checkpoint-refused',
  'rewind-noticed',
  'restore-acknowledged',
] as const;

export type EventName = (typeof eventNames)[number];

export interface LedgerEvent {
  readonly event: EventName;
  /** The account, or the party whose operator or process acted. */
  readonly actor: string;
  /** Flat on purpose: an auditor reads it as it stands. */
  readonly details: Readonly<Record<string, string | number | boolean | null>>;
}

/** An event in its place in the chain, as it was hashed. */
export interface LedgerEntry extends LedgerEvent {
  /** From 0, without a gap. */
  readonly sequence: number;
  /** ISO 8601 instant; never before that of the entry before. */
  readonly at: string;
  readonly site: PartyId;
  readonly deliberation: string;
  /** Digest of the clauses in force at the site: see `policyDigest`. */
  readonly policy: string;
  /** Hash of the entry before, hexadecimal; 64 zeros for the first. */
  readonly previous: string;
}

/** The exact bytes that were hashed, with their hash. */
export interface StoredEntry {
  readonly sequence: number;
  readonly bytes: Uint8Array;
  readonly hash: string;
}

/** Where the ledger stands. */
export interface LedgerHead {
  /** Number of entries. */
  readonly size: number;
  /** Hash of the last entry; 64 zeros for an empty ledger. */
  readonly hash: string;
  /** Time of the last entry; `null` for an empty ledger. */
  readonly at: Temporal.Instant | null;
}
