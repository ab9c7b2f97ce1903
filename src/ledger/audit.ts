/**
 * Holds the ledgers of several sites, and what was signed of them, against each other. A site that rewrites its
 * own ledger can make it whole in itself; it can not change what the others hold and wrote down of it.
 */

import { compareClaims } from './compare-claims.ts';
import { compareCopies } from './compare-copies.ts';
import type { StoredEntry } from './event.ts';
import { ledgerOf } from './log-name.ts';
import type { ReadSubtrees } from './merkle.ts';
import type { PrunedBeginning } from './pruned.ts';
import { parseEntry } from './read.ts';
import { type LedgerProblem, type LedgerVerdict, verifyLedger } from './verify.ts';

/** A copy of a ledger, read as often as need be. */
export interface LedgerCopy {
  /** Says where it is from, for the report. */
  readonly source: string;
  entries(): AsyncIterable<StoredEntry>;
  /** What is kept of the tree over entries that were pruned, if some were. */
  readonly subtrees?: ReadSubtrees | undefined;
}

/** What somebody saw of a ledger. */
export interface Claim {
  readonly source: string;
  readonly origin: string;
  readonly size: number;
  readonly root: string;
  /** When the other wrote it down, if that is known. */
  readonly at?: Temporal.Instant;
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
  /** That entry was pruned before its time was over: the other tells that it is younger. */
  | {
      readonly finding: 'pruned-early';
      readonly source: string;
      readonly by: string;
      readonly entry: number;
    }
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
  readonly ledgers: readonly AuditedLedger[];
  /** Number of claims that were compared with a ledger. */
  readonly compared: number;
  /** Number of claims that are of before what is left of a ledger, so that nothing can be said of them. */
  readonly untold: number;
  readonly findings: readonly Finding[];
  readonly losses: readonly AcknowledgedLoss[];
}

export interface AuditedLedger {
  readonly source: string;
  readonly site: string;
  readonly size: number;
  /** Entries that were pruned from its beginning; the day on which the last of them was written, and the points. */
  readonly pruned: { readonly entries: number; readonly written: string; readonly points: string } | null;
}

/** What is learnt from one copy before it is compared. */
export interface Studied {
  readonly copy: LedgerCopy;
  readonly site: string;
  readonly deliberation: string;
  readonly size: number;
  /** Number of its first entry. */
  readonly from: number;
  readonly pruned: PrunedBeginning | null;
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
  let [compared, untold] = [0, 0];
  for (const ledger of studied) {
    if (ledger.broken !== undefined) findings.push(ledger.broken);
    const about = all.filter((claim) => isAbout(claim, ledger) && !isLost(claim, ledger));
    const longer = studied.some((other) => isSameLedger(ledger, other) && other.size > ledger.size);
    const found = await compareClaims(ledger, about, longer);
    findings.push(...found.findings);
    compared += about.length - found.untold;
    untold += found.untold;
  }
  findings.push(...(await compareCopies(studied)));
  return { ledgers: studied.map(audited), compared, untold, findings, losses };
}

function audited({ copy, site, size, pruned }: Studied): AuditedLedger {
  const gone = pruned && {
    entries: pruned.entries,
    written: pruned.written.toString(),
    points: pruned.points,
  };
  return { source: copy.source, site, size, pruned: gone };
}

/** Verifies the copy alone, and gathers what it says of others. */
async function study(copy: LedgerCopy): Promise<Studied> {
  const claims: Claim[] = [];
  const losses: AcknowledgedLoss[] = [];
  let [site, deliberation, size] = ['', '', 0];
  let from: number | undefined;
  async function* gathered(): AsyncGenerator<StoredEntry> {
    for await (const stored of copy.entries()) {
      from ??= stored.sequence;
      yield stored;
      // Asked for the next: this one was found in order. What comes after a fault is nobody's word.
      size = stored.sequence + 1;
      const entry = parseEntry(stored.bytes);
      if (entry === undefined) continue;
      ({ site, deliberation } = entry);
      const { origin, size: seen, root, lostOrigin, lostSize, keptSize, reason } = entry.details;
      if (entry.event === 'checkpoint-noted' && typeof seen === 'number') {
        const at = Temporal.Instant.from(entry.at);
        claims.push({ source: copy.source, origin: String(origin), size: seen, root: String(root), at });
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
  const verdict = await verifyLedger(gathered(), undefined, undefined, copy.subtrees);
  const broken = brokenAt(copy.source, verdict);
  const pruned = verdict.ok ? verdict.pruned : null;
  return { copy, site, deliberation, size, from: from ?? 0, pruned, broken, claims, losses };
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
