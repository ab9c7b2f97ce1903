/**
 * The store port: one database is the whole state of a site.
 *
 * Bulk first, commit last. Bytes and register entries of a parcel are *staged* under its id, in as many
 * writes as it takes; nobody sees them. One {@link Store.commit} then makes the parcel visible together
 * with all that follows from it and with the ledger entries that tell of it, or changes nothing at all.
 * What was staged and never committed is discarded by the next run. Rerunning is therefore harmless.
 *
 * The store sees ciphertext only: what is at rest is sealed before it comes here.
 *
 * Every implementation MUST pass the contract suite (test/ports/store-contract.ts), be durable when `commit` resolves,
 * and throw `store-busy`, `store-full`, `store-refused` or `store-failed` with nothing changed when it cannot.
 */

import type { LedgerEvent, LedgerHead, StoredEntry } from '../ledger/event.ts';
import type { Subtree } from '../ledger/merkle.ts';
import type { Account } from './account.ts';
import type { LegalHold } from './hold.ts';
import type {
  Consultation,
  DataKey,
  DataKeyId,
  HeldBlock,
  HeldRecord,
  HeldTally,
  HoldReason,
  Parcel,
  ParcelId,
  Receipt,
  RecordPlace,
  RegisterEntry,
  ReturnedBlock,
  ReturnedRecord,
} from './parcel.ts';
import type { ScheduledRuns } from './scheduled-runs.ts';

/** One change within a step. The comment says when it conflicts; a conflict undoes the whole step. */
export type Change =
  /** `key-exists` if the id is taken. */
  | { readonly change: 'create-data-key'; readonly key: DataKey }
  /**
   * Makes a staged parcel visible. `parcel-exists` if direction, sender, receiver and sequence number are
   * taken, `no-such-key` if its data key is destroyed or was never made.
   */
  | { readonly change: 'add-parcel'; readonly parcel: Parcel }
  /** Keeps the first time if there is one. `no-such-parcel`. */
  | { readonly change: 'mark-collected'; readonly parcel: ParcelId; readonly at: Temporal.Instant }
  /** Inbound: ours was sent. Outbound: theirs was accepted. `already-receipted` if it is, `no-such-parcel`. */
  | { readonly change: 'accept-receipt'; readonly receipt: Receipt }
  /** Deletes the chunks of an outbound parcel; its row and its blocks stay. `no-such-parcel`, also if done before. */
  | { readonly change: 'remove-transit-copy'; readonly parcel: ParcelId; readonly at: Temporal.Instant }
  /** Held once tried, and no limit told of. `held-exists` if the same place is held already, `no-such-parcel`. */
  | { readonly change: 'hold-record'; readonly held: Omit<HeldRecord, 'tries' | 'limitsTold'> }
  /** One more try that did not settle the record. `no-such-held` if it was released before. */
  | { readonly change: 'try-held'; readonly held: RecordPlace; readonly reason: HoldReason }
  /** The ledger is told that so many limits are crossed. `no-such-held` if released, or told of as many before. */
  | { readonly change: 'note-held-limits'; readonly held: RecordPlace; readonly limits: number }
  /** `no-such-held` if it was released before. */
  | { readonly change: 'release-held'; readonly held: RecordPlace }
  /** `returned-exists` if the same place was returned before, `no-such-parcel` for either parcel. */
  | { readonly change: 'add-returned'; readonly returned: ReturnedRecord }
  /** `no-such-key` if its data key is destroyed or was never made. */
  | { readonly change: 'note-consultation'; readonly consultation: Consultation }
  /**
   * Overwrites the wrapped key and deletes parcels, receipts, chunks, blocks, register entries, consultations,
   * held and returned records that stand under it. `no-such-key` if it is destroyed already, `key-held` if a
   * confirmed hold on its month has not ended.
   */
  | { readonly change: 'destroy-data-key'; readonly key: DataKeyId; readonly at: Temporal.Instant }
  /** The same key, wrapped anew. `no-such-key` if destroyed, never made, or not wrapped as `replaces` any more. */
  | {
      readonly change: 'rewrap-data-key';
      readonly key: DataKeyId;
      readonly wrapped: Uint8Array;
      readonly replaces: Uint8Array;
    }
  /** A request, not confirmed. `hold-exists` if the id is taken, `no-such-key` if the month has no key that lives. */
  | {
      readonly change: 'place-hold';
      readonly hold: Omit<LegalHold, 'confirmedBy' | 'confirmedAt' | 'endedAt'>;
    }
  /** `no-such-hold` if it is confirmed, ended or placed by the same account; `no-such-key` as above. */
  | {
      readonly change: 'confirm-hold';
      readonly hold: string;
      readonly by: string;
      readonly at: Temporal.Instant;
    }
  /** `no-such-hold` if it has ended. */
  | { readonly change: 'end-hold'; readonly hold: string; readonly at: Temporal.Instant }
  /** `account-changed` unless the stored version is `account.version - 1` (0: there is none yet). */
  | { readonly change: 'put-account'; readonly account: Account }
  /** `totp-step-used` unless `step` is beyond the last one used (RFC 6238 section 5.2). */
  | { readonly change: 'use-totp-step'; readonly account: string; readonly step: number }
  /**
   * Replaces the checkpoint known of its ledger, of size `after` (`null`: none is known). `checkpoint-changed`
   * if another is known by now: what was judged against the old one need not hold against it.
   */
  | {
      readonly change: 'note-checkpoint';
      readonly checkpoint: NotedCheckpoint;
      readonly after: number | null;
    }
  /**
   * Destroys the entries `from` (the first there is) up to, not including, `entries`, of which the last event of the
   * step (`log-pruned`) tells, with all hashes of the tree that no proof needs without them: neither of what comes
   * after, nor that the ledger only grew since one of `sizes`, which ascend and end with `entries`. Deletes these
   * accounts, and these holds if they have ended. `ledger-pruned` if the ledger begins or ends elsewhere.
   */
  | {
      readonly change: 'prune-ledger';
      readonly from: number;
      readonly entries: number;
      readonly sizes: readonly number[];
      readonly accounts: readonly string[];
      readonly holds: readonly string[];
    };

export type Conflict =
  | 'key-exists'
  | 'no-such-key'
  | 'parcel-exists'
  | 'no-such-parcel'
  | 'already-receipted'
  | 'held-exists'
  | 'no-such-held'
  | 'returned-exists'
  | 'hold-exists'
  | 'no-such-hold'
  | 'key-held'
  | 'account-changed'
  | 'totp-step-used'
  | 'checkpoint-changed'
  | 'ledger-pruned';

/** One step of the life of the channel: all of it happens, or none. */
export interface Step {
  readonly at: Temporal.Instant;
  /** Read once, one by one: they may be more than memory should hold. */
  readonly changes: Iterable<Change>;
  /** At least one: nothing happens that the ledger does not tell. */
  readonly events: readonly [LedgerEvent, ...LedgerEvent[]];
}

export type StepResult =
  | { readonly committed: true; readonly head: LedgerHead }
  | { readonly committed: false; readonly conflict: Conflict };

/** Which parcels: those that match every criterion given. */
export interface ParcelCriteria {
  readonly id?: ParcelId;
  readonly direction?: Parcel['direction'];
  readonly sender?: string;
  readonly receiver?: string;
  readonly month?: string;
  readonly name?: string;
}

/** Failures of one throttled subject (an account or an address). */
export interface FailureCount {
  readonly failures: number;
  readonly last: Temporal.Instant | null;
}

/** The last checkpoint of a ledger that is known here; of the site's own, the last that others know. */
export interface NotedCheckpoint {
  readonly origin: string;
  readonly size: number;
  /** The signed note; empty for an incarnation that is awaited and was not seen yet. */
  readonly note: string;
  readonly at: Temporal.Instant;
}

export interface Store extends ScheduledRuns {
  /** Applies a step atomically and durably. */
  commit(step: Step): Promise<StepResult>;

  /**
   * Stages the sealed bytes of chunk `number` (from 0) of a parcel that is not visible yet. The bytes are handed over:
   * the caller must not use them afterwards.
   */
  stageChunk(parcel: ParcelId, number: number, sealed: Uint8Array): Promise<void>;
  /**
   * Stages a sealed block of records and the register tags of its records, end to end, in one transaction. Takes both
   * over.
   */
  stageBlock(parcel: ParcelId, number: number, sealed: Uint8Array, tags: Uint8Array): Promise<void>;
  /**
   * Runs `work` while no other process runs it on this store; throws `already-running` at once if one does.
   * The lock dies with its holder. Whoever stages holds it.
   */
  runAlone<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Deletes what was staged for parcels that never became visible; gives the number of chunks and blocks. */
  discardStaged(): Promise<number>;

  /** Visible parcels, ordered by month, then sender, receiver and sequence number. */
  parcels(criteria: ParcelCriteria): Promise<readonly Parcel[]>;
  /** The sealed bytes of a chunk, or `undefined`; of a staged parcel too, which is verified before it becomes visible. */
  chunk(parcel: ParcelId, number: number): Promise<Uint8Array | undefined>;
  /** The sealed bytes of a block of a visible parcel, or `undefined` if there is none. */
  block(parcel: ParcelId, number: number): Promise<Uint8Array | undefined>;
  /** Register entries of visible parcels with one of the tags. */
  whereabouts(tags: readonly Uint8Array[]): Promise<readonly RegisterEntry[]>;
  /** The consultations of which one of the tags tells. */
  consultations(tags: readonly Uint8Array[]): Promise<readonly Consultation[]>;
  /** Held records of a parcel, block by block. What was given may be released before the next is asked for. */
  heldOf(parcel: ParcelId): AsyncIterable<HeldBlock>;
  /** How many records are held in all. */
  heldCount(): Promise<number>;
  /** All held records, counted: what a figure needs, be there a million. In no order. */
  heldTallies(): Promise<readonly HeldTally[]>;
  /** Returned records of a parcel, block by block. */
  returnedOf(parcel: ParcelId): AsyncIterable<ReturnedBlock>;
  /** The receipt of a parcel, or `undefined`. */
  receipt(parcel: ParcelId): Promise<Receipt | undefined>;
  /** All data keys by anchor, or one by its id; destroyed ones are included. */
  dataKeys(): Promise<readonly DataKey[]>;
  dataKey(id: DataKeyId): Promise<DataKey | undefined>;
  /** All legal holds, those that have ended included, in the order in which they were placed. */
  holds(): Promise<readonly LegalHold[]>;

  account(name: string): Promise<Account | undefined>;
  /** By name. */
  accounts(): Promise<readonly Account[]>;
  /** The last TOTP time step used by the account, or `null`. */
  lastTotpStep(account: string): Promise<number | null>;

  /** Counts one more failure of `subject` at `at`, atomically, and gives the new count. */
  countFailure(subject: string, at: Temporal.Instant): Promise<FailureCount>;
  failures(subject: string): Promise<FailureCount>;
  clearFailures(subject: string): Promise<void>;
  /** Forgets every subject whose last failure was at `moment` or before; gives their number. */
  forgetFailuresUntil(moment: Temporal.Instant): Promise<number>;

  head(): Promise<LedgerHead>;
  /** Entries from `from` (inclusive) on, in order; those that were pruned are passed over. */
  entries(from: number): AsyncIterable<StoredEntry>;
  /**
   * Hashes of complete subtrees of the ledger's Merkle tree, in the order asked for. They are kept with the
   * entries that complete them, and never change. `store-failed` if one is not complete yet, or was pruned.
   */
  subtrees(wanted: readonly Subtree[]): Promise<readonly string[]>;
  /** All that are known, by origin. */
  checkpoints(): Promise<readonly NotedCheckpoint[]>;

  /** Frees what deletions left behind, so that no purged byte stays in the files of the database. */
  scrub(): Promise<void>;
  close(): Promise<void>;
}
