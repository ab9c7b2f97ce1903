/** Pure functions over a deliberation. They know how to read a clause, and no fact of any law. */

import { createHash } from 'node:crypto';
import { legalDay, startOfLegalDay } from '../clock.ts';
import { remembering } from '../remembered.ts';
import type {
  Clause,
  ConsultingReader,
  Deliberation,
  FactorKind,
  Language,
  Party,
  PartyId,
  Reader,
  Role,
} from './clause.ts';

/** A day as clauses write it; the same few are asked for at each step. */
const dayOf = remembering((text: string) => Temporal.PlainDate.from(text));

/** The value of a clause on a day, or `undefined` before it held or after its repeal. */
export function valueOn<Value>(clause: Clause<Value>, day: Temporal.PlainDate): Value | undefined {
  const held = clause.values.findLast(({ from }) => Temporal.PlainDate.compare(dayOf(from), day) <= 0);
  return held?.value ?? undefined;
}

/** The newest value of a clause; for facts that outlive the channel, such as retention. */
export function latest<Value>(clause: Clause<Value>): Value {
  const value = clause.values.findLast((dated) => dated.value !== null)?.value;
  if (value === undefined || value === null) throw new RangeError(`a clause holds no value: ${clause.says}`);
  return value;
}

export type ChannelState =
  | { readonly open: true; readonly lastDay: Temporal.PlainDate }
  | {
      readonly open: false;
      readonly reason: 'not-yet' | 'ended' | 'ended-early' | 'clock-ran-back' | 'ledger-rewound';
      /** First instant at which the channel was (or, for `not-yet`, will no longer be) closed. */
      readonly since: Temporal.Instant;
      readonly points: string;
    };

/**
 * Whether data may move at `now` (points 26–27). `endsEarly` is a last day set by the site: it counts
 * only if it lies before the deliberation's own. `ledgerTime` is the time of the newest ledger entry: a
 * clock that runs behind it closes the channel.
 */
export function channelState(
  deliberation: Deliberation,
  now: Temporal.Instant,
  bounds: { endsEarly?: Temporal.PlainDate | undefined; ledgerTime?: Temporal.Instant | undefined } = {},
): ChannelState {
  const today = legalDay(now);
  const legalLastDay = dayOf(latest(deliberation.lastDay));
  const early =
    bounds.endsEarly !== undefined && Temporal.PlainDate.compare(bounds.endsEarly, legalLastDay) < 0;
  const lastDay = early && bounds.endsEarly !== undefined ? bounds.endsEarly : legalLastDay;
  const { points } = deliberation.lastDay;

  if (Temporal.PlainDate.compare(today, lastDay) > 0) {
    const since = startOfLegalDay(lastDay.add({ days: 1 }));
    return { open: false, reason: early ? 'ended-early' : 'ended', since, points };
  }
  if (bounds.ledgerTime !== undefined && Temporal.Instant.compare(now, bounds.ledgerTime) < 0) {
    return { open: false, reason: 'clock-ran-back', since: bounds.ledgerTime, points };
  }
  const adopted = dayOf(deliberation.adopted);
  if (Temporal.PlainDate.compare(today, adopted) < 0) {
    return { open: false, reason: 'not-yet', since: startOfLegalDay(adopted), points };
  }
  return { open: true, lastDay };
}

/** The last day on which data received on `received` are kept, that day included (points 12, 24). */
export function lastDayKept(deliberation: Deliberation, received: Temporal.Instant): Temporal.PlainDate {
  return legalDay(received).add(Temporal.Duration.from(latest(deliberation.retention).duration));
}

/** True once data received on `received` must be gone. */
export function isPurgeDue(
  deliberation: Deliberation,
  received: Temporal.Instant,
  today: Temporal.PlainDate,
): boolean {
  return Temporal.PlainDate.compare(today, lastDayKept(deliberation, received)) > 0;
}

/** All parties: publisher, relay, then the recipients. */
export function partiesOf(deliberation: Deliberation): readonly Party[] {
  return [latest(deliberation.publisher), latest(deliberation.relay), ...latest(deliberation.recipients)];
}

/** What a party is called in papers for people outside. */
export function spokenName({ spoken, name }: Party, language: Language): string {
  return spoken?.[language] ?? name;
}

/** The party with that id, or `undefined`. */
export function partyById(deliberation: Deliberation, id: PartyId): Party | undefined {
  return partiesOf(deliberation).find((party) => party.id === id);
}

/** What a party is in the deliberation's flow, or `undefined` if it is no party to it. */
export function placeOf(
  deliberation: Deliberation,
  id: PartyId,
): 'publisher' | 'relay' | 'recipient' | undefined {
  if (latest(deliberation.publisher).id === id) return 'publisher';
  if (latest(deliberation.relay).id === id) return 'relay';
  return latest(deliberation.recipients).some((party) => party.id === id) ? 'recipient' : undefined;
}

/** In which roles the party's accounts may read: the data (point 11), or at the publisher what is returned. */
export function readersAt(deliberation: Deliberation, id: PartyId): readonly Reader[] {
  const place = placeOf(deliberation, id);
  const readers = [...latest(deliberation.readers), latest(deliberation.returns).reader];
  return readers.filter((reader) => reader.party === place);
}

/** True if the party's accounts may read in that role. */
export function mayRead(deliberation: Deliberation, id: PartyId, role: Role): boolean {
  return readersAt(deliberation, id).some((reader) => reader.role === role);
}

/** What the party's accounts in that role may look up; `undefined`: nothing. */
export function consultingReader(
  deliberation: Deliberation,
  id: PartyId,
  role: Role,
): ConsultingReader | undefined {
  const place = placeOf(deliberation, id);
  const { readers } = latest(deliberation.consultation);
  return readers.find((reader) => reader.party === place && reader.role === role);
}

/** How many of the limits on held records (point 25) a record held since then has crossed on `today`. */
export function heldLimitsCrossed(
  deliberation: Deliberation,
  since: Temporal.Instant,
  today: Temporal.PlainDate,
): number {
  const from = legalDay(since);
  return latest(deliberation.heldLimits).filter(
    (limit) => Temporal.PlainDate.compare(today, from.add(Temporal.Duration.from(limit))) > 0,
  ).length;
}

/** True if the factors proven contain every kind that the deliberation asks for (point 25). */
export function kindsSuffice(deliberation: Deliberation, proven: ReadonlySet<FactorKind>): boolean {
  return latest(deliberation.factorKinds).every((kind) => proven.has(kind));
}

/** SHA-256 (hexadecimal) over the clauses: two sites with the same digest run the same rules. */
export function policyDigest(deliberation: Deliberation): string {
  const known = digests.get(deliberation);
  if (known !== undefined) return known;
  const digest = createHash('sha256').update(JSON.stringify(deliberation)).digest('hex');
  digests.set(deliberation, digest);
  return digest;
}

/** Each deliberation is written down once, and asked for with every file. */
const digests = new WeakMap<Deliberation, string>();
