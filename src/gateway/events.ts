/** The ledger entries of the gateway: who did what, when it is told and nothing else. */

import type { Deliberation } from '../deliberations/clause.ts';
import { latest } from '../deliberations/rules.ts';
import type { LedgerEvent } from '../ledger/event.ts';
import { type ProvenFactor, proves } from '../login/factors.ts';
import type { Bar } from '../login/judge.ts';
import type { Account } from '../ports/account.ts';
import type { Parcel } from '../ports/parcel.ts';

/** Who is at the other end of a connection. */
export interface Peer {
  readonly account: string;
  readonly address: string;
}

/** Stands for every name that is no account's: what was typed may be anything, also a secret. */
const unknownActor = 'unknown';

export function loginAccepted(peer: Peer, factors: readonly ProvenFactor[]): LedgerEvent {
  const key = factors.find((factor) => proves(factor, 'signature'));
  return {
    event: 'login-accepted',
    actor: peer.account,
    details: {
      address: peer.address,
      kinds: listed(factors.map(({ kind }) => kind)),
      methods: listed(factors.map(({ method }) => method)),
      key: key?.evidence ?? null,
    },
  };
}

export type RefusalReason =
  | Bar
  | `account-${Exclude<Account['status'], 'active'>}`
  /** Foreign keys, or no factor that would have counted. */
  | 'nothing-proven'
  | 'incomplete'
  /** An account of the site's own people at the gateway, or of others at the site's terminal. */
  | 'other-party'
  /** An account of the site's own people at a door that is not for its role. */
  | 'other-role'
  | 'wrong-factor'
  | 'too-many-tries'
  | 'channel-closed'
  | 'not-recorded';

/** `occurrences`: refusals that this one entry tells of. */
export function loginRefused(
  refusal: {
    readonly account: string | undefined;
    readonly address: string;
    readonly reason: RefusalReason;
    readonly factors: readonly ProvenFactor[];
  },
  occurrences: number,
): LedgerEvent {
  const { account, address, reason, factors } = refusal;
  return {
    event: 'login-refused',
    actor: account ?? unknownActor,
    details: { address, reason, kinds: listed(factors.map(({ kind }) => kind)), occurrences },
  };
}

export type SessionEnd =
  | 'not-known'
  | 'left'
  | 'channel-closed'
  | 'account-changed'
  | 'account-expired'
  | 'idle'
  /** As long as a session may be, however busy. */
  | 'too-long'
  | 'stalled'
  | 'protocol'
  | 'stopping';

export function sessionEnded(peer: Peer, reason: SessionEnd): LedgerEvent {
  return { event: 'session-ended', actor: peer.account, details: { address: peer.address, reason } };
}

export function directoryListed(peer: Peer, path: string): LedgerEvent {
  return { event: 'directory-listed', actor: peer.account, details: { address: peer.address, path } };
}

export function parcelOpened(peer: Peer, parcel: Parcel, deliberation: Deliberation): LedgerEvent {
  return {
    event: 'parcel-opened',
    actor: peer.account,
    details: { address: peer.address, ...told(parcel), purpose: latest(deliberation.purpose).code },
  };
}

export function parcelCollected(peer: Peer, parcel: Parcel): LedgerEvent {
  return {
    event: 'parcel-collected',
    actor: peer.account,
    details: { address: peer.address, ...told(parcel) },
  };
}

/** A receipt that was refused before anyone looked at it: too large, or with a hole in it. */
export function receiptRefused(peer: Peer, reason: 'too-large' | 'incomplete'): LedgerEvent {
  return { event: 'receipt-refused', actor: peer.account, details: { address: peer.address, reason } };
}

function told(parcel: Parcel) {
  return { parcel: parcel.name, digest: parcel.digest, month: parcel.month, size: parcel.size };
}

function listed(values: readonly string[]): string {
  return [...new Set(values)].sort().join(',');
}
