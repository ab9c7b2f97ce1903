/**
 * The relay's cycle in a relay that runs, and relay-by-shell.sh, by turns (README.md).
 * Thirty records a month, but for the first two: ten are new, ten corrected, ten withdrawn. A month with more of a kind
 * would have to be confirmed by an operator, whom no schedule has. Seven runs are all that the year of the channel holds.
 *
 *   node scripts/bench/relay-running.ts [--runs 7] [--extract 1000] [--into docs]
 */

import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { rehearsalClock, startOfLegalDay } from '../../src/clock.ts';
import { loadConfig } from '../../src/config/load.ts';
import { publishAt } from '../../src/operations/publish.ts';
import { parseReferenceMonth } from '../../src/people/reference-month.ts';
import { openSite } from '../../src/site.ts';
import { byTurns, rowsOfContest, theScript } from './contestants.ts';
import { requireDelivered } from './figures.ts';
import { writeExtract, writeTurnover } from './mock-data.ts';
import { type RunningGateway, serve } from './passerelle.ts';
import { programEnvironment } from './program-environment.ts';
import { publishedParcel } from './published-parcel.ts';
import { openKey, protectedKey } from './relay-key.ts';
import { report } from './report.ts';
import { ranMessage } from './running-relay.ts';
import { openShellSetting, type ShellSetting } from './shell-setting.ts';
import {
  insurers,
  inTemporaryFolder,
  makeSites,
  publisher,
  relay,
  type Site,
  siteIn,
  today,
} from './sites.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '7' },
    extract: { type: 'string', default: '1000' },
    into: { type: 'string' },
  },
});
const [runs, extractLines] = [Number(values.runs), Number(values.extract)];

/** Records of a kind in each month. */
const each = 10;
/** Of a month as they are from the third on. */
const records = 3 * each;

/** A publisher that serves, a relay that runs, and the script with the same key. */
interface Setting {
  /** Publishes a month, and lets the relay take it in. Gives the relay's seconds. */
  month(): Promise<number>;
  readonly shell: ShellSetting;
  close(): Promise<void>;
}

await inTemporaryFolder(async (folder) => {
  const settings: Setting[] = [];
  try {
    settings.push(await openSetting(path.join(folder, 'a'), protectedKey));
    settings.push(await openSetting(path.join(folder, 'b'), openKey));
    const contestants = settings.flatMap(({ month, shell }) => [month, shell.timed]);
    const seconds = await byTurns(contestants, { runs, uncounted: 1 });
    const rows = rowsOfContest('relay, running', { times: 5, of: theScript }, seconds);
    await report({ part: 'relay-running', rows, into: values.into });
  } finally {
    for (const setting of settings) await setting.close();
  }
});

async function openSetting(folder: string, keyOf: typeof protectedKey | typeof openKey): Promise<Setting> {
  const sites = path.join(folder, 'sites');
  await makeSites(sites);
  const [source, ours] = [siteIn(sites, publisher), siteIn(sites, relay)];
  const key = await keyOf(ours);
  const publish = await openPublisher(source, ours);
  await publish();
  await publish();
  const parcel = await publishedParcel(source);
  const shell = await openShellSetting(path.join(folder, 's'), parcel, ours.paths.extract, key);
  const gateway = await serve(source);
  const running = await startRelay(ours);
  await running.run(today.add({ months: 1 }), 3 * each);
  return {
    shell,
    async month() {
      const day = await publish();
      return running.run(day, records);
    },
    close: () => closeAll(running, shell, gateway),
  };
}

async function closeAll(relayed: RunningRelay, shell: ShellSetting, gateway: RunningGateway): Promise<void> {
  await relayed.stop();
  await shell.close();
  await gateway.stop();
}

/** Publishes a month after the other, and renews the extract. Gives the day of it. */
async function openPublisher(source: Site, { paths }: Site): Promise<() => Promise<Temporal.PlainDate>> {
  const config = await loadConfig(source.paths.config);
  if (config.place !== 'publisher') throw new TypeError(`${source.party} publishes nothing`);
  let published = 0;
  return async () => {
    const day = today.add({ months: published });
    await writeTurnover(source.paths.evaluations, published, each);
    published += 1;
    await writeExtract(paths.extract, Math.max(each * published, extractLines), insurers, day);
    const site = await openSite(config, rehearsalClock(startOfLegalDay(day)));
    try {
      const month = parseReferenceMonth(day.toPlainYearMonth().toString());
      if (month === undefined) throw new RangeError(`${day} lies in no month`);
      await publishAt(site, month, source.paths.evaluations);
    } finally {
      await site.close();
    }
    return day;
  };
}

interface RunningRelay {
  /** Its seconds on a day on which so many records are to be fetched. */
  run(day: Temporal.PlainDate, records: number): Promise<number>;
  stop(): Promise<void>;
}

async function startRelay({ paths }: Site): Promise<RunningRelay> {
  const script = path.join(import.meta.dirname, 'running-relay.ts');
  const child = fork(script, [paths.config], { env: programEnvironment });
  await once(child, 'message');
  return {
    async run(day, records) {
      child.send({ day: day.toString() });
      const [message] = await once(child, 'message');
      const { seconds, ...result } = ranMessage.parse(message);
      requireDelivered(result, records);
      return seconds;
    },
    async stop() {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}
