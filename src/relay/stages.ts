/** What passes from stage to stage of the relay, once a parcel has been taken in. */

import type { PartyId } from '../deliberations/clause.ts';
import type { IntakeSite } from '../intake/stages.ts';
import type { LedgerEvent } from '../ledger/event.ts';
import type { ReferenceMonth } from '../people/reference-month.ts';
import type { Ssin } from '../people/ssin.ts';
import type { AffiliationSource } from '../ports/affiliation.ts';
import type { DataKey, HeldRecord, HoldReason, Parcel, ParcelId } from '../ports/parcel.ts';
import type { OpenDataKey } from '../retention/vault.ts';
import type { PublicKey } from '../seal/keys.ts';
import type { Split } from './split.ts';

export interface RelaySite extends IntakeSite {
  readonly affiliation: AffiliationSource;
  /** The key of each insurer to which parts are sealed. */
  readonly insurerKeys: ReadonlyMap<PartyId, PublicKey>;
  /** The total of records that an operator confirmed, for a month out of proportion. */
  readonly confirmedVolume: number | undefined;
}

/** A record's place among those of its parcel, from 0. It takes little memory: there may be a million. */
export type Place = number;

/** Records of the parcel received that are held alike. */
export interface HeldAlike extends Pick<HeldRecord, 'operation' | 'reason'> {
  readonly places: readonly Place[];
}

/** Held records that were tried again and stay held alike. */
export interface TriedAlike extends Pick<HeldRecord, 'reason'> {
  readonly places: readonly Place[];
}

/** A parcel just taken in, with its new data key. */
export interface ReceivedParcel {
  readonly parcel: Parcel;
  readonly storedKey: DataKey;
  /** What the ledger must tell if its volume had to be confirmed. */
  readonly confirmation: readonly LedgerEvent[];
}

/** Records of one month, each at the insurers it goes to, or held. */
export interface RoutedRecords {
  readonly month: ReferenceMonth;
  readonly key: OpenDataKey;
  /** The parcel in which they came. */
  readonly origin: ParcelId;
  /** That parcel, if it was just taken in; absent when held records are tried again. */
  readonly received: ReceivedParcel | undefined;
  readonly split: Split;
  readonly held: readonly HeldAlike[];
  /** Records held before, which are settled by this routing. */
  readonly released: readonly Place[];
  /** Records held before, which stay so. */
  readonly tried: readonly TriedAlike[];
  readonly untold: Untold;
  /** Numbers of children whose number was replaced, by the CIN's answer, with those in use. */
  readonly replaced: ReadonlyMap<Ssin, Ssin>;
}

/** How many records were settled without telling any insurer, and why. */
export interface Untold {
  /** Their insurer had them already, word for word. */
  readonly 'already-known': number;
  /** Changed or taken back before any insurer was told; what took them back is counted too. */
  readonly superseded: number;
}

/** A routed month with the sealed part of each insurer, staged. */
export interface SealedParts extends RoutedRecords {
  readonly parts: readonly Parcel[];
}

/** One month as it was relayed, in figures. */
export interface RelayedMonth {
  readonly month: ReferenceMonth;
  readonly received: number;
  readonly delivered: Readonly<Record<PartyId, number>>;
  readonly held: Readonly<Partial<Record<HoldReason, number>>>;
  readonly released: number;
  readonly alreadyKnown: number;
  readonly superseded: number;
  /** Children about whom the CIN answered under another number. */
  readonly replaced: number;
}
