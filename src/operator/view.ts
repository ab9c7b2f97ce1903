/**
 * What the operator page may show: the contract between those who gather and those who draw. It is an allow-list,
 * plain data that JSON can hold: months YYYY-MM, legal days YYYY-MM-DD, instants ISO 8601. Counts, dates, digests,
 * names of parties, accounts and files; never anything of a child, and no free text that somebody typed.
 */

import type { SiteRole } from '../accounts/site-role.ts';
import type { PartyId } from '../deliberations/clause.ts';
import type { Account } from '../ports/account.ts';
import type { HoldReason } from '../ports/parcel.ts';

/** What stands on every page for somebody who is signed in. */
export interface Frame {
  readonly site: PartyId;
  readonly siteName: string;
  readonly place: 'publisher' | 'relay' | 'recipient';
  readonly mode: 'real' | 'rehearsal';
  /** Number of the deliberation. */
  readonly deliberation: string;
  /** When the figures were gathered. */
  readonly now: string;
  readonly viewer: { readonly account: string; readonly role: SiteRole };
}

/** All that an operator sees. */
export interface OperatorView extends Frame {
  readonly channel: ChannelView;
  /** First and last legal day of the channel at this site, whatever its state now. */
  readonly term: { readonly first: string; readonly last: string };
  /** The columns of the grid: at the relay every insurer, at the other sites the relay. */
  readonly parties: readonly { readonly party: PartyId; readonly name: string }[];
  /** Who sends to this site: the publisher to the relay, the relay to an insurer; `null` at the publisher. */
  readonly upstream: { readonly party: PartyId; readonly name: string } | null;
  /** The newest first; purged months too, of which the ledger tells. */
  readonly months: readonly MonthRow[];
  /** The month whose flow is drawn; `null` while no month has passed. */
  readonly chosenMonth: string | null;
  readonly held: HeldView;
  readonly sessions: SessionsView;
  readonly refusedLogins: RefusedLogins;
  /** How many there are of each status, the site's own people included. */
  readonly accounts: Readonly<Record<Account['status'], number>>;
  readonly ledger: LedgerView;
  readonly purge: PurgeView;
  readonly holds: readonly HoldView[];
  /** The oldest first. */
  readonly overdue: readonly OverdueView[];
  readonly health: readonly HealthItem[];
}

export type ChannelView =
  | {
      readonly open: true;
      readonly lastDay: string;
      /** Today included: 1 on the last day. */
      readonly daysLeft: number;
      /** Points of the deliberation that say so. */
      readonly points: string;
    }
  | {
      readonly open: false;
      readonly reason: 'not-yet' | 'ended' | 'ended-early' | 'clock-ran-back' | 'ledger-rewound';
      readonly since: string;
      readonly points: string;
    };

/** One month at this site. */
export interface MonthRow {
  readonly month: string;
  readonly flow: MonthFlow;
  /** In the order of {@link OperatorView.parties}. */
  readonly cells: readonly MonthCell[];
  /** The month's own file was due and is not there. */
  readonly late: boolean;
  /** Last legal day on which its file is in time here. */
  readonly due: string;
}

/**
 * Records of a month. `received = delivered + held + returned + alreadyKnown + superseded` at the relay, or
 * `balanced` is false. At the publisher `received` is what it published, at a recipient what came; there
 * the rest is 0 but for `returned`.
 */
export interface MonthFlow {
  readonly received: number;
  readonly delivered: number;
  readonly held: number;
  readonly returned: number;
  readonly alreadyKnown: number;
  readonly superseded: number;
  readonly balanced: boolean;
  /** Files: come or published, of which collected by the next site, and receipted. */
  readonly files: number;
}

/** The files of a month to one party (at a recipient: from the relay). */
export interface MonthCell {
  readonly party: PartyId;
  readonly files: number;
  readonly records: number;
  readonly collected: number;
  readonly receipted: number;
  /** Receipts that are overdue. */
  readonly late: number;
  /** Of the files, how many are purged here. */
  readonly purged: number;
  readonly state: CellState;
}

/**
 * The step that all files of a cell have reached. `none`: there is no file; `late`: a receipt is overdue;
 * `purged`: all of them, whatever came before.
 */
export type CellState = 'none' | 'delivered' | 'collected' | 'receipted' | 'late' | 'purged';

/** Records that wait at the relay for exactly one insurer; nothing at the other sites. */
export interface HeldView {
  readonly total: number;
  /** Ages in days, `to` included; the last band has no end. */
  readonly bands: readonly { readonly from: number; readonly to: number | null }[];
  /** `byAge`: records in each band. */
  readonly groups: readonly { readonly reason: HoldReason; readonly byAge: readonly number[] }[];
}

export interface SessionsView {
  /** False where this process has no gateway: then nobody can be seen, which does not mean that nobody is there. */
  readonly gatewayHere: boolean;
  /** Sessions at the gateway of this process. */
  readonly gateway: readonly SessionView[];
  /** Sessions of this page, the viewer's own included. */
  readonly page: readonly SessionView[];
}

export interface SessionView {
  readonly account: string;
  readonly party: PartyId;
  readonly address: string;
  readonly since: string;
}

/** At all doors of the site: gateway, terminal and this page. */
export interface RefusedLogins {
  /** The last thirty days up to today, the oldest first; days without a refusal too. */
  readonly days: readonly { readonly day: string; readonly count: number }[];
  /** Of those days, by the reason that the ledger gives; the most frequent first. */
  readonly reasons: readonly { readonly reason: string; readonly count: number }[];
}

export interface LedgerView {
  readonly size: number;
  readonly hash: string;
  readonly at: string | null;
  /** The newest checkpoint of this ledger that others cosigned; `null`: none, or the site has no ledger key. */
  readonly checkpoint: {
    readonly size: number;
    readonly noted: string;
    readonly cosigners: readonly { readonly party: PartyId; readonly at: string }[];
  } | null;
  /** What is known here of the ledgers of the others. */
  readonly others: readonly { readonly party: PartyId; readonly size: number; readonly noted: string }[];
}

export interface PurgeView {
  /** By month, the oldest first; one entry for each key under which data stand or stood. */
  readonly entries: readonly PurgeEntry[];
  /** The last day on which anything may be kept, if every month runs to its end; `null`: nothing is kept. */
  readonly through: string | null;
  readonly points: string;
}

export interface PurgeEntry {
  readonly month: string;
  readonly received: string;
  /** Last day on which the data are kept by law; purged on the next. */
  readonly lastDay: string;
  /** Last day of the legal hold that keeps them longer, or `null`. */
  readonly heldUntil: string | null;
  readonly purgedAt: string | null;
  /** `soon`: within ninety days. `due`: the day is over and they are there still. */
  readonly state: 'kept' | 'soon' | 'held' | 'due' | 'purged';
}

/** A legal hold that has not ended. */
export interface HoldView {
  readonly month: string;
  readonly until: string;
  readonly placedBy: string;
  /** `null`: a request, which keeps nothing. */
  readonly confirmedBy: string | null;
}

export interface OverdueView {
  readonly what: 'month' | 'receipt';
  readonly month: string;
  readonly from: PartyId;
  /** File name; `null` for a month. */
  readonly parcel: string | null;
  readonly due: string;
}

/** What is looked at, and how it is. */
export interface HealthItem {
  readonly item:
    | 'channel'
    | 'clock'
    | 'ledger-whole'
    | 'ledger-key'
    | 'witnessed'
    | 'gateway'
    | 'purge'
    | 'held'
    | 'overdue'
    | 'figures';
  /** `attention`: somebody should look; `bad`: somebody must act. */
  readonly state: 'good' | 'attention' | 'bad';
  /** How many things are wrong, where that can be counted. */
  readonly count: number | null;
}

/** All that an auditor sees, and an operator too: documents to fetch, and the ledger that proves them. */
export interface EvidenceView extends Frame {
  readonly ledger: LedgerView;
  readonly documents: readonly EvidenceDocument[];
}

export interface EvidenceDocument {
  readonly document:
    | 'statement'
    | 'checkpoint'
    | 'ledger-export'
    | 'purge-certificate'
    | 'compliance-matrix'
    | 'closure-report';
  /** Where each form of it is fetched, on this page's own server. Empty: there is none yet. */
  readonly links: readonly { readonly href: string; readonly form: 'html' | 'json' | 'text' | 'jsonl' }[];
}

/** The page on which somebody signs in. It tells a stranger no more than that a site is here. */
export interface SignInView {
  readonly mode: 'real' | 'rehearsal';
  /**
   * `refused`: the last try proved nothing. `resting`: too many tries, of whoever. `crowded`: proven, but there are as
   * many sessions as there may be. `ended`: the session is over.
   */
  readonly note: 'refused' | 'resting' | 'crowded' | 'ended' | 'signed-out' | null;
}
