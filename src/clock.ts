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
  let origin = start;
  let movedAt = performance.now();
  let visited = visitors;
  const now = () =>
    origin.add({ milliseconds: Math.floor(performance.now() - movedAt) }).round('millisecond');
  return {
    now,
    authenticatorTime: () => (visited ? Temporal.Now.instant() : now()),
    moveTo(instant) {
      origin = instant;
      movedAt = performance.now();
    },
    admitVisitors() {
      visited = true;
    },
  };
}

/** Legal days are days in Brussels, whatever the machine's own time zone is. */
export const legalTimeZone = 'Europe/Brussels';

/** The legal day on which `instant` falls. */
export function legalDay(instant: Temporal.Instant): Temporal.PlainDate {
  return instant.toZonedDateTimeISO(legalTimeZone).toPlainDate();
}

/** The first instant of a legal day. */
export function startOfLegalDay(day: Temporal.PlainDate): Temporal.Instant {
  return day.toZonedDateTime(legalTimeZone).toInstant();
}

/** Milliseconds by a clock that only runs forward: for lengths of time, and says nothing of the day. */
export function steadyTime(): number {
  return performance.now();
}
