/**
 * The sunset guard: asked before anything moves, at start, at login, in live sessions, at fetch and just
 * before deliver. It has no way to be told otherwise: a site can only end its channel earlier.
 */

import { type Clock, legalTimeZone } from '../clock.ts';
import type { Deliberation } from '../deliberations/clause.ts';
import { type ChannelState, channelState, latest } from '../deliberations/rules.ts';
import { type ErrorCode, PasserelleError } from '../errors.ts';
import type { Store } from '../ports/store.ts';
import { institutionInWords, pointsInWords } from '../words/deliberation.ts';
import { type Text, text } from '../words/text.ts';

export interface SunsetGuard {
  state(): Promise<ChannelState>;
  /** Throws `channel-closed`, `clock-ran-back` or `ledger-rewound` unless data may move now. */
  requireOpen(): Promise<void>;
}

export type ClosedState = Extract<ChannelState, { open: false }>;

/**
 * Two processes, or two machines on one database, never read quite the same time: so far may a clock lie
 * behind the ledger. Within it the ledger's time counts, so that a channel once closed stays closed.
 */
const clockTolerance = Temporal.Duration.from({ seconds: 5 });

/** `endsEarly`: a last day set by the site, without effect beyond the deliberation's own. */
export function createSunsetGuard(site: {
  readonly deliberation: Deliberation;
  readonly clock: Clock;
  readonly store: Pick<Store, 'head'>;
  readonly endsEarly?: Temporal.PlainDate | undefined;
  /** Since when others are known to hold more of the ledger than there is; `undefined`: they do not. */
  readonly rewoundSince?: () => Promise<Temporal.Instant | undefined>;
}): SunsetGuard {
  const { deliberation, clock, store, endsEarly, rewoundSince } = site;

  async function state(): Promise<ChannelState> {
    const ledgerTime = (await store.head()).at ?? undefined;
    const now = channelState(deliberation, tolerated(clock.now(), ledgerTime), { endsEarly, ledgerTime });
    const since = now.open ? await rewoundSince?.() : undefined;
    if (since === undefined) return now;
    return { open: false, reason: 'ledger-rewound', since, points: deliberation.lastDay.points };
  }

  return {
    state,
    async requireOpen() {
      const now = await state();
      if (now.open) return;
      throw new PasserelleError(codeOf(now.reason), closedSentence(deliberation, now), {
        hint: closedHint(deliberation, now),
      });
    },
  };
}

function codeOf(reason: ClosedState['reason']): ErrorCode {
  return reason === 'clock-ran-back' || reason === 'ledger-rewound' ? reason : 'channel-closed';
}

function tolerated(now: Temporal.Instant, ledgerTime: Temporal.Instant | undefined): Temporal.Instant {
  if (ledgerTime === undefined || Temporal.Instant.compare(now, ledgerTime) >= 0) return now;
  return Temporal.Instant.compare(now.add(clockTolerance), ledgerTime) >= 0 ? ledgerTime : now;
}

/** Says since when the channel is closed, and by which point. */
export function closedSentence(deliberation: Deliberation, state: ClosedState): Text {
  const channel = text`The channel of deliberation ${deliberation.number}`;
  const since = brusselsTime(state.since);
  const lastDay = text`${latest(deliberation.lastDay)} (points ${pointsInWords(state.points)})`;
  switch (state.reason) {
    case 'ended':
      return text`${channel} is closed since ${since}: its last day was ${lastDay}.`;
    case 'ended-early':
      return text`${channel} is closed since ${since}: this site ends it before its last day, ${lastDay}.`;
    case 'not-yet':
      return text`${channel} opens on ${since}: before, the deliberation was not adopted.`;
    case 'clock-ran-back':
      return text`${channel} is closed: the clock runs behind the newest entry of the ledger, of ${since}.`;
    case 'ledger-rewound':
      return text`${channel} is closed: since ${since} it is known that others hold more of the ledger of this site than there is.`;
  }
}

/** Says what still works, and what takes the channel's place. */
export function closedHint(deliberation: Deliberation, state: ClosedState): Text {
  if (state.reason === 'clock-ran-back') return text`Set the clock right. Ledger and status still work.`;
  if (state.reason === 'ledger-rewound') {
    return text`This is an older state of the site, or a changed one: restore the newest backup, or see docs/ledger.md, "After a restore".`;
  }
  const { message, through, from } = latest(deliberation.successor);
  return text`Purge, ledger and status still work. From ${from} the message ${message} through the ${institutionInWords(through)} takes its place.`;
}

function brusselsTime(instant: Temporal.Instant): string {
  const local = instant.toZonedDateTimeISO(legalTimeZone).toPlainDateTime();
  return `${local.toString({ smallestUnit: 'second' }).replace('T', ' ')} (${legalTimeZone})`;
}
