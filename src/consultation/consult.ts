/**
 * Looking a child up while the data are kept (n° 21/250 points 11, 12, 18, 19 and 24), also after the last day of
 * the channel: reading what is kept is lawful until the purge, moving it is not. Whatever is asked, and whatever
 * is refused, is in the ledger; of whom, only the register knows, for as long as the data live.
 */

import { randomUUID } from 'node:crypto';
import { type Traces, tracesOf } from '../access-register/traces.ts';
import type { AccountSite } from '../accounts/keeping.ts';
import { terminalAddress } from '../accounts/prove-at-prompt.ts';
import { legalDay } from '../clock.ts';
import type { ConsultingReader } from '../deliberations/clause.ts';
import { consultingReader, isPurgeDue, latest } from '../deliberations/rules.ts';
import { PasserelleError } from '../errors.ts';
import { covers, type Period } from '../people/period.ts';
import { maskSsin, type Ssin } from '../people/ssin.ts';
import type { Account } from '../ports/account.ts';
import type { Change } from '../ports/store.ts';
import type { SunsetGuard } from '../sunset/guard.ts';
import { type Text, text } from '../words/text.ts';
import { type KnownRecord, recordsOf } from './records.ts';

export interface ConsultationSite extends AccountSite {
  readonly guard: SunsetGuard;
}

/** Who may look up, and for what. */
export interface Admission {
  readonly account: Account;
  readonly reader: ConsultingReader;
  readonly purpose: string;
}

export type ConsultationRefusal = 'other-role' | 'no-undertaking' | 'other-purpose';

/** A record as the role may see it. */
export interface ConsultedRecord {
  readonly period: Period;
  readonly withdrawn: boolean;
  /** True if the right runs by this record on the day that was asked about, its first and last day included. */
  readonly runs: boolean;
  /** Present in a flow that has one, for a role that sees it. */
  readonly code?: number;
  /** Present for a role that sees them. */
  readonly insurers?: readonly string[];
}

export interface Consultation {
  /** Masked. */
  readonly child: string;
  readonly purpose: string;
  readonly on: Temporal.PlainDate;
  readonly runs: boolean;
  readonly records: readonly ConsultedRecord[];
}

/** Throws unless the ledger and the clock can be believed; that the channel is over does no harm. */
export async function requireSoundState({ guard }: Pick<ConsultationSite, 'guard'>): Promise<void> {
  const state = await guard.state();
  if (state.open || state.reason === 'ended' || state.reason === 'ended-early') return;
  await guard.requireOpen();
}

/**
 * Admits an account that was proven, for a purpose as it was typed. Throws `consultation-refused`; the ledger has
 * the reason, and not what was typed: it may be anything.
 */
export async function admit(site: ConsultationSite, account: Account, purpose: string): Promise<Admission> {
  const { deliberation, store, clock } = site;
  const reader = consultingReader(deliberation, account.party, account.role);
  const refusal = refusalOf(site, account, reader, purpose);
  if (reader !== undefined && refusal === undefined) return { account, reader, purpose };
  const { points } = deliberation.consultation;
  await store.commit({
    at: clock.now(),
    changes: [],
    events: [
      {
        event: 'consultation-refused',
        actor: account.name,
        details: { reason: refusal ?? 'other-role', points },
      },
    ],
  });
  throw new PasserelleError('consultation-refused', sayings[refusal ?? 'other-role'], {
    hint: text`Points ${points} of deliberation n° ${deliberation.number}. Purposes: ${purposesOf(reader)}.`,
  });
}

const sayings: Readonly<Record<ConsultationRefusal, Text>> = {
  'other-role': text`the deliberation does not let that role look records up`,
  'no-undertaking': text`the account has no undertaking of confidentiality that is dated today or before`,
  'other-purpose': text`the deliberation does not know that purpose`,
};

function refusalOf(
  { deliberation, clock }: ConsultationSite,
  { undertaking }: Account,
  reader: ConsultingReader | undefined,
  purpose: string,
): ConsultationRefusal | undefined {
  if (reader === undefined) return 'other-role';
  const today = legalDay(clock.now());
  const bound = undertaking !== null && Temporal.PlainDate.compare(undertaking, today) <= 0;
  if (latest(deliberation.undertakingRequired) && !bound) return 'no-undertaking';
  return reader.purposes.includes(purpose) ? undefined : 'other-purpose';
}

function purposesOf(reader: ConsultingReader | undefined): string {
  return reader?.purposes.join(', ') ?? 'none';
}

/**
 * Looks a child up. The look-up is in ledger and register before anything is given. What should have been purged
 * by now is not shown, though the purge may not have run yet.
 */
export async function lookUp(
  site: ConsultationSite,
  { account, reader, purpose }: Admission,
  ssin: Ssin,
  on: Temporal.PlainDate,
): Promise<Consultation> {
  const { store, deliberation, clock } = site;
  const today = legalDay(clock.now());
  const traces = await tracesOf(site, ssin, ({ anchor }) => !isPurgeDue(deliberation, anchor, today));
  const recipients = new Set<string>(latest(deliberation.recipients).map(({ id }) => id));
  const records = await recordsOf(store, ssin, traces, recipients);
  await writeDown(site, { account, purpose, traces, on });
  const shown = records.map((record) => viewOf(record, reader, on));
  const runs = shown.some((record) => record.runs);
  return { child: maskSsin(ssin), purpose, on, runs, records: shown };
}

function viewOf(
  { period, code, withdrawn, insurers }: KnownRecord,
  { sees }: ConsultingReader,
  on: Temporal.PlainDate,
): ConsultedRecord {
  const runs = !withdrawn && covers(period, on);
  return {
    period,
    withdrawn,
    runs,
    ...(code !== undefined && sees.includes('code') && { code }),
    ...(sees.includes('insurers') && { insurers }),
  };
}

/** One step. A child of whom nothing is kept was looked up too: that lives as long as the newest data. */
async function writeDown(
  { store, clock }: ConsultationSite,
  {
    account,
    purpose,
    traces: { found, asked },
    on,
  }: { account: Account; purpose: string; traces: Traces; on: Temporal.PlainDate },
): Promise<void> {
  const id = randomUUID();
  const under = found.length > 0 ? found : asked.slice(-1);
  const changes = under.map(
    ({ stored, tag }): Change => ({
      change: 'note-consultation',
      consultation: { dataKey: stored.id, tag, id },
    }),
  );
  const { party, role } = account;
  const details = { consultation: id, purpose, party, role, on: on.toString(), address: terminalAddress };
  const event = { event: 'record-consulted', actor: account.name, details } as const;
  const result = await store.commit({ at: clock.now(), changes, events: [event] });
  if (result.committed) return;
  throw new PasserelleError('store-busy', text`some of the data were purged at this moment`, {
    hint: text`Nothing was shown. Run the command again.`,
  });
}
