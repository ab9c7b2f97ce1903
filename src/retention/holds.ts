/**
 * Legal holds: a month that is needed for a legal claim is kept beyond its time, by order of two operators, with a
 * reason and a last day. The order is in the ledger from its first word to its end; it ends by itself, and none is
 * ever prolonged: who needs more time places another, with two operators again.
 */

import { randomUUID } from 'node:crypto';
import { type Clock, legalDay } from '../clock.ts';
import type { Deliberation } from '../deliberations/clause.ts';
import { latest } from '../deliberations/rules.ts';
import { PasserelleError } from '../errors.ts';
import type { EventName, LedgerEvent } from '../ledger/event.ts';
import type { Account } from '../ports/account.ts';
import type { LegalHold } from '../ports/hold.ts';
import type { Conflict, Store } from '../ports/store.ts';
import { withoutSsins } from '../redaction.ts';
import { type Text, text, type Words } from '../words/text.ts';
import { liveKeys, type PurgeDate, purgeDate } from './calendar.ts';

export interface HoldSite {
  readonly store: Store;
  readonly deliberation: Deliberation;
  readonly clock: Clock;
}

/** Somebody of the site's own who has proven who they are. */
export type Operator = Pick<Account, 'name'>;

/** True on the days on which the hold keeps its month: confirmed, not ended, its last day included. */
export function isInForce({ confirmedAt, endedAt, until }: LegalHold, today: Temporal.PlainDate): boolean {
  return confirmedAt !== null && endedAt === null && Temporal.PlainDate.compare(today, until) <= 0;
}

/** Until when a month is kept, with the last day of the hold that keeps it longer, if one does. */
export type HeldDate = PurgeDate & { readonly heldUntil?: Temporal.PlainDate };

/** Each date of the calendar with the hold that is in force on `today`. */
export async function withHolds(
  store: Store,
  dates: readonly PurgeDate[],
  today: Temporal.PlainDate,
): Promise<readonly HeldDate[]> {
  const holds = (await store.holds()).filter((hold) => isInForce(hold, today));
  return dates.map((date) => {
    const days = holds.filter(({ month }) => month === date.month).map(({ until }) => until);
    const heldUntil = days.sort(Temporal.PlainDate.compare).at(-1);
    return heldUntil === undefined ? date : { ...date, heldUntil };
  });
}

/** The first operator asks for a hold: until a second confirms it, nothing is held. Throws `hold-refused`. */
export async function placeHold(
  site: HoldSite,
  asked: Pick<LegalHold, 'month' | 'until' | 'reason'>,
  { name }: Operator,
): Promise<LegalHold> {
  const now = site.clock.now();
  requireReason(asked.reason);
  await requireSensibleEnd(site, asked, legalDay(now));
  const placedAt = Temporal.Instant.fromEpochMilliseconds(now.epochMilliseconds);
  const hold = { ...asked, id: randomUUID(), placedBy: name, placedAt };
  await commit(
    site,
    [{ change: 'place-hold', hold }],
    told('hold-placed', hold, name, { reason: asked.reason }),
  );
  return { ...hold, confirmedBy: null, confirmedAt: null, endedAt: null };
}

/** Another operator confirms it: from now on the month is held. Throws `hold-refused`. */
export async function confirmHold(site: HoldSite, id: string, { name }: Operator): Promise<LegalHold> {
  const hold = await standing(site, id);
  const at = Temporal.Instant.fromEpochMilliseconds(site.clock.now().epochMilliseconds);
  if (hold.confirmedAt !== null)
    throw refused(text`the hold was confirmed by ${hold.confirmedBy ?? ''} already`);
  if (hold.placedBy === name) throw refused(text`${name} placed this hold: another operator must confirm it`);
  if (Temporal.PlainDate.compare(legalDay(at), hold.until) > 0) throw refused(text`its last day is over`);
  const details = { reason: hold.reason, placedBy: hold.placedBy };
  await commit(
    site,
    [{ change: 'confirm-hold', hold: id, by: name, at }],
    told('hold-confirmed', hold, name, details),
  );
  return { ...hold, confirmedBy: name, confirmedAt: at };
}

/**
 * Two operators end a hold before its day, and the purge follows; a request that nobody confirmed may be withdrawn by one.
 * Throws `hold-refused`.
 */
export async function liftHold(
  site: HoldSite,
  id: string,
  { name }: Operator,
  second: Operator | undefined,
): Promise<LegalHold> {
  const hold = await standing(site, id);
  if (hold.confirmedAt !== null && (second === undefined || second.name === name)) {
    throw refused(text`a confirmed hold is lifted by two operators, as it was placed`);
  }
  const at = site.clock.now();
  const details = second === undefined ? {} : { with: second.name };
  await commit(site, [{ change: 'end-hold', hold: id, at }], told('hold-lifted', hold, name, details));
  return { ...hold, endedAt: at };
}

/** Tells the ledger of each hold, and each request, whose last day is over. Harmless to repeat. */
export async function endExpiredHolds({
  store,
  actor,
  now,
}: {
  readonly store: Store;
  readonly actor: string;
  readonly now: Temporal.Instant;
}): Promise<void> {
  for (const hold of await store.holds()) {
    if (hold.endedAt !== null || Temporal.PlainDate.compare(legalDay(now), hold.until) <= 0) continue;
    const event = told('hold-expired', hold, actor, { confirmed: hold.confirmedAt !== null });
    // Ended by another process meanwhile: it told the ledger.
    await store.commit({
      at: now,
      changes: [{ change: 'end-hold', hold: hold.id, at: now }],
      events: [event],
    });
  }
}

function told(
  event: EventName,
  { id, month, until }: Pick<LegalHold, 'id' | 'month' | 'until'>,
  actor: string,
  details: LedgerEvent['details'],
): LedgerEvent {
  return { event, actor, details: { hold: id, month, until: until.toString(), ...details } };
}

async function standing({ store }: HoldSite, id: string): Promise<LegalHold> {
  const hold = (await store.holds()).find((each) => each.id === id);
  if (hold === undefined) throw refused(text`there is no hold of that id`);
  if (hold.endedAt !== null) throw refused(text`the hold ended at ${hold.endedAt}`);
  return hold;
}

function requireReason(reason: string): void {
  if (!/^[^\p{Cc}\p{Cf}]{8,300}$/u.test(reason)) {
    throw refused(text`a reason is one line of 8 to 300 characters, for example the number of the claim`);
  }
  if (withoutSsins(reason) !== reason)
    throw refused(text`the reason holds a social security number: it stays for ever`);
}

/** The hold must keep the month longer than the law does, and not longer than its clause lets it. */
async function requireSensibleEnd(
  { store, deliberation }: HoldSite,
  { month, until }: Pick<LegalHold, 'month' | 'until'>,
  today: Temporal.PlainDate,
): Promise<void> {
  const lastDays = liveKeys(await store.dataKeys())
    .filter((key) => key.month === month)
    .map((key) => purgeDate(deliberation, key).lastDay)
    .sort(Temporal.PlainDate.compare);
  const [first, last] = [lastDays.at(0), lastDays.at(-1)];
  if (first === undefined || last === undefined)
    throw refused(text`nothing of ${month} is kept here any more`);
  if (Temporal.PlainDate.compare(until, first) <= 0 || Temporal.PlainDate.compare(until, today) < 0) {
    throw refused(
      text`${month} is kept through ${first} anyway: a hold that ends on ${until} would keep nothing`,
    );
  }
  const from = Temporal.PlainDate.compare(today, last) > 0 ? today : last;
  const greatest = from.add(Temporal.Duration.from(latest(deliberation.legalHold).longest));
  if (Temporal.PlainDate.compare(until, greatest) > 0) {
    throw refused(text`the last day of a hold on ${month} is ${greatest} at most`);
  }
}

const sayings: Readonly<Partial<Record<Conflict, Text>>> = {
  'no-such-key': text`that month is purged: what is gone cannot be held`,
  'no-such-hold': text`somebody else changed that hold at the same moment`,
};

async function commit(
  { store, clock }: HoldSite,
  changes: Parameters<Store['commit']>[0]['changes'],
  event: LedgerEvent,
): Promise<void> {
  const result = await store.commit({ at: clock.now(), changes, events: [event] });
  if (!result.committed) throw refused(sayings[result.conflict] ?? result.conflict);
}

function refused(says: Words): PasserelleError {
  return new PasserelleError('hold-refused', says, {
    hint: text`See what stands: passerelle hold list; passerelle purge calendar`,
  });
}
