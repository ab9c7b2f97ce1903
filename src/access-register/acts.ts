/**
 * What the ledger tells of some parcels and consultations: who did what, when, and by which kinds of factors.
 * The ledger is read once, from its beginning.
 */

import type { EventName, LedgerEntry, StoredEntry } from '../ledger/event.ts';
import { readEntry } from '../ledger/read.ts';

/** What may happen to a record; its words are in the language of whoever asks. */
export type ActName =
  | 'published'
  | 'received'
  | 'made-ready'
  | 'returned'
  | 'reading-begun'
  | 'collected'
  | 'receipt-accepted'
  | 'opened-here'
  | 'transit-copy-removed'
  | 'consulted';

interface ActKind {
  readonly act: ActName;
  /** The detail that names the party at the other end. */
  readonly other?: 'to' | 'from';
}

/** By the event that tells of it. */
const actsByEvent: Partial<Record<EventName, ActKind>> = {
  'parcel-published': { act: 'published', other: 'to' },
  'parcel-fetched': { act: 'received', other: 'from' },
  'parcel-delivered': { act: 'made-ready', other: 'to' },
  'held-returned': { act: 'returned', other: 'to' },
  'parcel-opened': { act: 'reading-begun' },
  'parcel-collected': { act: 'collected' },
  'receipt-accepted': { act: 'receipt-accepted', other: 'from' },
  'parcel-unsealed': { act: 'opened-here' },
  'transit-copy-removed': { act: 'transit-copy-removed', other: 'to' },
  'record-consulted': { act: 'consulted' },
};

export interface Act {
  readonly act: ActName;
  /** Number of the entry that tells of it. */
  readonly entry: number;
  readonly at: Temporal.Instant;
  /** The account, or the party whose process or operator acted. */
  readonly actor: string;
  /** The party at the other end, where the entry names one. */
  readonly other: string | null;
  readonly month: string | null;
  /** Name of the file; `null` for a consultation. */
  readonly parcel: string | null;
  /** Code of the purpose, where the entry names one. */
  readonly purpose: string | null;
  /** By which the account had logged in, and the entry that tells of it; `null` for what no account did. */
  readonly login: { readonly entry: number; readonly kinds: string } | null;
}

/** A purge: of what stood under that key nothing can be said any more. */
export interface Purge {
  readonly entry: number;
  readonly at: Temporal.Instant;
  readonly month: string;
  readonly lastDay: string;
  readonly points: string;
}

export interface LedgerTale {
  /** In the order of the ledger. */
  readonly acts: readonly Act[];
  readonly purges: readonly Purge[];
  /** Every entry that is named above, by its number. */
  readonly entries: ReadonlyMap<number, StoredEntry>;
}

interface Subjects {
  readonly digests: ReadonlySet<string>;
  readonly consultations: ReadonlySet<string>;
}

/** Read whatever they are about; and what has something escaped in it, which could be a name below. */
const always = /"event":"(?:login-accepted|data-purged)"|\\/;
const subject = /"(?:digest|consultation)":"([^"]*)"/g;

/** Most entries are of no concern: they are passed over unread. */
function mayConcern({ bytes }: StoredEntry, { digests, consultations }: Subjects): boolean {
  const said = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString();
  if (always.test(said)) return true;
  for (const [, name = ''] of said.matchAll(subject)) {
    if (digests.has(name) || consultations.has(name)) return true;
  }
  return false;
}

/** Reads what the ledger tells of parcels with these digests, of these consultations, and of all purges. */
export async function tellOf(entries: AsyncIterable<StoredEntry>, subjects: Subjects): Promise<LedgerTale> {
  const { digests, consultations } = subjects;
  const acts: Act[] = [];
  const purges: Purge[] = [];
  const named = new Map<number, StoredEntry>();
  const logins = new Map<string, { readonly stored: StoredEntry; readonly kinds: string }>();
  for await (const stored of entries) {
    if (!mayConcern(stored, subjects)) continue;
    const entry = readEntry(stored);
    const { event, actor } = entry;
    const { digest, consultation, kinds } = entry.details;
    if (event === 'login-accepted') {
      for (const place of placesOf(entry)) logins.set(place, { stored, kinds: String(kinds) });
    } else if (event === 'data-purged') {
      purges.push(purgeOf(entry));
      named.set(stored.sequence, stored);
    } else if (isOf(digest, digests) || isOf(consultation, consultations)) {
      const kind = actsByEvent[event];
      if (kind === undefined) continue;
      const [place = actor] = placesOf(entry);
      const login = logins.get(place);
      acts.push(actOf(entry, kind, login));
      named.set(stored.sequence, stored);
      if (login !== undefined) named.set(login.stored.sequence, login.stored);
    }
  }
  return { acts, purges, entries: named };
}

/** Under which a login is found again: by account and address, or by the account alone. */
function placesOf({ actor, details: { address } }: LedgerEntry): readonly string[] {
  return address === undefined ? [actor] : [`${actor} ${address}`, actor];
}

function actOf(
  { sequence, at, actor, details }: LedgerEntry,
  { act, other }: ActKind,
  login: { readonly stored: StoredEntry; readonly kinds: string } | undefined,
): Act {
  const { month, parcel, purpose } = details;
  return {
    act,
    entry: sequence,
    at: Temporal.Instant.from(at),
    actor,
    other: other === undefined ? null : text(details[other]),
    month: text(month),
    parcel: text(parcel),
    purpose: text(purpose),
    login: login === undefined ? null : { entry: login.stored.sequence, kinds: login.kinds },
  };
}

function purgeOf({ sequence, at, details: { month, lastDay, points } }: LedgerEntry): Purge {
  return {
    entry: sequence,
    at: Temporal.Instant.from(at),
    month: String(month),
    lastDay: String(lastDay),
    points: String(points),
  };
}

function isOf(detail: LedgerEntry['details'][string] | undefined, wanted: ReadonlySet<string>): boolean {
  return typeof detail === 'string' && wanted.has(detail);
}

function text(detail: LedgerEntry['details'][string] | undefined): string | null {
  return detail === undefined || detail === null ? null : String(detail);
}
