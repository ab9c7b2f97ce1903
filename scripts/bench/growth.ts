/**
 * How cost grows with the month: the same commands on both stores, from thirty records to a million. Each command is
 * a process of its own; an empty month tells what starting up takes. Ends with 1 if a record costs more in a large
 * month than in a small one, or a process holds too much memory (README.md).
 *
 *   node scripts/bench/growth.ts [--records 30,1000,100000,1000000] [--store sqlite,postgresql] [--runs 3]
 *     [--limit 512] [--rise 1.3] [--into docs]
 */

import { cp, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { findings, growthTables, type Point, pointOf, type Run } from './growth-figures.ts';
import { type Curve, draw } from './growth-picture.ts';
import { type StoreName, storeNames, stores } from './growth-stores.ts';
import { passMonth } from './large-month.ts';
import { measured } from './passerelle.ts';
import { report } from './report.ts';
import { insurers, inTemporaryFolder, makeSites, publisher, relay, siteIn } from './sites.ts';

const { values } = parseArgs({
  options: {
    records: { type: 'string', default: '30,1000,100000,1000000' },
    store: { type: 'string', default: storeNames.join(',') },
    runs: { type: 'string', default: '3' },
    limit: { type: 'string', default: '512' },
    rise: { type: 'string', default: '1.3' },
    into: { type: 'string' },
  },
});
const sizes = values.records.split(',').map(Number);
const chosen = values.store.split(',').map((name) => {
  const store = storeNames.find((known) => known.toLowerCase() === name.toLowerCase());
  if (store === undefined) throw new Error(`--store is some of ${storeNames.join(',')}`);
  return store;
});
const bounds = { limit: Number(values.limit), rise: Number(values.rise) };
const { into } = values;
if (!sizes.every((size) => Number.isSafeInteger(size) && size > 0)) {
  throw new Error('--records are whole numbers');
}

/** The hardest month for each command: one insurer collects all of it. */
const served = insurers.slice(0, 1);
const timed = [`${publisher} publish`, `${relay} relay`, ...served.map((insurer) => `${insurer} collect`)];
/** A run of so many records is long enough to be timed once. */
const once = 1_000_000;

/** `template`: sites that were made and never used. */
async function runOnce(template: string, store: StoreName, records: number): Promise<Run> {
  const seconds = new Map<string, number>();
  const peaks = new Map<string, number>();
  const filled = new Map<string, number>();
  await inTemporaryFolder(async (temporary) => {
    const folder = path.join(temporary, 'sites');
    await cp(template, folder, { recursive: true });
    const sites = [publisher, relay, ...served].map((party) => siteIn(folder, party));
    await stores[store](sites, async ({ sizeOf }) => {
      const gateways = await passMonth(folder, { records, served, heldFirst: false }, async (command) => {
        const run = await measured(command.site, command.args);
        if (timed.includes(command.process)) seconds.set(command.process, run.seconds);
        peaks.set(command.process, run.peak);
        return run;
      });
      for (const { process: name, peak } of gateways) peaks.set(name, peak);
      for (const site of sites) filled.set(site.party, await sizeOf(site));
    });
  });
  return { seconds, peaks, sizes: filled };
}

const points: Point[] = [];

/** A curve for each process and store, of one figure of each point. */
function curves(figure: (point: Point, name: string) => number | undefined): readonly Curve[] {
  return chosen.flatMap((store, place) =>
    timed.map((name, kind) => ({
      label: `${name}, ${store}`,
      kind,
      dashed: place > 0,
      points: points
        .filter((point) => point.store === store && point.records > 0)
        .map((point) => [point.records, figure(point, name) ?? Number.NaN] as const),
    })),
  );
}

function picture(): string {
  const perRecord = curves(({ seconds, records }, name) => (1e6 * (seconds.get(name) ?? 0)) / records);
  return draw({
    title: 'What a month costs, by the number of its records',
    description:
      'Left: the microseconds that publish, relay and collect take for each record, starting up included. Right: the ' +
      'peak memory of these processes, and its bound. All axes are logarithmic.',
    panels: [
      { title: 'microseconds a record, starting up included', curves: perRecord },
      {
        title: 'peak memory of a process, MiB',
        curves: curves(({ peaks }, name) => peaks.get(name)),
        bound: bounds.limit,
      },
    ],
  });
}

/** Without `folder` it is only printed. */
async function tell(folder: string | undefined): Promise<void> {
  await report({ part: 'growth', rows: [], tables: { growth: growthTables(points, timed) }, into: folder });
  if (folder !== undefined) await writeFile(path.join(folder, 'growth.svg'), picture());
}

await inTemporaryFolder(async (temporary) => {
  const template = path.join(temporary, 'sites');
  await makeSites(template);
  for (const store of chosen) {
    for (const records of [0, ...sizes]) {
      const runs: Run[] = [];
      const wanted = records < once ? Number(values.runs) : 1;
      while (runs.length < wanted) {
        const run = await runOnce(template, store, records);
        runs.push(run);
        const times = [...run.seconds].map(([name, seconds]) => `${name} ${seconds.toFixed(2)} s`);
        process.stderr.write(`${store}, ${records} records: ${times.join(', ')}\n`);
      }
      points.push(pointOf(store, records, runs));
      // A long series that breaks off has not run for nothing.
      if (records > 0 && into !== undefined) await tell(into);
    }
  }
});

if (into === undefined) await tell(into);
for (const finding of findings(points, bounds)) {
  process.stderr.write(`${finding}\n`);
  process.exitCode = 1;
}
