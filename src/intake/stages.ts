/**
 * What passes from stage to stage while a parcel is taken in. Each type says what is certain by then:
 * fetched bytes are anybody's, a verified parcel is the sender's, a read one keeps to the deliberation.
 */

import type { Clock } from '../clock.ts';
import type { Deliberation, PartyId } from '../deliberations/clause.ts';
import type { ParcelName } from '../parcels/name.ts';
import type { MonthlyFileHeader, Mutation } from '../people/record.ts';
import type { DataKey, ParcelId } from '../ports/parcel.ts';
import type { Store } from '../ports/store.ts';
import type { OpenDataKey, Vault } from '../retention/vault.ts';
import type { PrivateKey, PublicKey } from '../seal/keys.ts';
import type { SunsetGuard } from '../sunset/guard.ts';
import type { WitnessSite } from '../witness/site.ts';

/** What every stage may need of the site it runs at. */
export interface IntakeSite {
  readonly store: Store;
  readonly vault: Vault;
  readonly deliberation: Deliberation;
  readonly guard: SunsetGuard;
  readonly clock: Clock;
  readonly mode: 'real' | 'rehearsal';
  /** The party whose site this is. */
  readonly party: PartyId;
  /** The party whose gateway is fetched from. */
  readonly upstream: PartyId;
  /** True where each month comes once and in order; an insurer also gets later parts of earlier months. */
  readonly monthsInOrder: boolean;
  /** Opens what is sealed to this site, and signs what it sends. */
  readonly ownKey: PrivateKey;
  /** Proves what the upstream party signed. */
  readonly upstreamKey: PublicKey;
  /** Shows our ledger and holds theirs; absent at a site without a ledger key. */
  readonly witness?: WitnessSite | undefined;
}

/** A file of the upstream gateway that this site does not have yet. */
export interface AnnouncedParcel {
  readonly path: string;
  readonly fileName: string;
  readonly name: ParcelName;
  /** Bytes, as the peer says. */
  readonly size: number;
}

/** Staged under a data key of its own; not visible, not verified. */
export interface FetchedParcel {
  readonly id: ParcelId;
  readonly announced: AnnouncedParcel;
  readonly storedKey: DataKey;
  readonly key: OpenDataKey;
  readonly size: number;
  readonly digest: string;
  readonly receivedAt: Temporal.Instant;
}

/** Signed by the upstream party over exactly these bytes, and sealed to us. */
export interface VerifiedParcel extends FetchedParcel {
  readonly plain: AsyncIterable<Uint8Array>;
}

/** Under the schema, from the right sender, for us, of the month and sequence number of its name. */
export interface ReadParcel<Item extends Mutation = Mutation> extends FetchedParcel {
  readonly header: MonthlyFileHeader;
  /** Batches in file order; to be consumed once. Throws if the file proves invalid further on. */
  readonly mutations: AsyncIterable<readonly Item[]>;
}
