/** `passerelle rehearse`: the whole life of the channel, from its first month to the last purge, in a minute. */

import { Listr, ListrLogger, type ListrTask, ProcessOutput } from 'listr2';
import { rehearsalClock } from '../clock.ts';
import type { Deliberation } from '../deliberations/clause.ts';
import { n21250 } from '../deliberations/n21-250.ts';
import { lastDayKept, latest } from '../deliberations/rules.ts';
import { total } from '../people/operation.ts';
import type { ReferenceMonth } from '../people/reference-month.ts';
import { say } from '../words/operator.ts';
import {
  type PurgedSites,
  purgeOn,
  sunsetOf,
  tryAfterSunset,
  type VerifiedLedger,
  verifyLedgers,
  writeClosureReports,
} from './afterlife.ts';
import { clearFolder } from './folder.ts';
import { type LivedMonth, liveMonth, morning } from './month.ts';
import { createScenario, type Scenario } from './scenario.ts';
import { stayOpen } from './stay.ts';
import { summaryLines } from './summary.ts';
import { createWorld, type World } from './world.ts';

export interface RehearsalOptions {
  /** Stop the clock in the third month and keep both gateways up for visitors. */
  readonly stay: boolean;
  /** Results as one line of JSON on stdout. */
  readonly json: boolean;
  readonly folder: string;
}

/** What the tasks add to as they run. */
export interface Rehearsed {
  readonly months: LivedMonth[];
  readonly purges: PurgedSites[];
  /** Files of the relay's closure report; none while nobody closed the channel. */
  closureReports: readonly string[];
  ledgers: readonly VerifiedLedger[];
}

type Tasks = ListrTask<Rehearsed>[];

/** Visitors come in the month after these: its parts are delivered, and collecting them is left to the visitors. */
const monthsBeforeVisitors = 2;

/** Rehearses deliberation n° 21/250. Progress on stderr, what came of it on stdout. */
export async function runRehearsal(options: RehearsalOptions): Promise<void> {
  const deliberation = n21250;
  const scenario = scenarioOf(deliberation);
  const [firstMonth] = scenario.months;
  if (firstMonth === undefined) throw new RangeError('a scenario without months');
  await clearFolder(options.folder);
  const clock = rehearsalClock(morning(firstMonth, 3));

  let world: World | undefined;
  try {
    const opened = await createWorld(options.folder, deliberation, clock);
    world = opened;
    const rehearsed: Rehearsed = { months: [], purges: [], closureReports: [], ledgers: [] };
    const { months } = scenario;
    const tasks = options.stay
      ? [
          ...monthTasks(opened, scenario, months.slice(0, monthsBeforeVisitors)),
          ...monthTasks(opened, scenario, months.slice(monthsBeforeVisitors, monthsBeforeVisitors + 1), []),
        ]
      : [...monthTasks(opened, scenario, months), ...lateTasks(opened)];
    await runTasks(tasks, rehearsed);
    if (options.stay) await stayOpen(opened, options.json);
    else process.stdout.write(summaryLines(opened, scenario, rehearsed, options.json));
  } finally {
    await world?.close();
  }
}

/** The year in which the deliberation ends, with the insurers that it names. */
function scenarioOf(deliberation: Deliberation): Scenario {
  const { year } = Temporal.PlainDate.from(latest(deliberation.lastDay));
  return createScenario(
    year,
    latest(deliberation.recipients).map(({ id }) => id),
  );
}

function monthTasks(
  world: World,
  scenario: Scenario,
  months: readonly ReferenceMonth[],
  collecting: World['insurers'] = world.insurers,
): Tasks {
  return months.map((month) => ({
    title: month,
    task: async (rehearsed, task) => {
      const lived = await liveMonth(world, scenario, month, collecting, (step) => {
        task.output = step;
      });
      rehearsed.months.push(lived);
      task.title = titleOf(lived, scenario);
    },
  }));
}

function titleOf(
  { month, published, delivered, held, returned, receipts }: LivedMonth,
  scenario: Scenario,
): string {
  const told = scenario.turns.filter((turn) => turn.from === month).map((turn) => `\n  ${turn.told}`);
  const figures = [
    say`${total(published)} published`,
    say`${delivered} delivered`,
    say`${held} held`,
    ...(returned > 0 ? [say`${returned} returned`] : []),
    say`${receipts} receipts`,
  ];
  return `${month}: ${figures.join(', ')}${told.join('')}`;
}

function lateTasks(world: World): Tasks {
  const { deliberation } = world;
  const sunset = sunsetOf(world);
  // Half of the months are due by the middle of the year, the rest by the first day of the next.
  const { year } = lastDayKept(deliberation, sunset.subtract({ hours: 1 }));
  return [
    {
      title: say`sunset: after ${latest(deliberation.lastDay)} the relay may not run, and a login is refused`,
      task: async () => {
        world.clock.moveTo(sunset);
        await tryAfterSunset(world);
      },
    },
    {
      title: say`closure report of the relay, in three languages and signed`,
      task: async (rehearsed) => {
        rehearsed.closureReports = await writeClosureReports(world);
      },
    },
    ...[new Temporal.PlainDate(year, 7, 1), new Temporal.PlainDate(year + 1, 1, 1)].map((day) => ({
      title: say`purge on ${day}`,
      task: async (rehearsed: Rehearsed, task: { title: string }) => {
        const purged = await purgeOn(world, day);
        rehearsed.purges.push(purged);
        task.title = say`purge on ${day}: ${purged.keys} data keys destroyed, ${purged.left} left`;
      },
    })),
    {
      title: say`ledgers verified`,
      task: async (rehearsed, task) => {
        rehearsed.ledgers = await verifyLedgers(world);
        const entries = rehearsed.ledgers.reduce((sum, ledger) => sum + ledger.entries, 0);
        task.title = say`${rehearsed.ledgers.length} ledgers verified, ${entries} entries`;
      },
    },
  ];
}

/** A live list on a terminal, a line a step elsewhere; both on stderr, for stdout holds the results. */
async function runTasks(tasks: Tasks, context: Rehearsed): Promise<void> {
  const logger = new ListrLogger({ processOutput: new ProcessOutput(process.stderr, process.stderr) });
  await new Listr(tasks, {
    ctx: context,
    renderer: process.stderr.isTTY ? 'default' : 'simple',
    rendererOptions: { logger },
  }).run();
}
