/** What is overdue at a site, and how near the end of the channel is: for `status`, and for the daily look. */

import { legalDay } from '../clock.ts';
import { type Missing, missingOn } from '../deadlines/due.ts';
import { latest } from '../deliberations/rules.ts';
import { PasserelleError } from '../errors.ts';
import type { LedgerEvent } from '../ledger/event.ts';
import { readEntry } from '../ledger/read.ts';
import type { Log } from '../log.ts';
import type { SunsetNear } from '../notices/sunset.ts';
import type { Site } from '../site.ts';
import { type Text, text } from '../words/text.ts';
import { tellOnce } from './tell-once.ts';

/** What is overdue, while anything can be done about it: nothing is after the last day. */
export async function missingAt({
  config,
  store,
  deliberation,
  guard,
  clock,
}: Site): Promise<readonly Missing[]> {
  if (!(await guard.state()).open) return [];
  const parcels = (await store.parcels({})).map((parcel) => ({
    month: parcel.month,
    name: parcel.name,
    from: parcel.sender,
    to: parcel.receiver,
    at: parcel.addedAt,
    receipted: parcel.receiptedAt !== null,
  }));
  const asked = {
    deliberation,
    site: config.site,
    since: await beginningOf(store),
    today: legalDay(clock.now()),
  };
  return missingOn(asked, parcels);
}

/** When the first entry of the ledger was written. */
async function beginningOf(store: Site['store']): Promise<Temporal.Instant | null> {
  for await (const stored of store.entries(0)) return Temporal.Instant.from(readEntry(stored).at);
  return null;
}

/** In words, for an operator. */
export function missingSentence({ what, month, from, parcel, due }: Missing): Text {
  return what === 'month'
    ? text`The file of ${month}, which ${from} owes, is missing since ${due}.`
    : text`The receipt of ${from} for ${parcel ?? ''} is missing since ${due}.`;
}

/** `overdue`, to be thrown when all else is done, if anything is missing. */
export function overdueProblem(missing: readonly Missing[]): PasserelleError | undefined {
  if (missing.length === 0) return undefined;
  return new PasserelleError('overdue', text`${missing.length} files or receipts are overdue`, {
    hint: text`Ask those who owe them; the statement of the month names all its files: passerelle statement --month`,
  });
}

/** Tells ledger and log, once each, of what has become overdue. */
export async function watchDeadlines(site: Site, log?: Pick<Log, 'warn'>): Promise<void> {
  const { points } = site.deliberation.deadlines;
  const events = (await missingAt(site)).map(
    ({ what, month, from, parcel, due }): LedgerEvent => ({
      event: 'deadline-missed',
      actor: site.config.site,
      details: { what, month, from, parcel, due: due.toString(), points },
    }),
  );
  for (const { details } of await tellOnce(site, events)) {
    log?.warn('deadline-missed', { ...details });
  }
}

/** The nearest warning of the sunset that is reached. */
export async function sunsetWarning({
  deliberation,
  guard,
  clock,
}: Pick<Site, 'deliberation' | 'guard' | 'clock'>): Promise<SunsetNear | undefined> {
  const state = await guard.state();
  if (!state.open) return undefined;
  const { days } = legalDay(clock.now()).until(state.lastDay, { largestUnit: 'days' });
  const reached = latest(deliberation.sunsetWarnings).filter((within) => days <= within);
  return reached.length === 0 ? undefined : { within: Math.min(...reached), days, lastDay: state.lastDay };
}

/** Tells ledger and log, once each, that the channel ends within so many days. */
export async function watchSunset(site: Site, log?: Pick<Log, 'warn'>): Promise<void> {
  const warning = await sunsetWarning(site);
  if (warning === undefined) return;
  const { within, lastDay } = warning;
  const { points } = site.deliberation.lastDay;
  const details = { within, lastDay: lastDay.toString(), points };
  const event: LedgerEvent = { event: 'sunset-announced', actor: site.config.site, details };
  for (const told of await tellOnce(site, [event])) {
    log?.warn('sunset-announced', { ...told.details });
  }
}
