/** What the gateway asks of whoever takes in receipts. It needs to know nothing of keys and signatures. */

import type { Account } from '../ports/account.ts';
import type { Parcel } from '../ports/parcel.ts';

/**
 * `too-large`, `malformed`: not one receipt under its own name. `signature`: not proven to be the party's.
 * `unknown-parcel`: no parcel of that name for this account. `digest`: other bytes than those that were sent.
 * `clauses`: received under other clauses of the deliberation than this site runs.
 */
export type ReceiptRefusal =
  | 'too-large'
  | 'malformed'
  | 'signature'
  | 'unknown-parcel'
  | 'digest'
  | 'clauses';

export interface Refused {
  readonly accepted: false;
  readonly reason: ReceiptRefusal;
  /** The parcel that was meant, where that is certain. */
  readonly parcel?: Parcel;
}

export type ReceiptResult = { readonly accepted: true; readonly parcel: Parcel } | Refused;

/** `bytes` stand until the answer is there: who keeps them copies them. */
export type ReceiptIntake = (
  account: Account,
  name: string,
  bytes: Uint8Array,
  at: Temporal.Instant,
) => Promise<ReceiptResult>;
