/** One month through the real commands, from evaluations to opened files, each command a process of its own. */

import type { PartyId } from '../../src/deliberations/clause.ts';
import { collectedRecords, requireDelivered, requireHeld, requireSum } from './figures.ts';
import { writeEvaluations, writeExtract } from './mock-data.ts';
import { type Measured, serve } from './passerelle.ts';
import { insurers, month, publisher, relay, type Site, siteIn, today } from './sites.ts';

export interface LargeMonth {
  readonly records: number;
  /** Among whom its children are spread. */
  readonly served: readonly PartyId[];
  /** The extract knows none of them at first. */
  readonly heldFirst: boolean;
}

/** A command at a site, while a gateway stands open for a visitor. */
export interface Command {
  /** What its process is called in a table: unlike all others of the month. */
  readonly process: string;
  readonly site: Site;
  readonly args: readonly string[];
  /** Whose gateway is concerned, told by one who fetches there. */
  readonly visitor: Site;
}

/** How much memory a process held at most, in MiB. */
export interface Peak {
  readonly process: string;
  readonly peak: number;
}

/**
 * Takes a month through sites that were made in `folder`, each command by `run`. Throws unless each record arrived.
 * Gives the peaks of the two gateways, which serve all the while.
 */
export async function passMonth(
  folder: string,
  { records, served, heldFirst }: LargeMonth,
  run: (command: Command) => Promise<Measured>,
): Promise<readonly Peak[]> {
  const [source, middle] = [siteIn(folder, publisher), siteIn(folder, relay)];
  const [visitor = ''] = insurers;
  const step = async (site: Site, args: readonly string[], party: PartyId, of = '') => {
    const process = `${site.party} ${args[0]}${of}`;
    return (await run({ process, site, args, visitor: siteIn(folder, party) })).result;
  };
  const confirmed = ['--confirm-volume', String(records)];
  await writeEvaluations(source.paths.evaluations, records);
  const gateways = [await serve(source), await serve(middle)] as const;
  const peaks: Peak[] = [];
  try {
    await step(source, ['select'], relay);
    await step(source, ['publish', month, ...confirmed], relay);
    if (heldFirst) {
      await writeExtract(middle.paths.extract, 0, served, today);
      requireHeld(await step(middle, ['relay', ...confirmed], visitor, ', all held'), records);
      requireHeld(await step(middle, ['relay', ...confirmed], visitor, ', tried again'), records);
    }
    await writeExtract(middle.paths.extract, records, served, today);
    requireDelivered(await step(middle, ['relay', ...confirmed], visitor), records);
    const collected: number[] = [];
    for (const insurer of served) {
      collected.push(collectedRecords(await step(siteIn(folder, insurer), ['collect'], visitor)));
    }
    requireSum(collected, records);
  } finally {
    for (const [place, { party }] of [source, middle].entries()) {
      const peak = await gateways[place]?.stop();
      if (peak !== undefined) peaks.push({ process: `${party} serve`, peak });
    }
  }
  return peaks;
}
