/** Gathers the operator's view: reads, counts, and picks what may be shown. Nothing is decrypted. */

import { legalDay } from '../../clock.ts';
import { type ChannelState, latest, partyById, spokenName } from '../../deliberations/rules.ts';
import { type HeldFigures, heldFigures } from '../../held/listing.ts';
import { missingAt } from '../../operations/deadlines.ts';
import type { Site } from '../../site.ts';
import type { Language } from '../../words/language.ts';
import type { PageSession } from '../sessions.ts';
import type { ChannelView, Frame, HeldView, OperatorView, RefusedLogins, SessionView } from '../view.ts';
import { healthOf } from './health.ts';
import { ledgerViewOf } from './ledger.ts';
import type { RefusedByDay } from './ledger-count.ts';
import { columnsAt, monthRows, upstreamOf } from './months.ts';
import { holdsOf, purgeViewOf } from './purge.ts';
import type { DoorSession, SeenSite } from './site.ts';

/** Days of refused logins that are shown. */
const refusedDays = 30;

export async function operatorViewOf(
  seen: SeenSite,
  viewer: Frame['viewer'],
  asked: { readonly month: string | undefined; readonly language: Language },
): Promise<OperatorView> {
  const { gateway, pageSessions, ledgerCount } = seen;
  const site = seen.site();
  const { config, store, deliberation, clock } = site;
  const now = clock.now();
  const today = legalDay(now);
  const state = await site.guard.state();
  const missing = await missingAt(site);
  const { head, months: tallies, refused } = await ledgerCount.figures();
  const months = monthRows({
    deliberation,
    site: config.site,
    now,
    open: state.open,
    months: tallies,
    missing,
  });
  const chosen = months.find(({ month }) => month === asked.month) ?? newestWithFiles(months);
  const view: Omit<OperatorView, 'health'> = {
    ...frameOf(site, viewer, asked.language),
    channel: channelOf(state, today, deliberation.lastDay.points),
    term: { first: deliberation.adopted, last: lastDayOf(site) },
    parties: columnsAt(deliberation, config.site, asked.language),
    upstream: upstreamOf(deliberation, config.site, asked.language),
    months,
    chosenMonth: chosen?.month ?? null,
    held: await heldOf(site, today),
    refusedLogins: refusedIn(refused, today),
    accounts: await accountsOf(site),
    sessions: {
      gatewayHere: gateway !== undefined,
      gateway: (gateway?.sessions() ?? []).map(sessionOf),
      page: pageSessions().map(sessionOf),
    },
    ledger: await ledgerViewOf(site, head),
    purge: await purgeViewOf({ store, deliberation }, today),
    holds: await holdsOf({ store, deliberation }, today),
    overdue: missing.map(({ what, month, from, parcel, due }) => ({
      what,
      month,
      from,
      parcel,
      due: due.toString(),
    })),
  };
  return { ...view, health: healthOf({ ...view, hasLedgerKey: config.ledger.key !== undefined }) };
}

/** What stands on every page. */
export function frameOf(
  { config, deliberation, clock }: Site,
  viewer: Frame['viewer'],
  language: Language,
): Frame {
  const party = partyById(deliberation, config.site);
  return {
    site: config.site,
    siteName: party === undefined ? config.site : spokenName(party, language),
    place: config.place,
    mode: config.mode,
    deliberation: deliberation.number,
    now: clock.now().toString(),
    viewer,
  };
}

function newestWithFiles(months: OperatorView['months']) {
  return months.find(({ flow }) => flow.files > 0) ?? months[0];
}

function channelOf(state: ChannelState, today: Temporal.PlainDate, points: string): ChannelView {
  if (!state.open) {
    const { reason, since } = state;
    return { open: false, reason, since: since.toString(), points: state.points };
  }
  const daysLeft = today.until(state.lastDay, { largestUnit: 'days' }).days + 1;
  return { open: true, lastDay: state.lastDay.toString(), daysLeft, points };
}

/** The site's own last day if it ends early, else the deliberation's. */
function lastDayOf({ config, deliberation }: Site): string {
  return (config.endsEarly ?? latest(deliberation.lastDay)).toString();
}

async function heldOf({ store, deliberation, config }: Site, today: Temporal.PlainDate): Promise<HeldView> {
  const days = latest(deliberation.heldLimits).map((limit) => Temporal.Duration.from(limit).days);
  const bands = [...days, null].map((to, index) => ({
    from: index === 0 ? 0 : (days[index - 1] ?? 0) + 1,
    to,
  }));
  const groups: readonly HeldFigures[] =
    config.place === 'relay' ? await heldFigures({ store, deliberation, today }) : [];
  const total = groups.reduce((sum, { byAge }) => sum + byAge.reduce((all, one) => all + one, 0), 0);
  return { total, bands, groups };
}

function refusedIn(refused: RefusedByDay, today: Temporal.PlainDate): RefusedLogins {
  const days = Array.from({ length: refusedDays }, (_, index) =>
    today.subtract({ days: refusedDays - 1 - index }).toString(),
  );
  const reasons = new Map<string, number>();
  for (const [reason, count] of days.flatMap((day) => [...(refused.get(day) ?? [])])) {
    reasons.set(reason, (reasons.get(reason) ?? 0) + count);
  }
  return {
    days: days.map((day) => ({
      day,
      count: [...(refused.get(day)?.values() ?? [])].reduce((sum, count) => sum + count, 0),
    })),
    reasons: [...reasons]
      .map(([reason, count]) => ({ reason, count }))
      .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1)),
  };
}

async function accountsOf({ store }: Site): Promise<OperatorView['accounts']> {
  const counts = { pending: 0, active: 0, disabled: 0, revoked: 0 };
  for (const { status } of await store.accounts()) counts[status] += 1;
  return counts;
}

function sessionOf({ account, address, since }: DoorSession | PageSession): SessionView {
  return { account: account.name, party: account.party, address, since: since.toString() };
}
