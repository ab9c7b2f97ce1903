/**
 * A million records through the real commands, each a process of its own: how long it took, how much memory it
 * held at most, and whether the gateways went on answering; and the relay beside relay-by-shell.sh, by turns
 * (README.md). Ends with 1 if a process held too much.
 *
 *   node scripts/bench/million.ts [--records 1000000] [--month seven|one|held|all] [--runs 2] [--limit 512]
 *     [--into docs]
 */

import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { theScript } from './contestants.ts';
import { type LargeMonth, type Peak, passMonth } from './large-month.ts';
import { watchLogins } from './logins.ts';
import { measured } from './passerelle.ts';
import { contestRows } from './relay-contest.ts';
import { report } from './report.ts';
import { markdown } from './report-tables.ts';
import { insurers, inTemporaryFolder, makeSites } from './sites.ts';

const { values } = parseArgs({
  options: {
    records: { type: 'string', default: '1000000' },
    month: { type: 'string', default: 'all' },
    runs: { type: 'string', default: '2' },
    limit: { type: 'string', default: '512' },
    into: { type: 'string' },
  },
});
const records = Number(values.records);
const limit = Number(values.limit);

const largeMonths: Readonly<Record<string, LargeMonth & { readonly title: string }>> = {
  seven: { title: 'over seven insurers', records, served: insurers, heldFirst: false },
  one: { title: 'all of one insurer', records, served: insurers.slice(0, 1), heldFirst: false },
  held: { title: 'all held at first', records, served: insurers, heldFirst: true },
};

/** A process that was measured. */
interface Process extends Peak {
  readonly seconds?: number;
  /** Seconds of the logins at a gateway meanwhile. */
  readonly logins?: readonly number[];
}

async function measureMonth(folder: string, month: LargeMonth): Promise<readonly Process[]> {
  await makeSites(folder);
  const rows: Process[] = [];
  /** Meanwhile a visitor logs in where it always fetches from. */
  const gateways = await passMonth(folder, month, async ({ process: name, site, args, visitor }) => {
    const watch = await watchLogins(visitor);
    const run = await measured(site, args);
    rows.push({ process: name, ...run, logins: await watch.stop() });
    return run;
  });
  return [...rows, ...gateways];
}

/** Time, greatest memory and what the visitor met, for each process of each kind of month. */
function processTable(months: ReadonlyMap<string, readonly Process[]>): Iterable<string> {
  const rows = [...months].flatMap(([title, processes]) =>
    processes.map(({ process: name, seconds, peak, logins }) => [
      `${title}: \`${name}\``,
      seconds?.toFixed(1) ?? '',
      peak.toFixed(0),
      logins === undefined ? '' : String(logins.length),
      logins === undefined ? '' : Math.max(...logins).toFixed(2),
    ]),
  );
  return markdown(['process', 'seconds', 'peak, MiB', 'logins meanwhile', 'slowest, s'], rows);
}

const chosen = Object.entries(largeMonths).filter(([name]) => ['all', name].includes(values.month));
if (chosen.length === 0) throw new Error('--month is seven, one, held or all');
const months = new Map<string, readonly Process[]>();
for (const [, { title, ...largeMonth }] of chosen) {
  await inTemporaryFolder(async (folder) => {
    months.set(title, await measureMonth(path.join(folder, 'sites'), largeMonth));
  });
}
const greatest = Math.max(...[...months.values()].flat().map(({ peak }) => peak));
const contest = { records, extract: records, runs: Number(values.runs), uncounted: 0 };
/** The script may take two thirds of our time. */
const goal = { times: 0.67, of: theScript };
await report({
  part: 'million',
  rows: [
    ...(await contestRows(contest, `${records.toLocaleString('en')} records: relay`, goal)),
    {
      work: `${records.toLocaleString('en')} records: the most that a process held`,
      unit: 'MiB',
      compared: 'amount',
      ours: [greatest],
      peers: {},
      goal: { bound: limit },
    },
  ],
  tables: { 'million-processes': processTable(months) },
  into: values.into,
});
if (greatest > limit) {
  process.stderr.write(`a process held more than ${limit} MiB\n`);
  process.exitCode = 1;
}
