/** A month of the channel as its operators live it: publish on the 5th, relay on the 6th, collect on the 7th. */

import { writeFile } from 'node:fs/promises';
import { legalDay, legalTimeZone } from '../clock.ts';
import { parseReference } from '../feedback/reference.ts';
import { heldViews } from '../held/listing.ts';
import { prepareCollection } from '../operations/collect.ts';
import { publishAt } from '../operations/publish.ts';
import { prepareRelay } from '../operations/relay.ts';
import { runRetention } from '../operations/retention.ts';
import { returnAt } from '../operations/returns.ts';
import { type Counts, total } from '../people/operation.ts';
import type { ReferenceMonth } from '../people/reference-month.ts';
import type { RelayReport } from '../relay/relay.ts';
import { say } from '../words/operator.ts';
import { affiliationsOn, evaluationsIn } from './extracts.ts';
import type { Scenario } from './scenario.ts';
import type { World } from './world.ts';

/** What the sites reported of a month. */
export interface LivedMonth {
  readonly month: ReferenceMonth;
  readonly published: Counts;
  readonly delivered: number;
  readonly held: number;
  /** Held before, delivered now. */
  readonly released: number;
  /** Held before, given back to the publisher now. */
  readonly returned: number;
  /** Parts that the insurers opened, and the records in them. */
  readonly parts: number;
  readonly collected: number;
  /** Signed receipts that the two gateways accepted. */
  readonly receipts: number;
}

const dayOfMonth = { publish: 5, relay: 6, collect: 7, giveBack: 8 } as const;

/** Nine in the morning of a day of the month, in Brussels. */
export function morning(month: ReferenceMonth, day: number): Temporal.Instant {
  return Temporal.PlainYearMonth.from(month)
    .toPlainDate({ day })
    .toZonedDateTime({ timeZone: legalTimeZone, plainTime: '09:00' })
    .toInstant();
}

/** Lives the month at both gateways and at the insurers `collecting`; `tell` hears of each step. */
export async function liveMonth(
  world: World,
  scenario: Scenario,
  month: ReferenceMonth,
  collecting: World['insurers'],
  tell: (step: string) => void,
): Promise<LivedMonth> {
  const { clock, publisher, relay, insurers } = world;

  clock.moveTo(morning(month, dayOfMonth.publish));
  tell(say`Opgroeien selects and publishes`);
  await writeFile(publisher.paths.evaluations, evaluationsIn(scenario, month));
  const { parcel } = await publishAt(publisher.site, month, publisher.paths.evaluations);

  clock.moveTo(morning(month, dayOfMonth.relay));
  tell(say`INAMI fetches with two factors, routes and delivers`);
  await writeFile(relay.paths.extract, affiliationsOn(scenario, legalDay(clock.now())));
  const relayed = await (await prepareRelay(relay.site))();

  clock.moveTo(morning(month, dayOfMonth.collect));
  let receipts = relayed.acknowledged.length;
  let parts = 0;
  let collected = 0;
  for (const { party, site } of collecting) {
    tell(say`insurer ${party} collects`);
    const report = await (await prepareCollection(site))();
    receipts += report.acknowledged.length;
    parts += report.collected.length;
    collected += report.collected.reduce((sum, part) => sum + total(part.counts), 0);
  }

  let returned = 0;
  if (scenario.turns.some((turn) => turn.what === 'returned' && turn.from === month)) {
    clock.moveTo(morning(month, dayOfMonth.giveBack));
    tell(say`INAMI returns what the CIN does not know, and Opgroeien collects it`);
    const back = await giveBackUnknown(world);
    returned = back.returned;
    receipts += back.receipts;
  }

  for (const { site } of [publisher, relay, ...insurers]) await runRetention(site);
  return { month, published: parcel.counts, ...figuresOf(relayed), returned, parts, collected, receipts };
}

/** Returns all that is held because the CIN does not know the number, and lets the publisher collect it. */
async function giveBackUnknown({ relay: { site }, publisher, deliberation, clock }: World) {
  const asked = { store: site.store, deliberation, today: legalDay(clock.now()) };
  const held = await Array.fromAsync(heldViews(asked, await site.vault()));
  const unknown = held.filter(({ reason }) => reason === 'unknown-ssin');
  const references = unknown.flatMap(({ reference }) => parseReference(reference) ?? []);
  await returnAt(site, references, 'ssin-unknown-to-cin');
  const { acknowledged } = await (await prepareCollection(publisher.site))();
  return { returned: references.length, receipts: acknowledged.length };
}

function figuresOf({ months }: RelayReport) {
  const sum = (figures: Readonly<Record<string, number>>) =>
    Object.values(figures).reduce((whole, part) => whole + part, 0);
  return {
    delivered: months.reduce((whole, { delivered }) => whole + sum(delivered), 0),
    held: months.reduce((whole, { held }) => whole + sum(held), 0),
    released: months.reduce((whole, { released }) => whole + released, 0),
  };
}
