/**
 * The only file that reads the clock. Everything else takes an instant as an argument or a `Clock`
 * as a dependency, so that six years pass in a test and in a rehearsal as they would in life.
 */

export interface Clock {
  /** The time that the law, the ledger and every file go by. */
  now(): Temporal.Instant;
  /**
   * The time shown by the peer's TOTP device (RFC 6238). Equal to `now()` except in a rehearsal that
   * a visitor logs in to: the visitor's authenticator lives in the present, not in March 2022.
   */
  authenticatorTime(): Temporal.Instant;
}

export const systemClock: Clock = {
  now: () => Temporal.Now.instant(),
  authenticatorTime: () => Temporal.Now.instant(),
};

/** A clock that starts on a chosen instant, ticks from there, and can be moved forward. */
export interface RehearsalClock extends Clock {
  /** Jumps to `instant` and goes on ticking from there. */
  moveTo(instant: Temporal.Instant): void;
  /** From now on TOTP devices show the real time, as a visitor's does. */
  admitVisitors(): void;
}

export function rehearsalClock(start: Temporal.Instant, visitors = false): RehearsalClock {
  let origin = wholeMilliseconds(start);
  let movedAt = performance.now();
  let visited = visitors;
  const now = () => Temporal.Instant.fromEpochMilliseconds(origin + Math.floor(performance.now() - movedAt));
  return {
    now,
    authenticatorTime: () => (visited ? Temporal.Now.instant() : now()),
    moveTo(instant) {
      origin = wholeMilliseconds(instant);
      movedAt = performance.now();
    },
    admitVisitors() {
      visited = true;
    },
  };
}

function wholeMilliseconds(instant: Temporal.Instant): number {
  return instant.round('millisecond').epochMilliseconds;
}

/** Legal days are days in Brussels, whatever the machine's own time zone is. */
export const legalTimeZone = 'Europe/Brussels';

/** The day that was asked for last, from its first millisecond up to, not including, that of the next. */
let lastDay: { readonly day: Temporal.PlainDate; readonly from: number; readonly to: number } | undefined;

/** The legal day on which `instant` falls. Most questions are about today: the same day is not worked out twice. */
export function legalDay(instant: Temporal.Instant): Temporal.PlainDate {
  const at = instant.epochMilliseconds;
  if (lastDay !== undefined && at >= lastDay.from && at < lastDay.to) return lastDay.day;
  const day = instant.toZonedDateTimeISO(legalTimeZone).toPlainDate();
  const from = startOfLegalDay(day).epochMilliseconds;
  const to = startOfLegalDay(day.add({ days: 1 })).epochMilliseconds;
  lastDay = { day, from, to };
  return day;
}

/** The first instant of a legal day. */
export function startOfLegalDay(day: Temporal.PlainDate): Temporal.Instant {
  return day.toZonedDateTime(legalTimeZone).toInstant();
}

/** Milliseconds by a clock that only runs forward: for lengths of time, and says nothing of the day. */
export function steadyTime(): number {
  return performance.now();
}
