/**
 * Penalties for wrong guesses, per account and per address, apart. They grow with each failure, run out by
 * themselves, and are counted in the store, so that gateways on one database share them. Pure functions.
 */

import type { FailureCount } from '../ports/store.ts';

export interface PenaltyRule {
  /** Failures that cost nothing yet. */
  readonly free: number;
  /** The first penalty; each further failure doubles it. */
  readonly first: Temporal.Duration;
  readonly greatest: Temporal.Duration;
  /** Without a failure for so long, all is forgotten. */
  readonly forgottenAfter: Temporal.Duration;
}

/** The account rests whoever asks: guesses may come from many addresses. */
export const accountPenalty: PenaltyRule = {
  free: 5,
  first: Temporal.Duration.from({ seconds: 30 }),
  greatest: Temporal.Duration.from({ hours: 1 }),
  forgottenAfter: Temporal.Duration.from({ hours: 24 }),
};

/** More is free here: all users of an insurer may come from one address. */
export const addressPenalty: PenaltyRule = {
  free: 10,
  first: Temporal.Duration.from({ seconds: 60 }),
  greatest: Temporal.Duration.from({ hours: 1 }),
  forgottenAfter: Temporal.Duration.from({ hours: 24 }),
};

/** True if the last failure is so old that counting begins anew. */
export function isForgotten(count: FailureCount, rule: PenaltyRule, now: Temporal.Instant): boolean {
  return count.last !== null && Temporal.Instant.compare(count.last.add(rule.forgottenAfter), now) <= 0;
}

/** Counts whose last failure was then or before weigh nothing any more, whatever was counted. */
export function forgettableAt(now: Temporal.Instant): Temporal.Instant {
  const times = [accountPenalty, addressPenalty].map((rule) => now.subtract(rule.forgottenAfter));
  return times.reduce((first, time) => (Temporal.Instant.compare(time, first) < 0 ? time : first));
}

/** When the penalty ends, or `null` if there is none at `now`. */
export function restsUntil(
  count: FailureCount,
  rule: PenaltyRule,
  now: Temporal.Instant,
): Temporal.Instant | null {
  if (count.last === null || count.failures <= rule.free || isForgotten(count, rule, now)) return null;
  const seconds = Math.min(
    rule.first.total('seconds') * 2 ** (count.failures - rule.free - 1),
    rule.greatest.total('seconds'),
  );
  const end = count.last.add({ seconds });
  return Temporal.Instant.compare(now, end) < 0 ? end : null;
}

/** The name under which failures at an account are counted; the same for names that no account has. */
export function accountSubject(name: string): string {
  return `account:${name}`;
}

/** The name under which an address is counted: IPv6 by its /64, which one subscriber holds whole. */
export function addressSubject(address: string): string {
  const plain = address.replace(/^::ffff:(?=[0-9.]+$)/i, '').replace(/%.*$/, '');
  return `address:${plain.includes(':') ? `${prefix64(plain)}::/64` : plain}`;
}

function prefix64(address: string): string {
  const [head = '', tail] = address.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length;
  const groups = [...before, ...Array.from({ length: Math.max(zeros, 0) }, () => '0'), ...after];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
