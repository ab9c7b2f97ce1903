/** A parcel: one sealed monthly file (or an insurer's part of it) in the hands of a site. */

import type { PartyId } from '../deliberations/clause.ts';
import type { Counts, Operation } from '../people/operation.ts';
import type { ReferenceMonth } from '../people/reference-month.ts';

/** A random UUID; it never leaves the site. */
export type ParcelId = string;
/** A random UUID. */
export type DataKeyId = string;

/**
 * The key under which one month's data stand at rest, wrapped by the site's master key. A publisher makes
 * one for each month it publishes, the others one for each parcel received; what is derived from a parcel
 * stands under the same key, so that destroying the key ends all of it.
 */
export interface DataKey {
  readonly id: DataKeyId;
  readonly month: ReferenceMonth;
  /** Receipt by this site (at the publisher: publication). Retention runs from here. */
  readonly anchor: Temporal.Instant;
  /** Wrapped key; empty once destroyed. */
  readonly wrapped: Uint8Array;
  readonly destroyedAt: Temporal.Instant | null;
}

export interface Parcel {
  readonly id: ParcelId;
  readonly dataKey: DataKeyId;
  readonly direction: 'inbound' | 'outbound';
  readonly sender: PartyId;
  readonly receiver: PartyId;
  readonly month: ReferenceMonth;
  /** From 1, without a gap, for each pair of sender and receiver. */
  readonly sequenceNumber: number;
  /** File name, the same at both ends. */
  readonly name: string;
  /** Bytes of the sealed file. */
  readonly size: number;
  /** SHA-256 of the sealed file, hexadecimal. */
  readonly digest: string;
  readonly counts: Counts;
  /** When the parcel became visible here. */
  readonly addedAt: Temporal.Instant;
  /** Outbound: when the receiver had first read it whole. */
  readonly collectedAt: Temporal.Instant | null;
  /** Outbound: when the receiver's signed receipt was accepted. Inbound: when ours was sent. */
  readonly receiptedAt: Temporal.Instant | null;
  /** Outbound: when the transit copy left the tree. */
  readonly removedAt: Temporal.Instant | null;
}

/** A signed receipt as it was handed in. */
export interface Receipt {
  readonly parcel: ParcelId;
  readonly account: string;
  readonly at: Temporal.Instant;
  readonly body: Uint8Array;
}

/** Why the CIN's answer did not name exactly one insurer, in the field's words (MemberData errors). */
export type HoldReason =
  | 'unknown-ssin'
  | 'cancelled-ssin'
  | 'no-insurer'
  | 'multiple-insurers'
  | 'insurer-not-served'
  | 'affiliation-unavailable'
  | 'never-disclosed';

/** Where a record stands in its parcel. */
export interface RecordPlace {
  readonly parcel: ParcelId;
  readonly block: number;
  /** Position in the block, from 0. */
  readonly slot: number;
}

/** A record of an inbound parcel that could not be routed. Known by its place in the parcel's blocks. */
export interface HeldRecord extends RecordPlace {
  readonly operation: Operation;
  /** As of the last try. */
  readonly reason: HoldReason;
  readonly since: Temporal.Instant;
  /** How often it was tried to route it, the first time included. */
  readonly tries: number;
  /** How many limits on its age the ledger was told that it has crossed. */
  readonly limitsTold: number;
}

/** Records of one block of a parcel that are held, by slot; there is at least one. */
export interface HeldBlock {
  readonly block: number;
  readonly records: readonly HeldRecord[];
}

/** Held records of a parcel that are alike in all by which their age is judged. */
export interface HeldTally extends Pick<HeldRecord, 'parcel' | 'reason' | 'since' | 'limitsTold'> {
  readonly records: number;
}

/**
 * A record that could not be routed and went back to its publisher. At the relay its place is in the inbound
 * parcel; at the publisher in the outbound one, which has the same records in the same places.
 */
export interface ReturnedRecord extends RecordPlace {
  /** The parcel with the feedback file in which it went back. */
  readonly feedback: ParcelId;
  /** By code: one of those of the deliberation. */
  readonly reason: string;
}

/** Records of one block of a parcel that were returned, by slot; there is at least one. */
export interface ReturnedBlock {
  readonly block: number;
  readonly records: readonly ReturnedRecord[];
}

/** Bytes of a tag of the access register. */
export const registerTagBytes = 16;

/** Where the access register knows a child: a block of a parcel. */
export interface RegisterEntry {
  readonly tag: Uint8Array;
  readonly parcel: ParcelId;
  readonly block: number;
}

/** That a child was looked up: known by the child's tag under a data key, for as long as that key lives. */
export interface Consultation {
  readonly dataKey: DataKeyId;
  readonly tag: Uint8Array;
  /** A random UUID, which the ledger's entry on the consultation names too. */
  readonly id: string;
}
