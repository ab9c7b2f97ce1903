/** What the ledger tells of the practice besides the months: refusals, incidents, accesses, purges. */

import type { EventName, LedgerEntry } from '../ledger/event.ts';

/** Refused so often, for one reason. */
export interface Refusals {
  readonly event: EventName;
  /** A code of the program. */
  readonly reason: string;
  readonly count: number;
}

/** Something that people must know of, as the ledger has it. */
export interface Incident {
  /** Number of the entry. */
  readonly entry: number;
  readonly at: string;
  readonly event: EventName;
  readonly actor: string;
  readonly details: LedgerEntry['details'];
}

/** What an account did. */
export interface AccountUse {
  readonly account: string;
  readonly logins: number;
  /** Kinds of factors proven at its logins. */
  readonly kinds: string;
  readonly filesRead: number;
  /** Records looked up, and lists of records seen. */
  readonly lookUps: number;
  readonly last: string;
}

export interface HeldFigures {
  readonly month: string;
  readonly reason: string;
  readonly records: number;
}

export interface PurgeDone {
  readonly month: string;
  readonly at: string;
  readonly records: number;
}

export interface Practice {
  readonly held: readonly HeldFigures[];
  readonly returned: readonly HeldFigures[];
  readonly refusals: readonly Refusals[];
  readonly incidents: readonly Incident[];
  readonly accounts: readonly AccountUse[];
  readonly purged: readonly PurgeDone[];
  /** First entry and newest. */
  readonly from: string | null;
  readonly until: string | null;
}

/** Events that say no to somebody, each with a reason. */
const refusing: ReadonlySet<EventName> = new Set([
  'login-refused',
  'parcel-refused',
  'receipt-refused',
  'checkpoint-refused',
  'consultation-refused',
]);

/** Events that call for an explanation. Refused logins and receipts are counted, not listed: anybody can cause them. */
const incidents: ReadonlySet<EventName> = new Set([
  'parcel-refused',
  'checkpoint-refused',
  'clock-refused',
  'rewind-noticed',
  'restore-acknowledged',
  'site-restored',
  'store-moved',
  'volume-confirmed',
  'held-overdue',
  'deadline-missed',
  'hold-placed',
  'hold-confirmed',
  'hold-lifted',
  'hold-expired',
  'account-revoked',
]);

const lookUps: ReadonlySet<EventName> = new Set(['record-consulted', 'held-listed', 'returns-listed']);

/** Reads the ledger's entries one by one. */
export function countPractice() {
  const held = new Map<string, HeldFigures>();
  const returned = new Map<string, HeldFigures>();
  const refusals = new Map<string, Refusals>();
  const listed: Incident[] = [];
  const accounts = new Map<string, AccountUse>();
  const purged: PurgeDone[] = [];
  let from: string | null = null;
  let until: string | null = null;

  return {
    take(entry: LedgerEntry): void {
      const { event, at, actor, details, sequence } = entry;
      const { reason, occurrences, month, records } = details;
      from ??= at;
      until = at;
      if (event === 'record-held') addHeld(held, entry);
      if (event === 'held-returned') addHeld(returned, entry);
      if (refusing.has(event)) {
        const refused = { event, reason: String(reason ?? ''), count: Number(occurrences ?? 1) };
        const before = refusals.get(key(refused))?.count ?? 0;
        refusals.set(key(refused), { ...refused, count: before + refused.count });
      }
      if (incidents.has(event)) listed.push({ entry: sequence, at, event, actor, details });
      if (event === 'login-accepted' || event === 'parcel-collected' || lookUps.has(event)) {
        accounts.set(actor, usedBy(accounts.get(actor), entry));
      }
      if (event === 'data-purged') {
        purged.push({ month: String(month), at, records: Number(records) });
      }
    },
    practice: (): Practice => ({
      held: inOrder(held),
      returned: inOrder(returned),
      refusals: [...refusals.values()].sort((a, b) => (key(a) < key(b) ? -1 : 1)),
      incidents: listed,
      accounts: [...accounts.values()].sort((a, b) => (a.account < b.account ? -1 : 1)),
      purged,
      from,
      until,
    }),
  };
}

function key({ event, reason }: Refusals): string {
  return `${event} ${reason}`;
}

function addHeld(figures: Map<string, HeldFigures>, { details }: LedgerEntry): void {
  const { month, reason, records } = details;
  const before = figures.get(`${month} ${reason}`)?.records ?? 0;
  figures.set(`${month} ${reason}`, {
    month: String(month),
    reason: String(reason),
    records: before + Number(records),
  });
}

function inOrder(figures: ReadonlyMap<string, HeldFigures>): readonly HeldFigures[] {
  return [...figures].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, figure]) => figure);
}

function usedBy(before: AccountUse | undefined, entry: LedgerEntry): AccountUse {
  const { event, actor, at } = entry;
  const { kinds: own } = entry.details;
  const { logins = 0, kinds = '', filesRead = 0, lookUps: looked = 0 } = before ?? {};
  const proven = event === 'login-accepted' ? String(own ?? '').split(',') : [];
  return {
    account: actor,
    logins: logins + Number(event === 'login-accepted'),
    kinds: [...new Set([...kinds.split(','), ...proven])]
      .filter((kind) => kind !== '')
      .sort()
      .join(','),
    filesRead: filesRead + Number(event === 'parcel-collected'),
    lookUps: looked + Number(lookUps.has(event)),
    last: at,
  };
}
