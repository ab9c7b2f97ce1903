/**
 * Holds the ledgers of several sites, and what was signed of them, against each other. A site that rewrites its
 * own ledger can make it whole in itself; it can not change what the others hold and wrote down of it.
 */

import type { StoredEntry } from './event.ts';
import { ledgerOf } from './log-name.ts';
import { parseEntry } from './read.ts';
import { type LedgerProblem, type LedgerVerdict, verifyLedger } from './verify.ts';

/** A copy of a ledger, read as often as need be. */
export interface LedgerCopy {
  /** Says where it is from, for the report. */
  readonly source: string;
  entries(): AsyncIterable<StoredEntry>;
}

/** What somebody saw of a ledger. */
export interface Claim {
  readonly source: string;
  readonly origin: string;
  readonly size: number;
  readonly root: string;
}

export type Finding =
  /** The copy is not whole in itself: see {@link LedgerProblem}. */
  | {
      readonly finding: 'broken';
      readonly source: string;
      readonly entry: number;
      readonly problem: LedgerProblem;
    }
  /** Two copies of one ledger differ from that entry on. */
  | {
      readonly finding: 'copies-differ';
      readonly source: string;
      readonly by: string;
      readonly entry: number;
    }
  /** It ends before what the other saw: that entry is the first that is missing. */
  | { readonly finding: 'dropped'; readonly source: string; readonly by: string; readonly entry: number }
  /** It is not what the other saw: the first entry that differs is one from `entry` up to `last`. */
  | {
      readonly finding: 'rewritten';
      readonly source: string;
      readonly by: string;
      readonly entry: number;
      readonly last: number;
    }
  /** The site showed two ledgers of one size: which of them `source` and `by` saw can not be both. */
  | { readonly finding: 'forked'; readonly source: string; readonly by: string; readonly size: number };

/** Something that was lost and acknowledged, with the reason that was given. */
export interface AcknowledgedLoss {
  readonly source: string;
  readonly origin: string;
  /** Entries that are left of it, if the copy is of the ledger that lost some. */
  readonly kept: number | null;
  readonly lostSize: number;
  readonly reason: string;
}

export interface AuditReport {
  readonly ledgers: readonly { readonly source: string; readonly site: string; readonly size: number }[];
  /** Number of claims that were compared with a ledger. */
  readonly compared: number;
  readonly findings: readonly Finding[];
  readonly losses: readonly AcknowledgedLoss[];
}

/** What is learnt from one copy before it is compared. */
interface Studied {
  readonly copy: LedgerCopy;
  readonly site: string;
  readonly deliberation: string;
  readonly size: number;
  readonly broken: Finding | undefined;
  readonly claims: readonly Claim[];
  readonly losses: readonly AcknowledgedLoss[];
}

/** Finds any history that was rewritten, dropped, reordered or forked. `claims`: from signed checkpoints. */
export async function auditLedgers(
  copies: readonly LedgerCopy[],
  claims: readonly Claim[],
): Promise<AuditReport> {
  const studied: Studied[] = [];
  for (const copy of copies) studied.push(await study(copy));
  const losses = studied.flatMap((ledger) => ledger.losses);
  const all = [...claims, ...studied.flatMap((ledger) => ledger.claims)];
  const findings: Finding[] = [...forks(all)];
  let compared = 0;
  for (const ledger of studied) {
    if (ledger.broken !== undefined) findings.push(ledger.broken);
    const about = all.filter((claim) => isAbout(claim, ledger) && !isLost(claim, ledger));
    compared += about.length;
    const longer = studied.some((other) => isSameLedger(ledger, other) && other.size > ledger.size);
    findings.push(...(await compare(ledger, about, longer)));
  }
  findings.push(...(await compareCopies(studied)));
  const ledgers = studied.map(({ copy, site, size }) => ({ source: copy.source, site, size }));
  return { ledgers, compared, findings, losses };
}

/** Verifies the copy alone, and gathers what it says of others. */
async function study(copy: LedgerCopy): Promise<Studied> {
  const claims: Claim[] = [];
  const losses: AcknowledgedLoss[] = [];
  let [site, deliberation, size] = ['', '', 0];
  async function* gathered(): AsyncGenerator<StoredEntry> {
    for await (const stored of copy.entries()) {
      yield stored;
      // Asked for the next: this one was found in order. What comes after a fault is nobody's word.
      size += 1;
      const entry = parseEntry(stored.bytes);
      if (entry === undefined) continue;
      ({ site, deliberation } = entry);
      const { origin, size: seen, root, lostOrigin, lostSize, keptSize, reason } = entry.details;
      if (entry.event === 'checkpoint-noted' && typeof seen === 'number') {
        claims.push({ source: copy.source, origin: String(origin), size: seen, root: String(root) });
      }
      if (entry.event === 'restore-acknowledged' && typeof lostSize === 'number') {
        const kept = typeof keptSize === 'number' ? keptSize : null;
        losses.push({
          source: copy.source,
          origin: String(lostOrigin),
          kept,
          lostSize,
          reason: String(reason),
        });
      }
    }
  }
  const verdict = await verifyLedger(gathered());
  return { copy, site, deliberation, size, broken: brokenAt(copy.source, verdict), claims, losses };
}

/** True of two copies of one ledger. */
function isSameLedger(one: Studied, other: Studied): boolean {
  return one.site === other.site && one.deliberation === other.deliberation;
}

function brokenAt(source: string, verdict: LedgerVerdict): Finding | undefined {
  if (verdict.ok) return undefined;
  return { finding: 'broken', source, entry: verdict.sequence, problem: verdict.problem };
}

function isAbout({ origin }: Claim, { site, deliberation }: Studied): boolean {
  const named = ledgerOf(origin);
  return named?.party === site && named.deliberation === deliberation;
}

/** True of what the ledger itself says that it lost. */
function isLost({ origin, size }: Claim, { losses }: Studied): boolean {
  return losses.some((loss) => loss.kept !== null && loss.origin === origin && size > loss.kept);
}

/** Claims of the same size of the same ledger that contradict each other. */
function* forks(claims: readonly Claim[]): Generator<Finding> {
  const first = new Map<string, Claim>();
  for (const claim of claims) {
    const place = `${claim.origin} ${claim.size}`;
    const before = first.get(place);
    if (before === undefined) first.set(place, claim);
    else if (before.root !== claim.root) {
      yield { finding: 'forked', source: before.source, by: claim.source, size: claim.size };
    }
  }
}

/** `longer`: there is another copy that goes on, so that this one may be older and end where it does. */
async function compare(
  { copy, broken }: Studied,
  claims: readonly Claim[],
  longer: boolean,
): Promise<readonly Finding[]> {
  // Of what is broken in itself only the part before can be compared: its first fault is named already.
  if (claims.length === 0 || broken !== undefined) return [];
  const verdict = await verifyLedger(copy.entries(), undefined, new Set(claims.map(({ size }) => size)));
  if (!verdict.ok) return [];
  let agreed = 0;
  for (const { source: by, size, root } of claims.toSorted((a, b) => a.size - b.size)) {
    if (size > verdict.size && longer) break;
    if (size > verdict.size) return [{ finding: 'dropped', source: copy.source, by, entry: verdict.size }];
    if (size > 0 && verdict.roots.get(size) !== root) {
      return [{ finding: 'rewritten', source: copy.source, by, entry: agreed, last: size - 1 }];
    }
    agreed = size;
  }
  return [];
}

/** Where two copies of one ledger part; that one of them is longer is no fault. */
async function compareCopies(studied: readonly Studied[]): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const bySite = Map.groupBy(studied, ({ site, deliberation }) => `${deliberation} ${site}`);
  for (const [first, ...others] of bySite.values()) {
    for (const other of others) {
      if (first === undefined) continue;
      const entry = await firstDifference(first.copy, other.copy);
      if (entry === undefined) continue;
      findings.push({ finding: 'copies-differ', source: other.copy.source, by: first.copy.source, entry });
    }
  }
  return findings;
}

async function firstDifference(one: LedgerCopy, other: LedgerCopy): Promise<number | undefined> {
  const others = other.entries()[Symbol.asyncIterator]();
  let place = 0;
  try {
    for await (const { bytes } of one.entries()) {
      const next = await others.next();
      if (next.done === true) return undefined;
      if (Buffer.compare(bytes, next.value.bytes) !== 0) return place;
      place += 1;
    }
    return undefined;
  } finally {
    await others.return?.();
  }
}
