/**
 * A million records through the real commands, each a process of its own: how long it took, how much memory it
 * held at most, and whether the gateways went on answering (README.md). Ends with 1 if a process held too much.
 *
 *   node scripts/bench/million.ts [--records 1000000] [--month seven|one|held|all] [--limit 512]
 */

import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { table } from '../../src/cli/output.ts';
import type { PartyId } from '../../src/deliberations/clause.ts';
import { collectedRecords, requireDelivered, requireHeld, requireSum } from './figures.ts';
import { watchLogins } from './logins.ts';
import { writeEvaluations, writeExtract } from './mock-data.ts';
import { type Measured, measured, serve } from './passerelle.ts';
import {
  insurers,
  inTemporaryFolder,
  makeSites,
  month,
  publisher,
  relay,
  type Site,
  siteIn,
  today,
} from './sites.ts';

const { values } = parseArgs({
  options: {
    records: { type: 'string', default: '1000000' },
    month: { type: 'string', default: 'all' },
    limit: { type: 'string', default: '512' },
  },
});
const records = Number(values.records);
const limit = Number(values.limit);

/** A month of many records. */
interface LargeMonth {
  readonly title: string;
  /** Among whom its children are spread. */
  readonly served: readonly PartyId[];
  /** The extract knows none of them at first. */
  readonly heldFirst: boolean;
}

const largeMonths: Readonly<Record<string, LargeMonth>> = {
  seven: { title: 'spread over seven insurers', served: insurers, heldFirst: false },
  one: { title: 'all of one insurer', served: insurers.slice(0, 1), heldFirst: false },
  held: { title: 'all held at first', served: insurers, heldFirst: true },
};

/** A process that was measured. */
interface Row {
  readonly process: string;
  readonly seconds?: number;
  /** MiB. */
  readonly peak: number;
  /** Seconds of the logins at a gateway meanwhile. */
  readonly logins?: readonly number[];
}

async function measureMonth(folder: string, { served, heldFirst }: LargeMonth): Promise<readonly Row[]> {
  await makeSites(folder);
  const [source, middle] = [siteIn(folder, publisher), siteIn(folder, relay)];
  await writeEvaluations(source.paths.evaluations, records);
  const gateways = [await serve(source), await serve(middle)] as const;
  const rows: Row[] = [];

  /** Runs a command; meanwhile `visitor` logs in where it always fetches from. */
  async function step(site: Site, args: readonly string[], visitor: PartyId, of = ''): Promise<Measured> {
    const watch = await watchLogins(siteIn(folder, visitor));
    const run = await measured(site, args);
    const [name = ''] = args;
    rows.push({ process: `${site.party} ${name}${of}`, ...run, logins: await watch.stop() });
    return run;
  }

  const [visitor = ''] = insurers;
  const confirmed = ['--confirm-volume', String(records)];
  try {
    await step(source, ['select'], relay);
    await step(source, ['publish', month, ...confirmed], relay);
    if (heldFirst) {
      await writeExtract(middle.paths.extract, 0, served, today);
      requireHeld((await step(middle, ['relay', ...confirmed], visitor, ', all held')).result, records);
      requireHeld((await step(middle, ['relay', ...confirmed], visitor, ', tried again')).result, records);
    }
    await writeExtract(middle.paths.extract, records, served, today);
    requireDelivered((await step(middle, ['relay', ...confirmed], visitor)).result, records);
    const collected: number[] = [];
    for (const insurer of served) {
      collected.push(collectedRecords((await step(siteIn(folder, insurer), ['collect'], visitor)).result));
    }
    requireSum(collected, records);
  } finally {
    for (const [place, site] of [source, middle].entries()) {
      const peak = await gateways[place]?.stop();
      if (peak !== undefined) rows.push({ process: `${site.party} serve`, peak });
    }
  }
  return rows;
}

function* report(title: string, rows: readonly Row[]): Generator<string> {
  yield title;
  yield '';
  const right = (heading: string) => ({ heading, align: 'right' as const });
  yield* table(
    [{ heading: 'process' }, right('seconds'), right('peak MiB'), right('logins'), right('slowest s')],
    rows.map(({ process: name, seconds, peak, logins }) => [
      name,
      seconds?.toFixed(1) ?? '',
      peak.toFixed(0),
      logins === undefined ? '' : String(logins.length),
      logins === undefined ? '' : Math.max(...logins).toFixed(2),
    ]),
  );
  yield '';
}

const chosen = Object.entries(largeMonths).filter(([name]) => ['all', name].includes(values.month));
if (chosen.length === 0) throw new Error('--month is seven, one, held or all');
for (const [, largeMonth] of chosen) {
  await inTemporaryFolder(async (folder) => {
    const rows = await measureMonth(path.join(folder, 'sites'), largeMonth);
    process.stdout.write(`${[...report(`${records} records, ${largeMonth.title}`, rows)].join('\n')}\n`);
    if (rows.some(({ peak }) => peak > limit)) {
      process.stderr.write(`a process held more than ${limit} MiB\n`);
      process.exitCode = 1;
    }
  });
}
