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
import { type LargeMonth, type Peak, passMonth } from './large-month.ts';
import { watchLogins } from './logins.ts';
import { measured } from './passerelle.ts';
import { insurers, inTemporaryFolder, makeSites } from './sites.ts';

const { values } = parseArgs({
  options: {
    records: { type: 'string', default: '1000000' },
    month: { type: 'string', default: 'all' },
    limit: { type: 'string', default: '512' },
  },
});
const records = Number(values.records);
const limit = Number(values.limit);

const largeMonths: Readonly<Record<string, LargeMonth & { readonly title: string }>> = {
  seven: { title: 'spread over seven insurers', records, served: insurers, heldFirst: false },
  one: { title: 'all of one insurer', records, served: insurers.slice(0, 1), heldFirst: false },
  held: { title: 'all held at first', records, served: insurers, heldFirst: true },
};

/** A process that was measured. */
interface Row extends Peak {
  readonly seconds?: number;
  /** Seconds of the logins at a gateway meanwhile. */
  readonly logins?: readonly number[];
}

async function measureMonth(folder: string, month: LargeMonth): Promise<readonly Row[]> {
  await makeSites(folder);
  const rows: Row[] = [];
  /** Meanwhile a visitor logs in where it always fetches from. */
  const gateways = await passMonth(folder, month, async ({ process: name, site, args, visitor }) => {
    const watch = await watchLogins(visitor);
    const run = await measured(site, args);
    rows.push({ process: name, ...run, logins: await watch.stop() });
    return run;
  });
  return [...rows, ...gateways];
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
  ).map(String);
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
