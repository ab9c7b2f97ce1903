/**
 * The end of the ledger's own entries (n° 21/250 points 18 and 28): once the time that the clause on the log gives
 * them is over, the oldest are destroyed. What they proved of one another stays provable of all that comes after.
 *
 * Only a beginning is ever pruned, and never an entry of a month of which something is kept still, be it by a legal
 * hold: as long as there are data, the ledger tells what became of them.
 */

import { legalDay, startOfLegalDay } from '../clock.ts';
import type { Deliberation, PartyId } from '../deliberations/clause.ts';
import { PasserelleError } from '../errors.ts';
import type { LedgerEntry, StoredEntry } from '../ledger/event.ts';
import { isLogOver, lastDayLogged } from '../ledger/keeping.ts';
import { rootAt } from '../ledger/merkle.ts';
import { keptSizes, type Pruning, pruningEvent, pruningIn } from '../ledger/pruned.ts';
import { parseEntry, readEntry } from '../ledger/read.ts';
import { verifyLedger } from '../ledger/verify.ts';
import type { DataKey } from '../ports/parcel.ts';
import type { Store } from '../ports/store.ts';
import { text } from '../words/text.ts';
import { liveKeys } from './calendar.ts';

export interface LogPruning {
  readonly store: Store;
  readonly deliberation: Deliberation;
  /** Who prunes, for the ledger. */
  readonly actor: PartyId;
  readonly now: Temporal.Instant;
  /** Asked if anything is due: whether it may be destroyed now. */
  readonly isAllowed?: () => Promise<boolean>;
}

export interface PrunedLog extends Pruning {
  /** Number of the first entry that went. */
  readonly from: number;
  /** Backups that hold what went and are not known to be destroyed. */
  readonly backups: readonly string[];
}

/** A run that died between pruning and scrubbing is made good by the runs of the next days. */
const scrubbedAgainFor = Temporal.Duration.from({ hours: 48 });

/**
 * Prunes what is due in one step, then frees what the deletions left behind. `undefined`: nothing is due. Throws
 * `ledger-broken` if the ledger is not whole: evidence of that is not destroyed.
 */
export async function pruneLog(pruning: LogPruning): Promise<PrunedLog | undefined> {
  const { store, actor, now } = pruning;
  const plan = await planPruning(pruning);
  if (plan === undefined) {
    if (await wasPrunedLately(store, now)) await store.scrub();
    return undefined;
  }
  const { pruned, accounts, holds } = plan;
  const { committed } = await store.commit({
    at: now,
    changes: [
      {
        change: 'prune-ledger',
        from: pruned.from,
        entries: pruned.entries,
        sizes: keptSizes(pruned),
        accounts,
        holds,
      },
    ],
    events: [pruningEvent(pruned, actor)],
  });
  // Another process was faster: it tells of it, and scrubs.
  if (!committed) return undefined;
  await store.scrub();
  return pruned;
}

interface PruningPlan {
  readonly pruned: PrunedLog;
  /** Revoked, and named by no entry that stays. */
  readonly accounts: readonly string[];
  /** Ended, and named by no entry that stays. */
  readonly holds: readonly string[];
}

async function planPruning(pruning: LogPruning): Promise<PruningPlan | undefined> {
  const { store } = pruning;
  const keys = await store.dataKeys();
  const isDue = dueBy(pruning, keys);
  const first = await entryFrom(store, 0);
  if (first === undefined || !isDue(readEntry(first))) return undefined;

  const { size } = await store.head();
  const revoked = (await store.accounts())
    .filter(({ status }) => status === 'revoked')
    .map(({ name }) => name);
  const ended = (await store.holds()).filter(({ endedAt }) => endedAt !== null).map(({ id }) => id);
  const study = studyOf(isDue, size - 1, new Set([...revoked, ...ended]));
  const verdict = await verifyLedger(study.read(store.entries(0)), undefined, undefined, store.subtrees);
  if (!verdict.ok) {
    throw new PasserelleError('ledger-broken', text`the ledger is broken at entry ${verdict.sequence}`, {
      hint: text`It was not pruned: what it still tells may be evidence. See: passerelle ledger verify`,
    });
  }
  const last = study.last();
  if (last === undefined || (await pruning.isAllowed?.()) === false) return undefined;
  const at = Temporal.Instant.from(last.entry.at);
  const entries = last.entry.sequence + 1;
  const pruned: PrunedLog = {
    from: first.sequence,
    entries,
    root: await rootAt(store.subtrees, entries),
    hash: last.hash,
    written: legalDay(at),
    lastDay: lastDayLogged(pruning.deliberation, at),
    points: pruning.deliberation.logRetention.points,
    seen: new Map([...study.seen].filter(([, known]) => known < entries)),
    months: study.months.difference(keptMonths(keys)),
    backups: study.backups(),
  };
  const isForgotten = (name: string) => !study.stillNamed.has(name);
  return { pruned, accounts: revoked.filter(isForgotten), holds: ended.filter(isForgotten) };
}

/** Tells whether an entry may go: its time is over, and it is not of a month of which something is kept. */
function dueBy({ deliberation, now }: LogPruning, keys: readonly DataKey[]): (entry: LedgerEntry) => boolean {
  const kept = keptMonths(keys);
  const needed = keys
    .filter(({ month }) => kept.has(month))
    .map(({ anchor }) => startOfLegalDay(legalDay(anchor)))
    .sort(Temporal.Instant.compare)
    .at(0);
  return (entry) => {
    const at = Temporal.Instant.from(entry.at);
    return (
      isLogOver(deliberation, at, now) && (needed === undefined || Temporal.Instant.compare(at, needed) < 0)
    );
  };
}

function keptMonths(keys: readonly DataKey[]): ReadonlySet<string> {
  return new Set(liveKeys(keys).map(({ month }) => month));
}

/** Gathers from one reading of the ledger what goes, what the entry that tells of it must say, and which `names` stay. */
function studyOf(isDue: (entry: LedgerEntry) => boolean, end: number, names: ReadonlySet<string>) {
  let last: { readonly entry: LedgerEntry; readonly hash: string } | undefined;
  let isWorthIt = false;
  let open = true;
  const seen = new Map<PartyId, number>();
  const months = new Set<string>();
  const backups = new Set<string>();
  const stillNamed = new Set<string>();

  function note(party: PartyId, size: number): void {
    seen.set(party, Math.max(seen.get(party) ?? 0, size));
  }

  function take(entry: LedgerEntry, hash: string): void {
    const { event, actor, details, sequence } = entry;
    const { by, size, month, backup } = details;
    const before = pruningIn(entry);
    for (const [party, known] of before?.seen ?? []) note(party, known);
    for (const gone of before?.months ?? []) months.add(gone);
    if (event === 'checkpoint-cosigned') note(String(by), Number(size));
    // The newest entry stays, so that a ledger never is without one.
    open &&= sequence < end && isDue(entry);
    if (open) {
      last = { entry, hash };
      isWorthIt ||= event !== 'log-pruned';
      if (month !== undefined) months.add(String(month));
    } else {
      for (const named of [actor, ...Object.values(details)].map(String)) {
        if (names.has(named)) stillNamed.add(named);
      }
    }
    if (event === 'backup-made' || event === 'site-restored') backups.add(String(backup));
    if (event === 'backup-destroyed') backups.delete(String(backup));
  }

  return {
    async *read(entries: AsyncIterable<StoredEntry>): AsyncGenerator<StoredEntry> {
      for await (const stored of entries) {
        const entry = parseEntry(stored.bytes);
        if (entry !== undefined) take(entry, stored.hash);
        yield stored;
      }
    },
    /** The last that goes. An entry that tells of a pruning holds nothing personal: for such alone none is begun. */
    last: () => (isWorthIt ? last : undefined),
    /** The last size that each party is known to have cosigned. */
    seen,
    months,
    backups: () => [...backups],
    stillNamed,
  };
}

async function entryFrom(store: Store, number: number): Promise<StoredEntry | undefined> {
  for await (const stored of store.entries(number)) return stored;
  return undefined;
}

async function wasPrunedLately(store: Store, now: Temporal.Instant): Promise<boolean> {
  const first = (await entryFrom(store, 0))?.sequence ?? 0;
  if (first === 0) return false;
  const from = await firstSince(store, first, now.subtract(scrubbedAgainFor));
  for await (const stored of store.entries(from)) if (readEntry(stored).event === 'log-pruned') return true;
  return false;
}

/** Number of the first entry that was written then or later: their times never run back. */
async function firstSince(store: Store, first: number, moment: Temporal.Instant): Promise<number> {
  let [low, high] = [first, (await store.head()).size];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const stored = await entryFrom(store, middle);
    const at = stored === undefined ? moment : Temporal.Instant.from(readEntry(stored).at);
    if (Temporal.Instant.compare(at, moment) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
