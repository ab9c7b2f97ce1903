/** An order to keep a month beyond its time, for a legal claim. */

import type { ReferenceMonth } from '../people/reference-month.ts';

/** Placed by one operator, it is a request; confirmed by another, it keeps the month from the purge until its end. */
export interface LegalHold {
  /** UUID. */
  readonly id: string;
  readonly month: ReferenceMonth;
  /** Last legal day on which it holds. */
  readonly until: Temporal.PlainDate;
  readonly reason: string;
  /** Accounts. */
  readonly placedBy: string;
  readonly placedAt: Temporal.Instant;
  readonly confirmedBy: string | null;
  readonly confirmedAt: Temporal.Instant | null;
  /** When it was lifted, or noticed to have run out. */
  readonly endedAt: Temporal.Instant | null;
}
