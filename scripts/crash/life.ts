/** The whole life of a channel, in which processes die: its months, the proofs, and the purge. */

import { writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { insurers, publisher, relay, siteIn } from '../bench/sites.ts';
import type { Deaths } from './deaths.ts';
import { leftovers, partialParcels, remains, watchLedgers } from './evidence.ts';
import { evaluationsOf, extractOf, type Month, randomHistory } from './history.ts';
import { expectedOutcome, type Outcome } from './model.ts';
import { seededRandom } from './random.ts';
import { requireSums, type Sums, sum } from './sums.ts';
import { inboxOf, requireIsolation } from './visitors.ts';
import { createWorld, parties, type World } from './world.ts';

export interface Life extends Sums {
  readonly months: number;
  /** Processes started, gateways included. */
  readonly runs: number;
  /** Tries of an insurer to read what is another's. */
  readonly intrusions: number;
}

export interface LifeOptions {
  /** Made by `makeTemplate`. */
  readonly template: string;
  /** Where the world is made; it stays there, to be looked into. */
  readonly folder: string;
  readonly seed: number;
  /** How many months. */
  readonly months: number;
  readonly deaths: Deaths;
  /** Whether one more month follows, in which whoever dies stays dead. */
  readonly abandoned: boolean;
  readonly tell?: (text: string) => void;
}

const firstMonth = Temporal.PlainYearMonth.from('2022-03');
const [firstInsurer = '', ...otherInsurers] = insurers;

/** Days on which all transit copies, and all data, are due. */
const lastOfTransit = '2022-12-30';
const lastOfData = '2029-01-01';

/** Lives it to its end. Throws at the first thing that is not as it must be. */
export async function live(options: LifeOptions): Promise<Life> {
  const { template, folder, seed, months, deaths, abandoned, tell } = options;
  const names = Array.from({ length: months + (abandoned ? 1 : 0) }, (_, index) =>
    firstMonth.add({ months: index }).toString(),
  );
  const history = randomHistory(seededRandom(seed), names, [firstInsurer, ...otherInsurers]);
  const lived = history.slice(0, months);
  const expected = expectedOutcome(lived);
  const ledgers = watchLedgers(folder);
  const visitors = seededRandom(seed);

  const world: World = await createWorld(template, folder, deaths, async (_party, command) => {
    await ledgers.check();
    requireNone('partial parcels are visible', partialParcels(folder));
    if (command === 'relay' && visitors.chance(0.3))
      await inboxOf(world, visitors.pick([firstInsurer, ...otherInsurers]));
  });
  try {
    for (const month of lived) {
      await liveMonth(world, month, expected);
      tell?.(`${month.month} is over`);
    }
    const intrusions = await requireIsolation(world);
    await world.stopGateways();
    requireNone('left over', await leftovers(folder));
    const sums = await requireSums(world, expected);
    for (const month of history.slice(months)) await abandonMonth(world, month);

    for (const party of [publisher, relay]) await world.run(party, ['purge', '--at', lastOfTransit]);
    for (const party of parties) await world.run(party, ['purge', '--at', lastOfData]);
    const children = new Set(history.flatMap(({ recognitions }) => recognitions.map(({ ssin }) => ssin)));
    requireNone('left after the purge', [...(await leftovers(folder)), ...(await remains(folder, children))]);
    await ledgers.check();
    for (const party of parties) {
      const { size, hash } = ledgers.head(party) ?? { size: 0, hash: '' };
      await world.ask(party, ['ledger', 'verify', '--expect', `${size}:${hash}`]);
    }
    return { ...sums, months, runs: world.runs(), intrusions };
  } finally {
    await world.abandon();
  }
}

const publishResult = z.object({
  counts: z.object({ new: z.int(), correction: z.int(), withdrawal: z.int() }),
});

/** What the month's commands read. */
async function writeMonth(world: World, month: Month): Promise<void> {
  await writeFile(siteIn(world.folder, publisher).paths.evaluations, evaluationsOf(month));
  await writeFile(siteIn(world.folder, relay).paths.extract, extractOf(month, `${month.month}-07`));
}

/** Transit copies stay ninety days. */
function transitEndsIn(month: string): boolean {
  return Temporal.PlainYearMonth.compare(month, firstMonth.add({ months: 3 })) >= 0;
}

/** Publish on the 6th, relay on the 7th, collect on the 8th; gateways are emptied on the 9th. */
async function liveMonth(world: World, month: Month, expected: Outcome): Promise<void> {
  const on = (day: number) => `${month.month}-0${day}`;
  await writeMonth(world, month);
  const { counts } = publishResult.parse(await world.run(publisher, ['publish', month.month, '--at', on(6)]));
  const published = sum(Object.values(counts));
  const due = expected.published.get(month.month)?.length ?? 0;
  if (published !== due) throw new Error(`${published} records were published in ${month.month}, not ${due}`);

  await world.run(relay, ['relay', '--at', on(7)]);
  for (const insurer of insurers) await world.run(insurer, ['collect', '--at', on(8)]);
  if (!transitEndsIn(month.month)) return;
  for (const party of [publisher, relay]) await world.run(party, ['purge', '--at', on(9)]);
}

/** Who dies in the last month is not run again before the channel ends. Only the purge can clear up after it. */
async function abandonMonth(world: World, month: Month): Promise<void> {
  const on = (day: number) => `${month.month}-0${day}`;
  await writeMonth(world, month);
  await world.run(publisher, ['publish', month.month, '--at', on(6)]);
  await world.run(relay, ['relay', '--at', on(7)]);
  for (const insurer of insurers) await world.runOnce(insurer, ['collect', '--at', on(8)]);
  await world.stopGateways();
}

function requireNone(what: string, found: readonly string[]): void {
  if (found.length > 0) throw new Error(`${what}: ${found.join('; ')}`);
}
